import WordMineBase
import WordMineLexicon
import WordMineText

/// The words of a dictionary with their counts, folded as a corpus is.
public struct DictionaryCounts: Sendable {
  /// A word of one or more entries that fold alike.
  struct Word: Sendable {
    var text: String
    /// The folded atoms; none if the word is not one clause, so that no text holds it.
    var atoms: [[UInt8]]
    /// How often it is used, and how often its characters occur, as a word or not, where the dictionary
    /// says so.
    var count: Int
    fileprivate var uses = (known: 0, of: 0)
  }

  /// In the order of their UTF-8 bytes.
  let words: [Word]
  /// The sum of all counts.
  public let total: Int
  /// Whether any entry had a count.
  public let hasCounts: Bool
  public let script: Script

  public var count: Int { words.count }
  /// How many words were left out because they are mostly parts of others.
  public let rarelyUsed: Int

  /// The atoms of the longest word.
  public var longest: Int { words.reduce(0) { max($0, $1.atoms.count) } }

  /// The words of a dictionary file, in any format.
  ///
  /// - Parameters:
  ///   - format: `nil` to detect it from the beginning of the file.
  ///   - script: How the words are folded: as the corpus that they are compared with.
  ///   - minimumShare: Leaves out words that are used as such in a smaller share of the occurrences of
  ///     their characters, where the dictionary says how often both are.
  /// - Throws: `InputError` at a line that cannot be read.
  public init(
    contentsOf path: String, as format: DictionaryFormat? = nil, script: Script = .asIs,
    minimumShare: Double = 0
  ) throws(InputError) {
    try self.init(
      RecordReader(dictionary: try ByteSource(path: path), format: format), script: script,
      minimumShare: minimumShare)
  }

  /// - Throws: `InputError` at a line that cannot be read.
  package init(
    _ reader: consuming RecordReader<LexiconEntry>, script: Script = .asIs,
    minimumShare: Double = 0
  ) throws(InputError) {
    var folder = WordFolder(script)
    var found: [String: Word] = [:]
    var (total, hasCounts) = (0, false)
    while let entry = try reader.next() {
      let word = folder.fold(entry.word)
      let count = entry.count ?? 0
      hasCounts = hasCounts || entry.count != nil
      let (sum, hasOverflown) = total.addingReportingOverflow(count)
      guard !hasOverflown else {
        throw InputError(
          .mismatch("with this count, all counts add up to 2⁶³ or more"), at: reader.position)
      }
      total = sum
      var known = found[word.text] ?? Word(text: word.text, atoms: word.atoms, count: 0)
      known.count = Self.sum(known.count, count)
      if let all = entry.rawCount, entry.count != nil {
        known.uses = (Self.sum(known.uses.known, count), Self.sum(known.uses.of, all))
      }
      found[word.text] = known
    }
    words = found.values.filter {
      Double($0.uses.known) >= minimumShare * Double($0.uses.of)
    }.sorted { $0.text.utf8Precedes($1.text) }
    rarelyUsed = found.count - words.count
    (self.total, self.hasCounts, self.script) = (total, hasCounts, script)
  }

  /// Words that are folded already, with their counts.
  init(_ counts: some Sequence<(text: String, count: Int)>, script: Script) {
    var folder = WordFolder(script)
    words = counts.map { Word(text: $0.text, atoms: folder.fold($0.text).atoms, count: $0.count) }
      .sorted { $0.text.utf8Precedes($1.text) }
    total = words.reduce(0) { Self.sum($0, $1.count) }
    (hasCounts, rarelyUsed, self.script) = (true, 0, script)
  }

  /// Words that are folded already.
  static func words(_ texts: [String], script: Script) -> [Word] {
    var folder = WordFolder(script)
    return texts.map { Word(text: $0, atoms: folder.fold($0).atoms, count: 0) }
  }

  private static func sum(_ one: Int, _ other: Int) -> Int {
    let (sum, hasOverflown) = one.addingReportingOverflow(other)
    return hasOverflown ? .max : sum
  }
}
