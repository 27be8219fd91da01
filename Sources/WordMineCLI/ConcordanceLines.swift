import WordMine
import WordMineText

/// Lines of a concordance as they will be written, in an order, not many more than are wanted.
struct ConcordanceLines: Sendable {
  private struct Line {
    /// The input, and the line in it, from 1.
    var source: Int
    var number: Int
    /// In `bytes`: what it is sorted by, then the line.
    var start: Int
    var text: Int
    var end: Int
  }

  private let order: Concordance.Order
  private var limit: Int
  /// All that were found.
  private(set) var count = 0
  private var lines: [Line] = []
  private var bytes: [UInt8] = []

  init(order: Concordance.Order, limit: Int) {
    (self.order, self.limit) = (order, limit)
  }

  /// The hits of a block.
  init(
    of block: WordBlock, _ concordance: Concordance, as writer: ConcordanceWriter,
    order: Concordance.Order,
    limit: Int
  ) throws {
    self.init(order: order, limit: limit)
    var result = self
    var failure: (any Error)?
    concordance.visitHits(in: block) { hit in
      do {
        try result.append(hit, of: block.source, as: writer)
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    self = result
  }

  /// Bytes of memory in use, about.
  var memory: Int { bytes.capacity + MemoryLayout<Line>.stride * lines.capacity }

  private mutating func append(
    _ hit: ConcordanceHit, of source: Int, as writer: ConcordanceWriter
  ) throws {
    count += 1
    if order == .text, lines.count >= limit { return }
    let start = bytes.count
    bytes += order.key(of: hit)
    let text = bytes.count
    bytes += try writer.line(hit).utf8
    lines.append(
      Line(source: source, number: hit.line, start: start, text: text, end: bytes.count))
    keepWanted()
  }

  /// Appends the lines of the next block, before which its input had some lines of text.
  mutating func append(_ other: ConcordanceLines, lines before: Int) {
    count += other.count
    let offset = bytes.count
    bytes += other.bytes
    for line in other.lines {
      lines.append(
        Line(
          source: line.source, number: line.number + before, start: line.start + offset,
          text: line.text + offset,
          end: line.end + offset))
    }
    keepWanted()
  }

  /// Writes the lines in their order, as many as are wanted, and forgets them.
  ///
  /// - Parameter place: What a line begins with, by its input and number.
  mutating func writeAll(to sink: ByteSink, place: (Int, Int) -> String) throws {
    let wanted = sorted()
    for line in wanted {
      try sink.write(place(line.number, line.source))
      try sink.write(bytes[line.text..<line.end])
    }
    limit -= wanted.count
    lines.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }

  /// The best lines; equal ones in the order of the text.
  private func sorted() -> ArraySlice<Line> {
    guard order != .text else { return lines.prefix(limit) }
    return lines.indices.sorted { one, other in
      let (a, b) = (lines[one], lines[other])
      let (first, second) = (bytes[a.start..<a.text], bytes[b.start..<b.text])
      return first.elementsEqual(second)
        ? one < other : first.lexicographicallyPrecedes(second)
    }.map { lines[$0] }.prefix(limit)
  }

  private mutating func keepWanted() {
    guard order != .text, lines.count / 4 >= max(256, limit) else { return }
    let wanted = sorted()
    var kept: [UInt8] = []
    lines = wanted.map { line in
      let start = kept.count
      kept += bytes[line.start..<line.end]
      return Line(
        source: line.source, number: line.number, start: start,
        text: start + line.text - line.start, end: kept.count)
    }
    bytes = kept
  }
}
