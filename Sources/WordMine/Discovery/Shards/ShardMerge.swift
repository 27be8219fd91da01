import WordMineBase
import WordMineText

/// Adds up files of shards: written atoms, the counts of a range, or uses.
package struct ShardMerge {
  /// Where rounds in between are kept.
  private let directory: String
  private let workers: Workers

  package init(directory: String, workers: Workers) {
    (self.directory, self.workers) = (directory, workers)
  }

  /// What can be added.
  private static let kinds: Set<ShardFile.Kind> = [.written, .counts, .uses]

  /// Writes the sum of files; the order is that of the shards.
  ///
  /// - Throws: `InputError` if a file is damaged, or does not go with the first; `Interrupted`.
  package func merge(_ sources: [RereadableSource], to sink: ByteSink) throws {
    let headers = try sources.map { source in try ShardFile.Input(source.open()).header }
    guard let header = headers.first else { return }
    for (source, header) in zip(sources, headers) where !Self.kinds.contains(header.kind) {
      throw InputError(
        .mismatch("\(header.kind.name) cannot be added; written atoms, counts and uses can"),
        at: SourcePosition(source: source.name))
    }
    for (source, other) in zip(sources, headers) where other != header {
      throw InputError(
        .mismatch("\(Self.difference(other, header)) in \(sources[0].name)"),
        at: SourcePosition(source: source.name))
    }
    try merge(sources.map { source in { try source.open() } }, header, to: sink)
  }

  private static func difference(_ one: ShardFile.Header, _ other: ShardFile.Header) -> String {
    if one.kind != other.kind {
      return "holds \(one.kind.name), which do not go with \(other.kind.name)"
    }
    if one.plan != other.plan { return "was made with another plan than what is" }
    return "holds \(one.place), which does not go with \(other.place)"
  }

  /// In rounds, if there are more files than are merged at once.
  private func merge(
    _ sources: [() throws -> ByteSource], _ header: ShardFile.Header, to sink: ByteSink
  ) throws {
    guard sources.count > NGramMerge.fanIn else {
      return try mergeOnce(sources, header, to: sink)
    }
    let merged = try stride(from: 0, to: sources.count, by: NGramMerge.fanIn).map { start in
      let file = try TemporaryFile(in: directory)
      let part = ByteSink.temporary(file)
      let end = min(sources.count, start + NGramMerge.fanIn)
      try mergeOnce(Array(sources[start..<end]), header, to: part)
      try part.close()
      return { () throws -> ByteSource in try file.source() }
    }
    try merge(merged, header, to: sink)
  }

  private func mergeOnce(
    _ sources: [() throws -> ByteSource], _ header: ShardFile.Header, to sink: ByteSink
  ) throws {
    switch header.kind {
    case .written: try WrittenAtoms.merge(sources, to: sink, workers: workers)
    case .counts: try RangeCounts.merge(sources, header, to: sink, workers: workers)
    default: try ShardUses.merge(sources, to: sink, workers: workers)
    }
  }
}
