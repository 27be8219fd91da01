import ArgumentParser
import WordMine
import WordMineText

/// What is known from other text.
struct PriorOptions: ParsableArguments {
  @Option(
    help: """
      Counts of other text, made by `wordmine count -n 5`: their statistics join those of this one; \
      repeat for more. What is listed and counted are the words of this text.
      """, completion: .file())
  var counts: [String] = []

  @Option(
    help: """
      A model of other text, made by --model: it is continued, that is, the text is segmented by both \
      together, and --model writes the sum.
      """, completion: .file())
  var update: String?

  var isEmpty: Bool { counts.isEmpty && update == nil }

  /// - Throws: `InputError` for a damaged file, or a model that was learnt under another script.
  func knowledge(script: Script, memory: Int, directory: String) throws -> Prior {
    var prior = Prior()
    if !counts.isEmpty {
      prior.counts = try PriorCounts(
        counts.map { path in { try InputFile.open(path) } }, script: script, memory: memory,
        directory: directory)
    }
    guard let update else { return prior }
    let model = try SegmentationModelFormat.read(try InputFile.open(update))
    guard model.script == script else {
      throw InputError(
        .mismatch(
          "a model of script \(model.script.rawValue) cannot be continued with script "
            + "\(script.rawValue)"), at: SourcePosition(source: update))
    }
    prior.model = model
    return prior
  }

  /// What a work directory must agree with, a line each.
  func manifest() throws -> [String] {
    [
      "counts: \(try counts.map(Self.checksum))", "update: \(try update.map(Self.checksum) ?? 0)",
    ]
  }

  private static func checksum(_ path: String) throws -> UInt32 {
    var source = try InputFile.open(path)
    var checksum = Checksum()
    while case let part = try source.read(1 << 18), !part.isEmpty { checksum.update(part) }
    return checksum.value
  }
}
