import WordMineBase
import WordMineText

/// Some documents: the label and the features of each.
///
/// Blocks are made in parallel, and joined in the order of the text.
public struct DocumentBlock: Sendable {
  /// One a document; empty texts where there are no labels.
  public private(set) var labels: [String] = []
  /// The features of all documents as they occur, as numbers in `names`.
  public private(set) var features: [UInt32] = []
  /// Where each document begins in `features`, and the end.
  public private(set) var starts = [0]
  /// The different features.
  package private(set) var names = StringTable()

  public init() {}

  /// Documents whose features are words.
  public init(words documents: [[String]]) {
    for words in documents { append(words: words.map { Array($0.utf8)[...] }) }
  }

  public var count: Int { labels.count }

  /// Bytes of memory in use, about.
  public var memory: Int { names.memory + 4 * features.count + 40 * labels.count }

  public mutating func append(
    _ text: ArraySlice<UInt8>, label: String = "", features kind: TextFeatures
  ) {
    kind.forEach(in: text) { add($0) }
    endDocument(label)
  }

  /// A document by its words.
  public mutating func append(words: [ArraySlice<UInt8>], label: String = "") {
    for word in words { add(word.span) }
    endDocument(label)
  }

  private mutating func add(_ name: Span<UInt8>) {
    features.append(UInt32(names.insert(name)))
  }

  private mutating func endDocument(_ label: String) {
    starts.append(features.count)
    labels.append(label)
  }

  public mutating func append(_ other: DocumentBlock) {
    let numbers = (0..<other.names.count).map {
      UInt32(names.insert(other.names[$0].span, hash: other.names.hash(of: $0)))
    }
    let offset = features.count
    features += other.features.lazy.map { numbers[Int($0)] }
    starts += other.starts.dropFirst().lazy.map { $0 + offset }
    labels += other.labels
  }
}
