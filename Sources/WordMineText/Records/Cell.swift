/// A value in a table: a TSV field, or a JSON value.
package enum Cell: Sendable {
  /// An unknown value: an empty field, or a missing key.
  case missing
  case text(String)
  /// A text from elsewhere, which may hold anything: a TSV has blanks for its tabs and line breaks.
  case singleLine(String)
  case integer(Int)
  /// Written with at most six significant digits; missing if not finite.
  case number(Double)
  /// In TSV, written with this many decimal places.
  case fixed(Double, places: Int)
  /// In TSV, written with the separator between the values.
  case list([Cell], separator: String)
  /// A JSON object; not used in TSV.
  case object([String: Cell])

  package init(_ text: String?) { self = text.map { .text($0) } ?? .missing }
  package init(_ value: Int?) { self = value.map { .integer($0) } ?? .missing }
  package init(_ value: Double?) { self = value.map { .number($0) } ?? .missing }

  package init(_ values: [Int], separator: String = ";") {
    self = .list(values.map { .integer($0) }, separator: separator)
  }

  /// The unescaped TSV field.
  package var field: String {
    switch self {
    case .missing: ""
    case .text(let text): text
    case .singleLine(let text): text.withoutTabsAndBreaks
    case .integer(let value): String(value)
    case .number(let value): value.shortText
    case .fixed(let value, let places): value.fixedText(places: places)
    case .list(let cells, let separator): cells.map(\.field).joined(separator: separator)
    case .object: ""
    }
  }
}

extension Double {
  /// The number with this many decimal places: `5.430`.
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

extension String {
  fileprivate var withoutTabsAndBreaks: String {
    let scalars = unicodeScalars.map { ["\t", "\n", "\r"].contains($0) ? " " : $0 }
    return String(String.UnicodeScalarView(scalars))
  }
}
