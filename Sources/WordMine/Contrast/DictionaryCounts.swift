import WordMineLexicon
import WordMineText

/// The words of a dictionary with their counts, folded as a corpus is.
public struct DictionaryCounts: Sendable {
  /// A word of one or more entries that fold alike.
  struct Word: Sendable {
    var text: String
    /// The folded atoms; none if the word is not one clause, so that no text holds it.
    var atoms: [[UInt8]]
    var count: Int
  }

  /// In the order of their UTF-8 bytes.
  let words: [Word]
  /// The sum of all counts.
  public let total: Int
  /// Whether any entry had a count.
  public let hasCounts: Bool
  public let script: Script

  public var count: Int { words.count }

  /// The atoms of the longest word.
  public var longest: Int { words.reduce(0) { max($0, $1.atoms.count) } }

  /// - Throws: `InputError` at a line that cannot be read.
  public init(
    _ reader: consuming RecordReader<LexiconEntry>, script: Script = .asIs
  ) throws(InputError) {
    var folder = WordFolder(script)
    var found: [String: Word] = [:]
    var (total, hasCounts) = (0, false)
    while let entry = try reader.next() {
      let word = folder.fold(entry.word)
      let count = entry.count ?? 0
      hasCounts = hasCounts || entry.count != nil
      total = Self.sum(total, count)
      found[word.text, default: Word(text: word.text, atoms: word.atoms, count: 0)].count =
        Self.sum(found[word.text]?.count ?? 0, count)
    }
    words = found.values.sorted { $0.text.utf8Precedes($1.text) }
    (self.total, self.hasCounts, self.script) = (total, hasCounts, script)
  }

  private static func sum(_ one: Int, _ other: Int) -> Int {
    let (sum, hasOverflown) = one.addingReportingOverflow(other)
    return hasOverflown ? .max : sum
  }
}

/// Folds words atom by atom, as a corpus is; each distinct atom once.
public struct WordFolder {
  private let normalizer: Normalizer
  private var tokenizer = Tokenizer()
  private var known: [ArraySlice<UInt8>: [UInt8]] = [:]

  public init(_ script: Script = .asIs) {
    normalizer = Normalizer(script)
    tokenizer.recordsExtents = true
  }

  /// The folded word and its atoms; there are none if it is not one clause.
  ///
  /// What is not one clause is folded as a whole.
  public mutating func fold(_ word: String) -> (text: String, atoms: [[UInt8]]) {
    let bytes = Array(word.utf8)
    let block = tokenizer.tokenize(bytes.span)
    guard !block.extents.isEmpty, !block.units.contains(AtomUnits.border) else {
      return (String(decoding: normalizer.fold(bytes), as: UTF8.self), [])
    }
    let atoms = block.extents.map { extent in
      let atom = bytes[Int(extent.lowerBound)..<Int(extent.upperBound)]
      if let folded = known[atom] { return folded }
      let folded = normalizer.fold(Array(atom))
      known[atom] = folded
      return folded
    }
    return (String(decoding: atoms.joined(), as: UTF8.self), atoms)
  }
}
