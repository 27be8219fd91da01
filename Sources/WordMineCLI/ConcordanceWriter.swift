import WordMine
import WordMineText

/// How the lines of a concordance are written.
enum ConcordanceFormat: String, OutputFormat {
  /// What was found, in one column, between what stands around it.
  case plain
  case tsv
  case jsonl

  static var standard: ConcordanceFormat { .plain }

  static var suffixes: [FileSuffix<ConcordanceFormat>] {
    [
      FileSuffix(".txt", .plain), FileSuffix(".tsv", .tsv), FileSuffix(".jsonl", .jsonl),
      FileSuffix(".ndjson", .jsonl),
    ]
  }
}

/// Writes the hits of a concordance, without their places.
struct ConcordanceWriter: Sendable {
  /// The format of a table; `nil` for plain text.
  private let table: RowFormat?
  private let width: Int
  private let fields: any LineFormat<ConcordanceHit>

  /// - Parameter width: The characters on each side.
  init(_ format: ConcordanceFormat, _ pattern: ConcordancePattern, width: Int) {
    table = RowFormat(rawValue: format.rawValue)
    self.width = width
    fields = Table<ConcordanceHit>.hits(slotNames: pattern.slotNames)
      .lineFormat(table == .jsonl ? .jsonl : .tsv)
  }

  func header(_ places: PlaceCounter) -> String {
    guard table == .tsv, let header = fields.header else { return "" }
    return (places.columns("line") + [header]).joined(separator: "\t") + "\n"
  }

  /// What a line begins with, where it says its place.
  func place(_ places: PlaceCounter, _ number: Int, of source: Int) -> String {
    table.map { places.prefix("line", number, of: source, as: $0) } ?? ""
  }

  func line(_ hit: ConcordanceHit) throws -> String {
    guard let table else { return plainLine(hit) }
    return PlaceCounter.rest(of: try fields.encode(hit), as: table) + "\n"
  }

  private func plainLine(_ hit: ConcordanceHit) -> String {
    let left = hit.left.joined(separator: " ")
    // A character takes two columns, and words are one blank apart.
    let room = max(0, 3 * width - Self.columns(left))
    let key = hit.parts.filter { !$0.words.isEmpty }.map { part in
      let words = part.words.joined(separator: " ")
      return part.isSlot ? words : "[\(words)]"
    }.joined(separator: " ")
    return String(repeating: " ", count: room) + left + "  " + key + "  "
      + hit.right.joined(separator: " ") + "\n"
  }

  /// The columns of a terminal that a text takes.
  private static func columns(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      switch scalar.value {
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFF:
        sum + 2
      default: sum + 1
      }
    }
  }
}
