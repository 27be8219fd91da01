import WordMineNumerics
import WordMineText

/// The features that a classifier knows, numbered from the most frequent one: the weights that nearly
/// all texts need stand together, and stay in the cache.
public struct FeatureVocabulary: Sendable {
  private let table: RunTable

  /// - Parameter minimumDocuments: Features of fewer documents are left out.
  public init(_ documents: DocumentBlock, minimumDocuments: Int = 1) {
    var counts = [Int](repeating: 0, count: documents.names.count)
    var last = [Int](repeating: -1, count: counts.count)
    for document in 0..<documents.count {
      for feature in documents.features[documents.starts[document]..<documents.starts[document + 1]]
      where last[Int(feature)] != document {
        last[Int(feature)] = document
        counts[Int(feature)] += 1
      }
    }
    let names = documents.names
    let kept = counts.indices.filter { counts[$0] >= minimumDocuments }.sorted {
      counts[$0] != counts[$1]
        ? counts[$0] > counts[$1] : names[$0].lexicographicallyPrecedes(names[$1])
    }
    self.init(kept.map { names[$0] })
  }

  /// Names in the order of their numbers; those that repeat one have none.
  init(_ names: [ArraySlice<UInt8>]) {
    var table = RunTable()
    for name in names {
      _ = table.intern(name.span, hash: RunTable.hash(name.span))
    }
    self.table = table
  }

  public var count: Int { table.count }

  public subscript(number: Int) -> String { String(decoding: table[number], as: UTF8.self) }

  /// The known features of each document, as they occur.
  public func texts(_ documents: DocumentBlock) -> [[Int]] {
    let numbers = (0..<documents.names.count).map {
      table.number(of: documents.names[$0].span)
    }
    return (0..<documents.count).map { document in
      documents.features[documents.starts[document]..<documents.starts[document + 1]]
        .compactMap { numbers[Int($0)] }
    }
  }

  /// A row a document, with 1 for each feature that it has; or with the share of each among those it
  /// has, counted as often as they occur.
  public func matrix(
    _ documents: DocumentBlock, asShares: Bool = false
  ) -> SparseMatrix<Double> {
    var (starts, columns, values) = ([0], [Int32](), [Double]())
    for text in texts(documents) {
      let first = columns.count
      for feature in text.sorted() {
        if columns.count > first, columns.last == Int32(feature) {
          if asShares { values[values.count - 1] += 1 / Double(text.count) }
        } else {
          columns.append(Int32(feature))
          values.append(asShares ? 1 / Double(text.count) : 1)
        }
      }
      starts.append(columns.count)
    }
    return SparseMatrix(
      rows: documents.count, columns: count, starts: starts, columnIndices: columns,
      values: values)
  }
}
