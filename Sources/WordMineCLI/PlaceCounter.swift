import WordMineText

/// Numbers the lines or sentences of the inputs from 1: those of each input by themselves, with its
/// name, where there is more than one.
struct PlaceCounter {
  /// The names of the inputs; none if there is one input only.
  private let names: [String]
  private var source = 0
  /// What the input had before.
  private var count = 0

  init(_ inputs: [CorpusInput]) { names = inputs.count > 1 ? inputs.map(\.name) : [] }

  /// The names of the columns.
  ///
  /// - Parameter name: That of the number.
  func columns(_ name: String) -> [String] { names.isEmpty ? [name] : ["file", name] }

  /// Counts what a block of an input holds.
  ///
  /// - Returns: How many the input had before.
  mutating func add(_ count: Int, of source: Int) -> Int {
    if source != self.source { (self.source, self.count) = (source, 0) }
    defer { self.count += count }
    return self.count
  }

  /// The beginning of a line that says a place; behind it stands the rest of a row.
  ///
  /// - Parameters:
  ///   - name: That of the number.
  ///   - number: From 1.
  func prefix(
    _ name: String, _ number: Int, of source: Int, as format: RowFormat
  ) -> String {
    switch format {
    case .tsv: fields(number, of: source)
    case .jsonl: "{" + keys(name, number, of: source)
    }
  }

  /// A row as it stands behind a place: an object has its brace before the place.
  static func rest(of row: String, as format: RowFormat) -> String {
    format == .tsv ? row : String(row.dropFirst())
  }

  /// The fields of a TSV that say a place, with a tab behind each.
  ///
  /// - Parameter number: From 1.
  private func fields(_ number: Int, of source: Int) -> String {
    names.isEmpty ? "\(number)\t" : Cell.singleLine(names[source]).field + "\t\(number)\t"
  }

  /// The same as keys of a JSON object, with a comma behind each.
  private func keys(_ name: String, _ number: Int, of source: Int) -> String {
    let key = "\"\(name)\":\(number),"
    return names.isEmpty ? key : "\"file\":" + JSON.text(.text(names[source])) + "," + key
  }
}
