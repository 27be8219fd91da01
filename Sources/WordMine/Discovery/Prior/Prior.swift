import WordMineBase
import WordMineLexicon
import WordMineText

/// Statistics of other text that discovery starts from.
public struct Prior: Sendable {
  /// Files of counts, made by `wordmine count -n 5`, whose statistics are added to those of the
  /// corpus: entropies are exactly those of all the text together.
  public var counts: [String]
  /// The file of a model of other text to continue: the corpus is segmented by the sum of this
  /// model and its own, which is also the resulting model.
  public var model: String?
  /// Words, with counts or without, that guide discovery: the corpus is cut into these and new ones,
  /// and only new ones are listed. Where they are too few, the corpus is cut as without them.
  public var lexicon: Lexicon?

  public init(counts: [String] = [], model: String? = nil, lexicon: Lexicon? = nil) {
    self.counts = counts
    self.model = model
    self.lexicon = lexicon
  }

  /// - Throws: `InputError` if a file is damaged, if the counts are of too small an order, or if
  ///   the script differs from that of the corpus; `Interrupted`.
  func load(
    script: Script, memory: Int, directory: String, workers: Workers
  ) throws -> LoadedPrior {
    var prior = LoadedPrior(lexicon: lexicon)
    if !counts.isEmpty {
      // The header of each is read first, so that a wrong one is found at once.
      let sources = try counts.map {
        try RereadableSource($0, memory: memory / (8 * counts.count), directory: directory)
      }
      prior.counts = try PriorCounts(
        sources.map { source in { try source.open() } }, script: script, memory: memory,
        directory: directory, workers: workers)
    }
    guard let path = model else { return prior }
    let model = try SegmentationModelFormat.read(try .named(path))
    guard model.script == script else {
      throw InputError(
        .mismatch(
          "a model of script \(model.script.rawValue) cannot be continued with script "
            + "\(script.rawValue)"), at: SourcePosition(source: path))
    }
    guard model.unigrams == nil else {
      throw InputError(
        .mismatch("a model that a dictionary guided cannot be continued; use the dictionary again"),
        at: SourcePosition(source: path))
    }
    prior.model = model
    return prior
  }

  /// The lines of a manifest that identify the files.
  func manifest() throws -> [String] {
    [
      "counts: \(try counts.map(Self.checksum))", "update: \(try model.map(Self.checksum) ?? 0)",
    ] + (lexicon.map { ["dictionary: \(Self.checksum($0))"] } ?? [])
  }

  /// A number that other words or counts change.
  private static func checksum(_ lexicon: Lexicon) -> UInt64 {
    var hash: UInt64 = 0
    lexicon.forEach({ word, count in
      hash = Hash.mix(hash ^ Hash.bytes(word.span) &+ UInt64(bitPattern: Int64(count ?? -1)))
    })
    return hash
  }

  private static func checksum(_ path: String) throws -> UInt32 {
    guard ByteSource.size(ofFile: path) != nil else {
      try ByteSource.check(path: path)
      throw InputError(
        .mismatch("is a pipe, which cannot be read again when the run is resumed; name a file"),
        at: SourcePosition(source: path))
    }
    var source = try ByteSource.named(path)
    var checksum = Checksum()
    while case let part = try source.read(1 << 18), !part.isEmpty { checksum.update(part) }
    return checksum.value
  }
}

/// A prior in memory.
package struct LoadedPrior: Sendable {
  package var counts: PriorCounts?
  package var model: SegmentationModel?
  package var lexicon: Lexicon?

  package init(
    counts: PriorCounts? = nil, model: SegmentationModel? = nil, lexicon: Lexicon? = nil
  ) {
    (self.counts, self.model, self.lexicon) = (counts, model, lexicon)
  }

  var isEmpty: Bool { counts == nil && model == nil && lexicon == nil }
}
