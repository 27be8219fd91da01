import WordMineBase
import WordMineNumerics
import WordMineText

/// The features that a classifier knows, numbered from the most frequent one: the weights that nearly
/// all texts need stand together, and stay in the cache.
public struct FeatureVocabulary: Sendable {
  private let table: StringTable

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
    var table = StringTable()
    for name in names {
      _ = table.insert(name.span)
    }
    self.table = table
  }

  public var count: Int { table.count }

  public subscript(number: Int) -> String { String(decoding: table[number], as: UTF8.self) }

  /// The known features of each document, as they occur.
  public func texts(_ documents: DocumentBlock) -> [[Int]] {
    let numbers = numbers(documents)
    return (0..<documents.count).map { document in
      documents.features[documents.starts[document]..<documents.starts[document + 1]]
        .compactMap { numbers[Int($0)] < 0 ? nil : Int(numbers[Int($0)]) }
    }
  }

  /// The numbers of the names of documents, −1 for those that are not known.
  private func numbers(_ documents: DocumentBlock) -> [Int32] {
    (0..<documents.names.count).map {
      Int32(table.id(of: documents.names[$0].span) ?? -1)
    }
  }

  /// A row a document, with 1 for each feature that it has; or with the share of each among those it
  /// has, counted as often as they occur.
  public func matrix(
    _ documents: DocumentBlock, asShares: Bool = false
  ) -> SparseMatrix<Double> {
    let numbers = numbers(documents)
    var (starts, columns, values) = ([0], [Int32](), [Double]())
    var text: [Int32] = []
    for document in 0..<documents.count {
      text.removeAll(keepingCapacity: true)
      for name in documents.features[documents.starts[document]..<documents.starts[document + 1]]
      where numbers[Int(name)] >= 0 { text.append(numbers[Int(name)]) }
      text.sort()
      let first = columns.count
      for feature in text {
        if columns.count > first, columns[columns.count - 1] == feature {
          if asShares { values[values.count - 1] += 1 / Double(text.count) }
        } else {
          columns.append(feature)
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
