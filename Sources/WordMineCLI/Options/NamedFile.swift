import WordMineText

/// A file that is read by its name; `-` is standard input.
enum InputFile {
  static func open(_ path: String) throws -> ByteSource {
    try path == "-" ? .standardInput() : ByteSource(path: path)
  }
}

/// Where a result goes: a file by its name, or standard output (`-`, or no name).
enum OutputFile {
  /// - Throws: `SystemError` if the file cannot be made.
  static func open(_ path: String?) throws -> ByteSink {
    guard let path, path != "-" else { return .standardOutput() }
    return try .file(path)
  }

  /// - Throws: `UsageError` if two results would go to one place.
  static func requireDifferent(_ paths: [String?]) throws {
    var seen: Set<String> = []
    for path in paths.compactMap({ $0 }) where !seen.insert(path).inserted {
      let place = path == "-" ? "standard output" : path
      throw UsageError("two results would go to \(place); name another file for one of them")
    }
  }
}
