import WordMineBase
import WordMineText

@testable import WordMine

/// Random numbers that a seed repeats.
struct TestGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed &>> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed &>> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed &>> 31
  }
}

enum RandomText {
  /// Lines of words from a small vocabulary, so that some strings of characters are far more frequent
  /// than chance.
  static func lines(_ count: Int, seed: UInt64) -> [String] {
    var random = TestGenerator(seed: seed)
    let alphabet = Array("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳")
    let vocabulary = (0..<24).map { _ in
      (0..<Int.random(in: 1...4, using: &random)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      }
    }
    return (0..<count).map { _ in
      let words = (0..<Int.random(in: 1...8, using: &random)).map { _ in
        String(vocabulary[Int.random(in: 0..<vocabulary.count, using: &random)])
      }
      return words.joined()
    }
  }

  static func text(_ lines: [String]) -> AtomSequence {
    try! AtomSequence(characters: lines.map { Array($0.unicodeScalars) })
  }

  static func atoms(_ lines: [String]) -> AtomText {
    var text = AtomText()
    text.append(Tokenizer().tokenize(Array(lines.joined(separator: "\n").utf8).span))
    text.endClause()
    return text
  }
}

extension AtomSequence {
  /// The clauses of a text, and the position of the first atom of each.
  var clauses: [(start: Int, ids: [UInt32])] {
    var clauses: [(start: Int, ids: [UInt32])] = []
    for position in range where ids[position] != 0 {
      if ids[position - 1] == 0 { clauses.append((position, [])) }
      clauses[clauses.count - 1].ids.append(ids[position])
    }
    return clauses
  }

  /// Random cuts, with one at the beginning of each clause; also through `SharedArray`.
  func randomCuts(seed: UInt64) -> SharedArray<UInt8> {
    var random = TestGenerator(seed: seed)
    let cuts = try! SharedArray<UInt8>(zeros: ids.count)
    for position in range where ids[position] != 0 {
      if ids[position - 1] == 0 || Bool.random(using: &random) { cuts.view[position] = 1 }
    }
    return cuts
  }

  /// The words that cuts make, with their places.
  func words(_ cuts: SharedArray<UInt8>) -> [(place: Range<Int>, ids: [UInt32])] {
    var words: [(place: Range<Int>, ids: [UInt32])] = []
    for position in range where ids[position] != 0 {
      if cuts.view[position] != 0 {
        words.append((position..<position + 1, [ids[position]]))
      } else {
        let last = words.count - 1
        words[last] = (
          words[last].place.lowerBound..<position + 1, words[last].ids + [ids[position]]
        )
      }
    }
    return words
  }
}

func values<Element>(_ array: SharedArray<Element>) -> [Element] {
  (0..<array.count).map { array.view[$0] }
}
