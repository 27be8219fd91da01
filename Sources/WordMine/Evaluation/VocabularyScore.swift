import WordMineLexicon
import WordMineText

/// Compares a ranked list of words with the words of a segmented gold standard.
package struct VocabularyScore: Equatable, Sendable {
  /// What is compared.
  package struct Configuration: Equatable, Sendable {
    /// A word of the gold standard occurs in it at least so often.
    package var minimumFrequency = 5
    /// Shorter words, in characters, are passed over on both sides.
    package var minimumLength = 2
    /// How many words of the list are read.
    package var cut = 20_000
    /// The numbers of words after which precision is wanted.
    package var depths = [1000, 5000, 10_000]
    /// Words that are not wholly of Han characters are passed over on both sides.
    package var hanOnly = false

    package init() {}
  }

  /// How good the beginning of the list is.
  package struct Precision: Equatable, Sendable {
    /// The number of words.
    package var depth: Int
    /// The part of them that the gold standard has often enough.
    package var strict: Double
    /// The part of them that the gold standard has at all.
    package var lax: Double
  }

  /// The different words of the gold standard, those of the list, and their common ones.
  package internal(set) var words = PrecisionRecall()
  /// How many words of the list the gold standard has, however seldom.
  package private(set) var knownWords = 0
  /// The precision at each depth that the list reaches.
  package private(set) var precisions: [Precision] = []
  /// The sum of the precisions at each right word.
  private var precisionSum = 0.0
  private let cut: Int

  init(cut: Int) { self.cut = cut }

  /// Compares a ranked list, best first, with a gold standard whose words stand between white space.
  ///
  /// The list is a dictionary of any format, or words in the first of several columns; a word that
  /// comes again is passed over, and so are lines that begin with `#` in a list with columns.
  ///
  /// - Throws: `InputError` if one cannot be read.
  package init(
    gold: consuming ByteSource, dictionary: consuming ByteSource,
    _ configuration: Configuration = Configuration()
  ) throws(InputError) {
    var scorer = try VocabularyScorer(gold: gold, configuration)
    var lines = LineReader(dictionary)
    let format = RankedListFormat.detect(try lines.peek())
    var words = RecordReader(lines, as: format)
    while !scorer.isFull, let entry = try words.next() { scorer.add(entry.word.unicodeScalars) }
    self = scorer.score
  }

  /// Counts the next word of the list.
  mutating func count(isRight: Bool, isKnown: Bool) {
    words.found += 1
    if isKnown { knownWords += 1 }
    guard isRight else { return }
    words.right += 1
    precisionSum += words.precision
  }

  /// Notes how good the list is down to here.
  mutating func addPrecision() {
    precisions.append(
      Precision(
        depth: words.found, strict: words.precision,
        lax: Double(knownWords) / Double(words.found)))
  }

  /// The part of the gold words that the list has before the cut.
  package var recall: Double { words.recall }

  /// The mean over the gold words of the precision where each is found; 0 where it is not.
  ///
  /// Where the gold standard has more words than the list may, the mean is over as many as it may.
  package var averagePrecision: Double { precisionSum / Double(max(1, min(words.gold, cut))) }

  /// The precision at a depth; `nil` if the list is shorter, or it was not asked for.
  package func precision(at depth: Int) -> Precision? { precisions.first { $0.depth == depth } }
}
