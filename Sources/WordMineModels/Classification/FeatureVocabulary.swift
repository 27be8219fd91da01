import WordMineBase
import WordMineNumerics
import WordMineText

/// The features known to a classifier. Ids are ranks by frequency, so that the weights needed by
/// nearly all texts are contiguous and stay in the cache.
public struct FeatureVocabulary: Sendable {
  private let table: StringTable

  /// - Parameter minimumDocuments: The least number of documents of a known feature.
  public init(_ documents: DocumentBlock, minimumDocuments: Int = 1) {
    var counts = [Int](repeating: 0, count: documents.names.count)
    var last = [Int](repeating: -1, count: counts.count)
    for document in 0..<documents.count {
      for feature in documents[document] where last[Int(feature)] != document {
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

  /// Creates a vocabulary of features in the order of their ids; repetitions are ignored.
  init(_ names: [ArraySlice<UInt8>]) {
    var table = StringTable()
    for name in names {
      _ = table.insert(name.span)
    }
    self.table = table
  }

  /// The number of features.
  public var count: Int { table.count }

  /// The feature with an id in 0 ..< ``count``.
  public func text(of id: Int) -> String { String(decoding: table[id], as: UTF8.self) }

  /// The features by id.
  var texts: [String] { (0..<count).map { text(of: $0) } }

  /// The id of a feature; `nil` if it is unknown.
  public func id(of text: String) -> Int? { table.id(of: text) }

  /// The ids of the known features of each document, in order of occurrence.
  public func texts(_ documents: DocumentBlock) -> [[Int]] {
    let ids = ids(documents)
    return (0..<documents.count).map { document in
      documents[document].compactMap { ids[Int($0)] < 0 ? nil : Int(ids[Int($0)]) }
    }
  }

  /// The ids of the features of documents; −1 for unknown features.
  private func ids(_ documents: DocumentBlock) -> [Int32] {
    (0..<documents.names.count).map { Int32(table.id(of: documents.names[$0].span) ?? -1) }
  }

  /// Documents as rows of features: [documents, features].
  ///
  /// - Parameter asShares: Whether each element is the feature's share of the occurrences of known
  ///   features in the document; otherwise it is 1.
  /// - Complexity: O(features of all documents · log of those of one).
  public func matrix(
    _ documents: DocumentBlock, asShares: Bool = false
  ) -> SparseMatrix<Double> {
    let ids = ids(documents)
    var (starts, columns, values) = ([0], [Int32](), [Double]())
    var text: [Int32] = []
    for document in 0..<documents.count {
      text.removeAll(keepingCapacity: true)
      for feature in documents[document] where ids[Int(feature)] >= 0 {
        text.append(ids[Int(feature)])
      }
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
    return SparseMatrix(documents.count, count, starts, columns, values)
  }
}
