/// The part of each line that contains the text.
public enum Column: Hashable, Sendable {
  /// A column of a TSV, counted from 1.
  case number(Int)
  /// A column named in the header of a TSV, or a key of JSON Lines.
  case name(String)

  /// Parses a number or a name: `3`, `text`.
  public init(_ argument: String) {
    self = Int(argument).map(Column.number) ?? .name(argument)
  }

  var name: String {
    switch self {
    case .number(let number): "\(number)"
    case .name(let name): name
    }
  }
}
