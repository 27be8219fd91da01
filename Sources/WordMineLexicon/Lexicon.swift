import WordMineBase
import WordMineText

/// A set of words, optionally with counts.
public struct Lexicon: Sendable {
  private let words: StringTable
  /// The count of each word by its number; −1 if it has none.
  private let counts: [Int]
  /// Whether any word has a count.
  public let hasCounts: Bool

  fileprivate init(_ builder: LexiconBuilder) {
    words = builder.words
    counts = builder.counts
    hasCounts = counts.contains { $0 >= 0 }
  }

  /// Reads a dictionary of any format.
  ///
  /// - Parameter format: `nil` to detect it from the beginning of the file.
  /// - Throws: `InputError` if the file cannot be read, or at a line that is not of its format.
  public init(
    contentsOf path: String, as format: DictionaryFormat? = nil
  ) throws(InputError) {
    try self.init(RecordReader(dictionary: try ByteSource(path: path), format: format))
  }

  /// The words of one dictionary.
  ///
  /// - Throws: `InputError` at a line that cannot be read.
  package init(_ reader: consuming RecordReader<LexiconEntry>) throws(InputError) {
    var builder = LexiconBuilder()
    try builder.add(contentsOf: reader)
    self = builder.build()
  }

  /// The words of several dictionaries: what a later one says of a word is taken. `-` is standard input.
  ///
  /// - Throws: `InputError` if a file cannot be read, or at a line that is not of its format.
  package init(
    contentsOf paths: [String], as format: DictionaryFormat? = nil
  ) throws(InputError) {
    func read(_ path: String) throws(InputError) -> Lexicon {
      try Lexicon(RecordReader(dictionary: .named(path), format: format))
    }
    guard paths.count != 1 else {
      self = try read(paths[0])
      return
    }
    var builder = LexiconBuilder()
    for path in paths { builder.override(with: try read(path)) }
    self = builder.build()
  }

  /// The number of distinct words.
  public var count: Int { counts.count }

  public func contains(_ word: String) -> Bool { contains(Array(word.utf8).span) }

  /// - Parameter word: A word in UTF-8.
  package func contains(_ word: Span<UInt8>) -> Bool { words.id(of: word) != nil }

  /// The count of a word; `nil` if it has none or is unknown.
  public func count(of word: String) -> Int? {
    words.id(of: Array(word.utf8).span).flatMap { counts[$0] < 0 ? nil : counts[$0] }
  }

  /// Calls `body` with each word in UTF-8 and its count, in order of first appearance.
  package func forEach(_ body: (ArraySlice<UInt8>, Int?) -> Void) {
    for (number, count) in counts.enumerated() { body(words[number], count < 0 ? nil : count) }
  }
}

/// Collects the words of any number of lists; the counts of repeated words are added.
public struct LexiconBuilder: Sendable {
  fileprivate var words = StringTable()
  fileprivate var counts: [Int] = []

  public init() {}

  /// Adds a word without a count.
  public mutating func add(_ word: String) { add(word, knownCount: nil) }

  /// Adds a word with a count.
  ///
  /// - Throws: `InvalidValue` if the count is negative.
  public mutating func add(_ word: String, count: Int) throws(InvalidValue) {
    try InvalidValue.check("count", count, atLeast: 0)
    add(word, knownCount: count)
  }

  /// Adds a word with a count that is known to be non-negative.
  package mutating func add(_ word: String, knownCount count: Int?) {
    let bytes = Array(word.utf8)
    let number = words.insert(bytes.span)
    if number == counts.count { counts.append(-1) }
    guard let count else { return }
    let (sum, hasOverflown) = max(0, counts[number]).addingReportingOverflow(count)
    counts[number] = hasOverflown ? .max : sum
  }

  /// Adds all words of a dictionary.
  ///
  /// - Throws: `InputError` at a line that cannot be read.
  package mutating func add(
    contentsOf reader: consuming RecordReader<LexiconEntry>
  ) throws(InputError) {
    while let entry = try reader.next() { add(entry.word, knownCount: entry.count) }
  }

  /// Adds all words of a lexicon, and what it says of their counts replaces what was known before.
  public mutating func override(with lexicon: Lexicon) {
    lexicon.forEach({ word, count in
      let number = words.insert(word.span)
      if number == counts.count { counts.append(-1) }
      counts[number] = count ?? -1
    })
  }

  public func build() -> Lexicon { Lexicon(self) }
}
