/// Where the text stands in lines of records.
public enum Column: Hashable, Sendable {
  /// A column of a TSV, from 1.
  case number(Int)
  /// A column named in the first line of a TSV, or a key of JSON Lines.
  case name(String)

  /// `3`, or `text`.
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
