import WordMineBase
import WordMineText

/// A block of documents: the label and the features of each.
///
/// Blocks can be made in parallel, then appended to each other in text order.
public struct DocumentBlock: Sendable {
  /// The label of each document; empty strings for documents without labels.
  public private(set) var labels: [String] = []
  /// The features of all documents in order of occurrence, as ids in `names`.
  package private(set) var features: [UInt32] = []
  /// The start of each document in `features`, and the end.
  package private(set) var starts = [0]
  /// The distinct features, in valid UTF-8.
  package private(set) var names = StringTable()

  public init() {}

  /// Creates documents whose features are words.
  public init(words documents: [[String]]) {
    for words in documents { append(words: words.map { Array($0.utf8)[...] }) }
  }

  /// The number of documents.
  public var count: Int { labels.count }

  /// The features of a document in order of occurrence, as ids in `names`.
  package subscript(document: Int) -> ArraySlice<UInt32> {
    features[starts[document]..<starts[document + 1]]
  }

  /// The approximate memory in use, in bytes.
  public var memory: Int { names.memory + 4 * features.count + 40 * labels.count }

  /// Appends a document, given its text in UTF-8; invalid bytes become U+FFFD.
  ///
  /// - Complexity: O(bytes), times the longest string of characters.
  public mutating func append(
    _ text: ArraySlice<UInt8>, label: String = "", features: TextFeatures
  ) {
    features.forEach(in: text) { add($0) }
    endDocument(label)
  }

  /// Appends a document, given its words; invalid bytes become U+FFFD.
  public mutating func append(words: [ArraySlice<UInt8>], label: String = "") {
    for word in words {
      if UTF8Scanner.firstInvalid(in: word.span) == nil {
        add(word.span)
      } else {
        add(TextFeatures.repaired(word.span).span)
      }
    }
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
