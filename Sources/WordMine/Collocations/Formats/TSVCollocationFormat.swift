import WordMineText

/// Columns between tabs, named in the first line, which begins with `#a<TAB>b<TAB>n`.
///
///     #a<TAB>b<TAB>n<TAB>n_1<TAB>n_2<TAB>peak<TAB>…
///     香<TAB>气<TAB>11<TAB>11<TAB>0<TAB>1<TAB>…
///
/// The columns from `n_1` on are the counts by distance; columns behind them are passed over, and not
/// written.
package struct TSVCollocationFormat: LineFormat {
  /// The greatest distance of the file that is read, or is to be written.
  private var window: Int
  /// The columns of the file, as its header names them.
  private var columns: Int

  /// - Parameter window: The greatest distance to write; a file that is read says its own.
  package init(window: Int = 0) { (self.window, columns) = (window, 3 + window) }

  /// Whether a file begins with the header.
  package static func holds(_ beginning: ArraySlice<UInt8>) -> Bool {
    beginning.starts(with: "#a\tb\tn\t".utf8) || beginning.starts(with: "#a\tb\tn\n".utf8)
  }

  package var header: String? {
    (["#a", "b", "n"] + (0..<window).map { "n_\($0 + 1)" }).joined(separator: "\t")
  }

  package mutating func decode(
    _ line: Substring
  ) throws(InputError.Reason) -> ListedCollocation? {
    if line.isEmpty { return nil }
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    if fields.prefix(3) == ["#a", "b", "n"] {
      window = zip(fields.dropFirst(3), 1...).prefix { $0 == "n_\($1)" }.count
      columns = fields.count
      return nil
    }
    // A line with fewer fields was cut, whatever they hold.
    guard fields.count == columns else {
      throw .mismatch("\(fields.count) fields under \(columns) column names")
    }
    let counts = try Self.counts(fields[2..<3 + window])
    return try ListedCollocation(
      checked: String(fields[0]), String(fields[1]), counts[0], Array(counts.dropFirst()))
  }

  private static func counts(_ fields: ArraySlice<Substring>) throws(InputError.Reason) -> [Int] {
    var counts: [Int] = []
    for field in fields {
      guard let count = Int(field) else { throw .invalidNumber(String(field), field: "a count") }
      counts.append(count)
    }
    return counts
  }

  package func encode(_ pair: ListedCollocation) throws(InputError.Reason) -> String {
    guard pair.distances.count == window else {
      throw .mismatch("\(pair.distances.count) distances; the header has \(window)")
    }
    let words = [pair.first, pair.second]
    guard !words.joined().unicodeScalars.contains(where: { "\t\n\r".unicodeScalars.contains($0) })
    else {
      throw .mismatch("the format tsv cannot hold tabs: \(words)")
    }
    return (words + ([pair.occurrences] + pair.distances).map(String.init))
      .joined(separator: "\t")
  }
}

extension ListedCollocation {
  /// - Throws: `InputError.Reason` if a word is missing, or a count is negative.
  init(
    checked first: String, _ second: String, _ occurrences: Int, _ distances: [Int]
  ) throws(InputError.Reason) {
    guard !first.isEmpty, !second.isEmpty else { throw .mismatch("a word of the pair is missing") }
    for count in [occurrences] + distances where count < 0 {
      throw .invalidNumber(String(count), field: "a count")
    }
    self.init(first: first, second: second, occurrences: occurrences, distances: distances)
  }
}
