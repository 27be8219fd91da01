import Testing
import WordMineText

@testable import WordMine

/// P₀ over a dictionary of pairs of atoms, as its formula says.
struct NaiveSpelling {
  private var lengths: [Int: Double] = [:]
  private var pairs: [[UInt32]: Double] = [:]
  private var tables = 0.0
  private let longest: Int
  private let atoms: Int

  /// - Parameter words: Each with u, the different words before it.
  init(_ words: [(atoms: [UInt32], preceders: Int)], longest: Int, atoms: Int) {
    (self.longest, self.atoms) = (longest, atoms)
    for (word, preceders) in words where preceders > 0 {
      lengths[word.count, default: 0] += Double(preceders)
      tables += Double(preceders)
      for (first, second) in zip([0] + word, word) {
        pairs[[first, second], default: 0] += Double(preceders)
      }
    }
  }

  func probability(_ word: [UInt32]) -> Double {
    let length = (1 + (lengths[word.count] ?? 0)) / (Double(longest) + tables)
    return zip([0] + word, word).reduce(length) { $0 * probability($1.0, $1.1) }
  }

  /// p(a | s).
  func probability(_ first: UInt32, _ second: UInt32) -> Double {
    let after = pairs.filter { $0.key[0] == first }
    let general =
      (Double(pairs.keys.count { $0[1] == second }) + 0.5)
      / (Double(pairs.count) + 0.5 * Double(atoms))
    let own = max((pairs[[first, second]] ?? 0) - 0.7, 0)
    return (own + (0.7 * Double(after.count) + 0.5) * general)
      / (after.values.reduce(0, +) + 0.5)
  }
}

@Suite struct SpellingModelTests {
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func followsTheFormula(seed: UInt64) {
    let longest = Int(seed % 4) + 1
    let setting = LatticeSetting(seed: seed, lines: 8, maximumLength: longest)
    let words = setting.lattice.words
    var model = try! WordModel(words: words.count, pairs: 1)
    var random = TestGenerator(seed: seed)
    for word in 1..<words.count {
      for _ in 0..<Int.random(in: 0...3, using: &random) { model.add(0, UInt32(word), pair: 0) }
    }
    SpellingModel(words, atoms: setting.text.atoms.count, longest: longest).apply(to: &model)
    let lexicon = (1..<words.count).map {
      (atoms: words.atoms($0), preceders: Int(model.words.view[$0].preceders))
    }
    let naive = NaiveSpelling(lexicon, longest: longest, atoms: setting.text.atoms.count)
    for word in stride(from: 1, to: words.count, by: 7) {
      let expected = naive.probability(words.atoms(word))
      #expect(abs(Double(model.words.view[word].spelling) / expected - 1) < 1e-5)
    }
  }

  /// After any atom, what may follow sums up to 1; so do the lengths.
  @Test func sharesSumUpToOne() {
    let pairs: [((first: UInt32, second: UInt32), Double)] = [
      ((0, 1), 3), ((0, 2), 1), ((1, 2), 4), ((2, 1), 0), ((2, 2), 1),
    ]
    let spelling = SpellingBigrams(atoms: 5, pairs)
    for first in 0..<UInt32(5) {
      let sum = (0..<UInt32(5)).reduce(0.0) { sum, second in
        let count = pairs.first { $0.0 == (first, second) }?.1 ?? 0
        return sum + spelling.probability(first, second, count: count)
      }
      // What was seen was seen once at least, so each discount is 0.7.
      #expect(abs(sum - 1) < 1e-12)
    }
  }
}
