import Glibc

@testable import WordMine

/// The tokenizer of nlp-zero: the highest unigram probability, with rules of its own.
///
/// It is here to reproduce published results; `Segmenter` is the tokenizer to use. They differ:
///
/// | | here | `Segmenter` |
/// | --- | --- | --- |
/// | unknown character | `unknownScore`, and only where no word ends | counts 1, anywhere |
/// | ties | sums of floating-point numbers, first found | sums of integers, longer last word |
/// | letters and digits | single characters, joined again afterwards | one atom a run |
/// | `3.14` | three tokens | one |
struct ReferenceTokenizer: Sendable {
  /// What an unknown character adds to the score of a path, in nats.
  var unknownScore = -100.0
  private var counts: [String: Int] = [:]
  /// The counts of all words together.
  private(set) var total = 0
  private var longest = 1

  /// - Parameter words: Words and their counts.
  init(_ words: [String: Int]) {
    for (word, count) in words { add(count, to: word) }
  }

  /// Cuts a text; `。，、！？`, blanks and line feeds are tokens of their own.
  func tokenize(_ text: String) -> [String] {
    let isMark: (Unicode.Scalar) -> Bool = { "。，、！？ \n".unicodeScalars.contains($0) }
    var tokens: [String] = []
    var piece: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      guard isMark(scalar) else {
        piece.append(scalar)
        continue
      }
      tokens += Self.joinRuns(path(piece)) + [String(Character(scalar))]
      piece.removeAll()
    }
    return tokens + Self.joinRuns(path(piece))
  }

  /// The words of the best path through a piece of text.
  private func path(_ piece: [Unicode.Scalar]) -> [String] {
    var best: [(score: Double, start: Int)?] = Array(repeating: nil, count: piece.count + 1)
    best[0] = (0, 0)
    for start in piece.indices {
      let score = score(best, start)
      if best[start] == nil { best[start] = (score, start - 1) }
      for end in start + 1..<min(piece.count, start + longest) + 1 {
        guard let count = counts[Self.string(piece[start..<end])] else { continue }
        let sum = score + log(Double(count)) - log(Double(total))
        if best[end].map({ sum > $0.score }) ?? true { best[end] = (sum, start) }
      }
    }
    return trace(piece, best)
  }

  /// The score at a place: that of the place before with an unknown character, if no word ends here.
  private func score(_ best: [(score: Double, start: Int)?], _ place: Int) -> Double {
    best[place]?.score ?? (best[place - 1]?.score ?? 0) + unknownScore
  }

  private func trace(
    _ piece: [Unicode.Scalar], _ best: [(score: Double, start: Int)?]
  ) -> [String] {
    var words: [String] = []
    var end = piece.count
    while end > 0 {
      let start = best[end]?.start ?? end - 1
      words.append(Self.string(piece[start..<end]))
      end = start
    }
    return words.reversed()
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }

  /// Joins neighbours of ASCII letters, digits and dots that end in a letter or digit.
  private static func joinRuns(_ words: [String]) -> [String] {
    var joined: [String] = []
    var isRun = false
    for word in words {
      let joins = endsRun(word)
      if joins, isRun { joined[joined.count - 1] += word } else { joined.append(word) }
      isRun = joins
    }
    return joined
  }

  private static func endsRun(_ word: String) -> Bool {
    func isPlain(_ scalar: Unicode.Scalar) -> Bool {
      scalar.isASCII && scalar.isCountedByReference
    }
    return word.unicodeScalars.allSatisfy { isPlain($0) || $0 == "." }
      && word.unicodeScalars.last.map(isPlain) ?? false
  }
}

extension ReferenceTokenizer {
  func count(of word: String) -> Int { counts[word] ?? 0 }

  mutating func add(_ count: Int, to word: String) {
    let sum = self.count(of: word) + count
    counts[word] = sum == 0 ? nil : sum
    total += count
    longest = max(longest, word.unicodeScalars.count)
  }

  /// Removes the words that save less than 1 nat for each of their joins; their counts go to their parts.
  ///
  /// - Parameter words: In the order in which they are judged.
  mutating func removeRedundant(_ words: [String]) {
    for word in words {
      let (count, total) = (count(of: word), Double(total))
      add(-count, to: word)
      let parts = tokenize(word)
      let ofParts = parts.reduce(0) { sum, part in
        let count = self.count(of: part)
        return sum + (count > 0 ? log(Double(count)) : -100) - log(total)
      }
      let isKept = log(Double(count) / total) - ofParts >= Double(word.unicodeScalars.count - 1)
      if isKept { add(count, to: word) } else { for part in parts { add(count, to: part) } }
    }
  }
}
