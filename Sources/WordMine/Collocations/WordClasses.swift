import Glibc
import WordMineBase
import WordMineText

/// Groups words into classes with similar neighbours, by the exchange algorithm.
///
/// The likelihood of the text under a bigram model of classes,
///
///     Σ f(N(A,B)) − 2 Σ f(N(A)),   f(x) = x ln x,
///
/// is increased by moving words, in the order of their counts, to the classes where it is greatest.
/// The borders of clauses form a class of their own.
///
/// Reference: Kneser and Ney 1993; Martin, Liermann and Ney 1998, *Algorithms for bigram and trigram
/// word clustering*.
struct WordClasses {
  /// The number of classes, and when to stop moving words.
  struct Configuration: Sendable {
    var classes = 64
    var passes = 8
    /// Words rarer than this are moved in the first and last passes only.
    var minimumCount = 5
    /// If a smaller share of the words moves, the next pass is the last.
    var minimumMoves = 0.005
  }

  private let configuration: Configuration
  private let neighbours: ClassNeighbours
  private let words: LinkWords
  private var table: ClassBigrams
  /// The class of each word; the border has the last class.
  private(set) var classes: [UInt8]
  /// The likelihood after each pass, up to a constant.
  private(set) var likelihoods: [Double] = []

  /// The number of classes, excluding that of the border.
  var count: Int { configuration.classes }

  /// - Complexity: O(passes · (distinct bigrams + words · classes · classes next to a word)).
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

  /// Moves words until few of them move.
  ///
  /// - Throws: `Interrupted`.
  mutating func exchange(workers: Workers = Workers()) throws {
    var isLast = configuration.passes == 1
    for pass in 0..<configuration.passes {
      isLast = isLast || pass == configuration.passes - 1
      let minimum = pass == 0 || isLast ? 0 : configuration.minimumCount
      let (moved, tried) = try exchangeOnce(minimumCount: minimum, workers)
      likelihoods.append(table.likelihood)
      if isLast { break }
      try workers.report("classes", Double(pass + 1) / Double(configuration.passes))
      isLast = Double(moved) < configuration.minimumMoves * Double(tried)
    }
  }

