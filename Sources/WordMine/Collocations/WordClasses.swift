import Glibc
import WordMineBase
import WordMineText

/// Groups words into classes of like neighbours, by exchange.
///
/// The likelihood of the text under a bigram model of classes,
///
///     Σ f(N(A,B)) − 2 Σ f(N(A)),   f(x) = x ln x,
///
/// is raised by moving one word after the other to the class where it is greatest, the words in the
/// order of their counts. The borders of clauses are a class of their own.
///
/// Reference: Kneser and Ney 1993; Martin, Liermann and Ney 1998, *Algorithms for bigram and trigram
/// word clustering*.
struct WordClasses {
  /// How many classes, and how long words are moved.
  struct Configuration: Sendable {
    var classes = 64
    var passes = 8
    /// Rarer words are moved in the first pass and the last one only.
    var minimumCount = 5
    /// The share of words below which a pass is the last but one.
    var minimumMoves = 0.005
  }

  private let configuration: Configuration
  private let neighbours: ClassNeighbours
  private let words: LinkWords
  private var table: ClassBigrams
  /// The class of each word; that of the border is the last.
  private(set) var classes: [UInt8]
  /// The likelihood after each pass, without its constant part.
  private(set) var likelihoods: [Double] = []

  /// - Complexity: O(passes · (different bigrams + words · classes · classes next to a word)).
  init(
    _ text: ClauseText, _ positions: InvertedIndex, _ configuration: Configuration = .init()
  ) {
    self.configuration = configuration
    words = text.words
    neighbours = ClassNeighbours(text, positions)
    let count = configuration.classes
    classes = (0..<text.words.count).map {
      $0 == 0
        ? UInt8(count) : UInt8($0 <= count ? $0 - 1 : Int(Hash.mix(UInt64($0)) % UInt64(count)))
    }
    table = ClassBigrams(text, classes, count: count)
    likelihoods.append(table.likelihood)
  }

  /// Moves words until few are moved.
  mutating func exchange() {
    var isLast = configuration.passes == 1
    for pass in 0..<configuration.passes {
      isLast = isLast || pass == configuration.passes - 1
      let minimum = pass == 0 || isLast ? 0 : configuration.minimumCount
      let (moved, tried) = exchangeOnce(minimumCount: minimum)
      likelihoods.append(table.likelihood)
      if isLast { break }
      isLast = Double(moved) < configuration.minimumMoves * Double(tried)
    }
  }

  private mutating func exchangeOnce(minimumCount: Int) -> (moved: Int, tried: Int) {
    var (moved, tried) = (0, 0)
    var around = ClassNeighbours.Around(classes: configuration.classes + 1)
    for word in 1..<max(1, words.count) where words.counts[word] >= max(1, minimumCount) {
      neighbours.gather(word, classes, into: &around)
      let old = classes[word]
      table.add(around, words.counts[word], to: Int(old), sign: -1)
      let new = table.best(around, words.counts[word], current: Int(old))
      table.add(around, words.counts[word], to: new, sign: 1)
      classes[word] = UInt8(new)
      tried += 1
      if new != Int(old) { moved += 1 }
    }
    return (moved, tried)
  }
}
