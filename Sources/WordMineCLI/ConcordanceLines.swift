import WordMine
import WordMineText

/// Lines of a concordance as they will be written, in an order, not many more than are wanted.
struct ConcordanceLines: Sendable {
  private struct Line {
    /// In the text, from 0.
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

  /// Bytes of memory in use, about.
  var memory: Int { bytes.capacity + MemoryLayout<Line>.stride * lines.capacity }

  mutating func append(_ hit: ConcordanceHit, as format: ConcordanceFormat, width: Int) {
    count += 1
    if order == .text, lines.count >= limit { return }
    let start = bytes.count
    bytes += order.key(of: hit)
    let text = bytes.count
    bytes += format.line(hit, width: width).utf8
    lines.append(Line(number: hit.line, start: start, text: text, end: bytes.count))
    keepWanted()
  }

  /// Appends the lines of the next block, before which there were some lines of text.
  mutating func append(_ other: ConcordanceLines, lines before: Int) {
    count += other.count
    let offset = bytes.count
    bytes += other.bytes
    for line in other.lines {
      lines.append(
        Line(
          number: line.number + before, start: line.start + offset, text: line.text + offset,
          end: line.end + offset))
    }
    keepWanted()
  }

  /// Writes the lines in their order, as many as are wanted, and forgets them.
  mutating func writeAll(as format: ConcordanceFormat, to sink: ByteSink) throws {
    let wanted = sorted()
    for line in wanted {
      try sink.write(format.number(line.number))
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
        number: line.number, start: start, text: start + line.text - line.start, end: kept.count)
    }
    bytes = kept
  }
}