  private mutating func exchangeOnce(
    minimumCount: Int, _ workers: Workers
  ) throws -> (moved: Int, tried: Int) {
    var (moved, tried) = (0, 0)
    var around = ClassNeighbours.Around(classes: configuration.classes + 1)
    for word in 1..<max(1, words.count) where words.counts[word] >= max(1, minimumCount) {
      if word & 0xFFF == 0 { try workers.checkInterrupt() }
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

/// The words before and after each word, with their counts.
struct ClassNeighbours {
  /// The neighbours of one word: counts by class, and the classes that occur.
  struct Around {
    fileprivate(set) var after: [Int]
    fileprivate(set) var before: [Int]
    /// How often the word follows itself.
    fileprivate(set) var itself = 0
    fileprivate(set) var classesAfter: [Int] = []
    fileprivate(set) var classesBefore: [Int] = []

    init(classes: Int) {
      after = Array(repeating: 0, count: classes)
      before = after
    }
  }

  /// The neighbours on one side.
  private struct Side {
    var starts: [Int] = [0, 0]
    var words: [UInt32] = []
    var counts: [UInt32] = []

    init(_ text: ClauseText, _ positions: InvertedIndex, step: Int) {
      let ids = text.ids.view
      var sums = [UInt32](repeating: 0, count: text.words.count)
      var touched: [UInt32] = []
      for word in 1..<max(1, text.words.count) {
        let places = positions[word]
        for index in 0..<places.count {
          let other = ids[Int(places[index]) + step]
          if sums[Int(other)] == 0 { touched.append(other) }
          sums[Int(other)] += 1
        }
        for other in touched {
          words.append(other)
          counts.append(sums[Int(other)])
          sums[Int(other)] = 0
        }
        touched.removeAll(keepingCapacity: true)
        starts.append(words.count)
      }
    }
  }

  private let after: Side
  private let before: Side

  init(_ text: ClauseText, _ positions: InvertedIndex) {
    after = Side(text, positions, step: 1)
    before = Side(text, positions, step: -1)
  }

  /// Sums the neighbour counts of a word by class.
  func gather(_ word: Int, _ classes: [UInt8], into around: inout Around) {
    around.itself = 0
    Self.gather(after, word, classes, &around.after, &around.classesAfter, &around.itself)
    Self.gather(before, word, classes, &around.before, &around.classesBefore, &around.itself)
  }

  private static func gather(
    _ side: Side, _ word: Int, _ classes: [UInt8], _ sums: inout [Int], _ met: inout [Int],
    _ itself: inout Int
  ) {
    for one in met { sums[one] = 0 }
    met.removeAll(keepingCapacity: true)
    for index in side.starts[word]..<side.starts[word + 1] {
      let other = Int(side.words[index])
      if other == word {
        itself = Int(side.counts[index])
        continue
      }
      let one = Int(classes[other])
      if sums[one] == 0 { met.append(one) }
      sums[one] += Int(side.counts[index])
    }
  }
}

/// Class bigrams, and how moving a word changes their likelihood.
struct ClassBigrams {
  /// The number of word classes; the border's class comes after them.
  private let count: Int
  private let width: Int
  /// N(A,B) at A · width + B and at B · width + A, with their f.
  private var rows: [Int]
  private var columns: [Int]
  private var rowTerms: [Double]
  private var columnTerms: [Double]
  /// N(A).
  private var totals: [Int]
  private let terms: TermTable

  init(_ text: ClauseText, _ classes: [UInt8], count: Int) {
    self.count = count
    width = count + 1
    rows = Array(repeating: 0, count: width * width)
    columns = rows
    totals = Array(repeating: 0, count: width)
    let ids = text.ids.view
    for place in 1..<max(1, ids.count) {
      let (first, second) = (Int(classes[Int(ids[place - 1])]), Int(classes[Int(ids[place])]))
      rows[first * width + second] += 1
      columns[second * width + first] += 1
      totals[second] += 1
    }
    terms = TermTable()
    rowTerms = rows.map(terms.term)
    columnTerms = columns.map(terms.term)
  }

  /// Σ f(N(A,B)) − 2 Σ f(N(A)).
  var likelihood: Double {
    rowTerms.reduce(0, +) - 2 * totals.reduce(0) { $0 + terms.term($1) }
  }

  /// Adds a word to a class, or removes it.
  mutating func add(_ around: ClassNeighbours.Around, _ n: Int, to one: Int, sign: Int) {
    for other in around.classesAfter { add(sign * around.after[other], one, other) }
    for other in around.classesBefore { add(sign * around.before[other], other, one) }
    if around.itself > 0 { add(sign * around.itself, one, one) }
    totals[one] += sign * n
  }

  private mutating func add(_ change: Int, _ first: Int, _ second: Int) {
    let (row, column) = (first * width + second, second * width + first)
    rows[row] += change
    columns[column] += change
    let term = terms.term(rows[row])
    rowTerms[row] = term
    columnTerms[column] = term
  }

  /// The class in which a word without a class raises the likelihood most; ties go to the lowest
  /// class, but `current` is kept if no other is better.
  func best(_ around: ClassNeighbours.Around, _ n: Int, current: Int) -> Int {
    var gains = (0..<count).map { -2 * (terms.term(totals[$0] + n) - terms.term(totals[$0])) }
    for other in around.classesAfter {
      addTerms(columns, columnTerms, other, around.after[other], to: &gains)
    }
    for other in around.classesBefore {
      addTerms(rows, rowTerms, other, around.before[other], to: &gains)
    }
    var best = current
    correct(around, current, &gains)
    for one in 0..<count where one != current {
      correct(around, one, &gains)
      // Rounding errors must not move a word back and forth.
      let margin = 1e-9 * max(1, abs(gains[best]))
      if gains[one] > gains[best] + margin { best = one }
    }
    return best
  }

  private func addTerms(
    _ counts: [Int], _ old: [Double], _ other: Int, _ change: Int, to gains: inout [Double]
  ) {
    let base = other * width
    for one in 0..<count {
      gains[one] += terms.term(counts[base + one] + change) - old[base + one]
    }
  }

  /// N(A,A) changes only once, by the counts of its class on both sides of the word.
  private func correct(_ around: ClassNeighbours.Around, _ one: Int, _ gains: inout [Double]) {
    let (after, before) = (around.after[one], around.before[one])
    guard after > 0 || before > 0 || around.itself > 0 else { return }
    let now = rows[one * width + one]
    let term = rowTerms[one * width + one]
    if after > 0 { gains[one] -= terms.term(now + after) - term }
    if before > 0 { gains[one] -= terms.term(now + before) - term }
    gains[one] += terms.term(now + after + before + around.itself) - term
  }
}

/// x ln x, looked up in a table for small x.
struct TermTable {
  private let table: [Double]

  init() {
    table = (0..<1 << 16).map { $0 == 0 ? 0 : Double($0) * log(Double($0)) }
  }

  @inline(__always) func term(_ count: Int) -> Double {
    count < table.count ? table[count] : Double(count) * log(Double(count))
  }
}
