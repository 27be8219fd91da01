/// A value of a table: what stands between two tabs of a TSV, or a value of JSON.
package enum Cell: Sendable {
  /// Nothing is known: an empty field, or no key.
  case missing
  case text(String)
  /// A line of another text: a TSV has blanks for its tabs.
  case line(String)
  case integer(Int)
  /// Written in at most six significant digits; missing where it is not finite.
  case number(Double)
  /// A TSV has this many digits behind the point.
  case fixed(Double, places: Int)
  /// A TSV has the separator between the values.
  case list([Cell], separator: String)
  /// A JSON object; no column of a TSV holds one.
  case object([String: Cell])

  package init(_ text: String?) { self = text.map { .text($0) } ?? .missing }
  package init(_ value: Int?) { self = value.map { .integer($0) } ?? .missing }
  package init(_ value: Double?) { self = value.map { .number($0) } ?? .missing }

  package init(_ values: [Int], separator: String = ";") {
    self = .list(values.map { .integer($0) }, separator: separator)
  }

  /// The field of a TSV, as it is.
  package var field: String {
    switch self {
    case .missing: ""
    case .text(let text): text
    case .line(let text): text.replacing("\t", with: " ")
    case .integer(let value): String(value)
    case .number(let value): value.shortText
    case .fixed(let value, let places): value.fixedText(places: places)
    case .list(let cells, let separator): cells.map(\.field).joined(separator: separator)
    case .object: ""
    }
  }
}

extension Double {
  /// The number with so many digits behind the point: `5.430`.
  package func fixedText(places: Int) -> String {
    guard isFinite, magnitude < 1e12 else { return shortText }
    let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
    let digits = String(Int((magnitude * scale).rounded()))
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let sign = self < 0 ? "-" : ""
    return places == 0
      ? sign + padded : sign + padded.dropLast(places) + "." + padded.suffix(places)
  }
}
