import Glibc
import WordMineText

/// Bigrams of classes, and what moving a word does to their likelihood.
struct ClassBigrams {
  /// The classes of words; one more is that of the border.
  private let count: Int
  private let width: Int
  /// N(A,B) at A · width + B, and at B · width + A, with their f.
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

  /// Adds a word to a class, or takes it away.
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

  /// The class that a word of none raises the likelihood most in; the lowest of equals, but `current`
  /// if no other is better.
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
      // Rounding must not make a word wander.
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

  /// N(A,A) changes once, by all that the word has of its class on both sides.
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

/// x ln x, from a table where x is small.
struct TermTable {
  private let table: [Double]

  init() {
    table = (0..<1 << 16).map { $0 == 0 ? 0 : Double($0) * log(Double($0)) }
  }

  @inline(__always) func term(_ count: Int) -> Double {
    count < table.count ? table[count] : Double(count) * log(Double(count))
  }
}
