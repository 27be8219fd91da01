import WordMineBase
import WordMineText

/// Statistics of other text that discovery starts from.
public struct Prior: Sendable {
  /// Files of counts, made by `wordmine count -n 5`, whose statistics are added to those of the
  /// corpus: entropies are exactly those of all the text together.
  public var counts: [String]
  /// The file of a model of other text to continue: the corpus is segmented by the sum of this
  /// model and its own, which is also the resulting model.
  public var model: String?

  public init(counts: [String] = [], model: String? = nil) {
    self.counts = counts
    self.model = model
  }

  /// - Throws: `InputError` if a file is damaged, if the counts are of too small an order, or if
  ///   the script differs from that of the corpus; `Interrupted`.
  func load(
    script: Script, memory: Int, directory: String, workers: Workers
  ) throws -> LoadedPrior {
    var prior = LoadedPrior()
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
    prior.model = model
    return prior
  }

  /// The lines of a manifest that identify the files.
  func manifest() throws -> [String] {
    [
      "counts: \(try counts.map(Self.checksum))", "update: \(try model.map(Self.checksum) ?? 0)",
    ]
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

  package init(counts: PriorCounts? = nil, model: SegmentationModel? = nil) {
    (self.counts, self.model) = (counts, model)
  }

  var isEmpty: Bool { counts == nil && model == nil }
}
