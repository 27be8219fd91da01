import WordMineText

/// Everything that the finished stages of a discovery depend on.
///
/// A work directory keeps it, and belongs to runs with the same manifest alone.
package struct DiscoveryManifest {
  /// One thing per line.
  package let lines: [String]

  /// - Parameters:
  ///   - text: The checksum of the text, and its characters.
  ///   - memory: The limit that was asked for; `nil` if none was.
  ///   - counts: The counts files of other text.
  ///   - model: The model that is continued.
  /// - Throws: `InputError` if a file cannot be read.
  package init(
    _ configuration: WordDiscovery.Configuration, text: (checksum: Checksum, characters: Int),
    memory: String?, counts: [String], model: String?
  ) throws(InputError) {
    var checksums: [UInt32] = []
    for path in counts { checksums.append(try Self.checksum(path)) }
    var modelChecksum: UInt32 = 0
    if let model { modelChecksum = try Self.checksum(model) }
    let granularity = configuration.granularity.map { String($0) } ?? "auto"
    lines = [
      "wordmine discover, stages of version 1",
      "input: \(text.characters) characters, checksum \(text.checksum.value)",
      "method: \(configuration.method.rawValue), effort \(configuration.effort.rawValue), "
        + "granularity \(granularity), max-length \(configuration.maximumLength)",
      "script: \(configuration.script.rawValue)", "seed: \(configuration.seed)",
      "memory: \(memory ?? "auto")", "counts: \(checksums)", "update: \(modelChecksum)",
    ]
  }

  private static func checksum(_ path: String) throws(InputError) -> UInt32 {
    var source = try path == "-" ? .standardInput() : ByteSource(path: path)
    var checksum = Checksum()
    while case let part = try source.read(1 << 18), !part.isEmpty { checksum.update(part) }
    return checksum.value
  }
}
