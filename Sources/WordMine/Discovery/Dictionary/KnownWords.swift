import WordMineLexicon
import WordMineText

/// Words of dictionaries, folded as a corpus is.
package struct KnownWords {
  private var folder: WordFolder
  private var builder = LexiconBuilder()

  package init(_ script: Script) { folder = WordFolder(script) }

  /// How many words no text can have as one word, with the first three of them.
  package struct Unmatched {
    package private(set) var count = 0
    package private(set) var first: [String] = []

    package var isEmpty: Bool { count == 0 }

    fileprivate mutating func add(_ word: String) {
      count += 1
      if count <= 3 { first.append(word) }
    }
  }

  /// Adds all words of a dictionary, and returns those that have signs or blanks.
  ///
  /// - Throws: `InputError` at a line that cannot be read.
  package mutating func add(
    contentsOf reader: consuming RecordReader<LexiconEntry>
  ) throws(InputError) -> Unmatched {
    var unmatched = Unmatched()
    while let entry = try reader.next() {
      if !add(entry.word, count: entry.count) { unmatched.add(entry.word) }
    }
    return unmatched
  }

  /// Adds words, and returns those that have signs or blanks.
  package mutating func add(_ words: [String]) -> Unmatched {
    var unmatched = Unmatched()
    for word in words where !add(word) { unmatched.add(word) }
    return unmatched
  }

  /// Adds a word.
  ///
  /// - Returns: Whether a text can have it as one word.
  @discardableResult
  package mutating func add(_ word: String, count: Int? = nil) -> Bool {
    let folded = folder.fold(word)
    builder.add(folded.text, knownCount: count)
    return !folded.atoms.isEmpty
  }

  package var lexicon: Lexicon { builder.build() }
}
