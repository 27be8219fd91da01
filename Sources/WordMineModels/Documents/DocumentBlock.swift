import WordMineBase
import WordMineText

/// Some documents: the label and the features of each.
///
/// Blocks can be made in parallel, and appended to each other in the order of the text.
public struct DocumentBlock: Sendable {
  /// One per document; empty without labels.
  public private(set) var labels: [String] = []
  /// The features of all documents as they occur, as ids in `names`.
  package private(set) var features: [UInt32] = []
  /// The start of each document in `features`, and the end.
  package private(set) var starts = [0]
  /// The different features.
  package private(set) var names = StringTable()

  public init() {}

  /// Documents whose features are words.
  public init(words documents: [[String]]) {
    for words in documents { append(words: words.map { Array($0.utf8)[...] }) }
  }

  /// The number of documents.
  public var count: Int { labels.count }

  /// The features of a document as they occur, as ids in `names`.
  package subscript(document: Int) -> ArraySlice<UInt32> {
    features[starts[document]..<starts[document + 1]]
  }

  /// About how much memory is in use, in bytes.
  public var memory: Int { names.memory + 4 * features.count + 40 * labels.count }

  /// Appends a document by its text, in UTF-8; invalid bytes count as U+FFFD.
  ///
  /// - Complexity: O(bytes), times the longest string of characters.
  public mutating func append(
    _ text: ArraySlice<UInt8>, label: String = "", features: TextFeatures
  ) {
    features.forEach(in: text) { add($0) }
    endDocument(label)
  }

  /// Appends a document by its words.
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

  /// Appends the documents of another block.
  public mutating func append(_ other: DocumentBlock) {
    let ids = (0..<other.names.count).map {
      UInt32(names.insert(other.names[$0].span, hash: other.names.hash(of: $0)))
    }
    let offset = features.count
    features += other.features.lazy.map { ids[Int($0)] }
    starts += other.starts.dropFirst().lazy.map { $0 + offset }
    labels += other.labels
  }
}
