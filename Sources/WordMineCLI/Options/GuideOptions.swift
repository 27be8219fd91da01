import ArgumentParser
import WordMine
import WordMineLexicon
import WordMineText

/// A dictionary that discovery learns from.
struct GuideOptions: ParsableArguments {
  @Option(
    help: """
      A dictionary of any format that the text is cut by, with what the text teaches beyond it; only new \
      words and terms are listed, those first that are most likely to be kept. Repeat for more: what a later one says \
      of a word is taken.
      """, completion: .file())
  var dictionary: [String] = []

  @Option(
    help: """
      Digits and letters next to Chinese with --dictionary: join (what belongs together in the text) or \
      split; by default join.
      """)
  var numbers: Numbers?

  @Flag(
    help: """
      With --format jieba, also write the entries of --dictionary that others make up nearly as well, with \
      the count 0, so that jieba no longer prefers them.
      """)
  var demotions = false

  /// What becomes of digits and letters next to Chinese.
  enum Numbers: String, ExpressibleByArgument, CaseIterable {
    case join
    case split
  }

  func validate() throws {
    try require(
      numbers == nil || !dictionary.isEmpty,
      "--numbers is for --dictionary: without one, the text alone says what belongs together")
    try require(!demotions || !dictionary.isEmpty, "--demotions is for --dictionary")
  }

  /// A list of fewer words is one of words to leave out, and not a dictionary to learn from.
  private static let wordsOfALanguage = 5000

  var isEmpty: Bool { dictionary.isEmpty }

  /// The words of all dictionaries; `nil` if none is named.
  ///
  /// - Throws: `InputError` for a file that is no dictionary.
  func lexicon(_ dictionaries: DictionaryOptions) throws(InputError) -> Lexicon? {
    isEmpty ? nil : try dictionaries.lexicon(dictionary)
  }

  /// Says what the dictionary was to the text.
  ///
  /// - Parameter words: How many there are of `--known`, where no dictionary is named.
  func explain(_ guidance: WordDiscovery.Guidance, words: Int, _ session: Session) {
    session.report[number: "unknown_gaps"] = guidance.unknownShare
    session.report["demoted_entries"] = guidance.demotedEntries.count
    if guidance.isUsed || isEmpty && words < Self.wordsOfALanguage { return }
    session.note(guidance.refusal)
  }
}

extension WordDiscovery.Guidance {
  /// Why the dictionary did not guide.
  var refusal: String {
    "the dictionary does not know enough of the text: it leaves open "
      + "\(Figure.hundredths(100 * unknownShare)) % of the gaps between characters; the text was cut without "
      + "it, and its words are left out; if it is in the other script, see --script"
  }
}
