/// What a layer keeps of the tokens so far.
public struct KeyValueCache<Element: Scalar>: Sendable {
  private var parts: [[Element]]
  private let columns: [Int]
  /// The number of tokens.
  public private(set) var count = 0

  /// An empty cache.
  ///
  /// - Parameter capacity: The tokens for which memory is taken at once.
  public init(for layer: some AttentionLayer, capacity: Int = 0) {
    columns = layer.cacheColumns
    parts = columns.map { width in
      var part: [Element] = []
      part.reserveCapacity(width * capacity)
      return part
    }
  }

  /// How much memory the tokens take.
  public var bytes: Int { parts.reduce(0) { $0 + $1.count } * MemoryLayout<Element>.stride }

  /// A part: one row a token.
  func part(_ index: Int) -> Matrix<Element> {
    Matrix(rows: count, columns: columns[index], elements: parts[index])
  }

  /// Adds the rows of new tokens to each part.
  mutating func append(_ rows: [Matrix<Element>]) {
    for (index, part) in rows.enumerated() {
      precondition(
        part.columns == columns[index], "\(part.columns) columns for \(columns[index])")
      parts[index] += part.elements
    }
    count += rows[0].rows
  }
}
