import WordMineText

/// Where a result goes: the file of `-o`, or standard output.
enum OutputFile {
  /// - Throws: `SystemError` if the file cannot be made.
  static func open(_ path: String?) throws -> ByteSink {
    guard let path, path != "-" else { return .standardOutput() }
    return try .file(path)
  }
}
