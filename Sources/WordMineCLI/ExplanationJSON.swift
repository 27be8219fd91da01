import WordMine
import WordMineText

/// An explanation as one line of JSON; information in bits.
struct ExplanationJSON: Encodable {
  struct Split: Encodable {
    var left: String
    var leftCount: Int
    var right: String
    var rightCount: Int
    var cohesion: Double
  }

  struct Counted: Encodable {
    var text: String
    var count: Int

    init(_ counted: WordExplanation.Counted) { (text, count) = (counted.text, counted.count) }
  }

  struct Neighbours: Encodable {
    var different: Int?
    var edges: Int?
    var entropy: Double?
    var leastEntropy: Double?
    var greatestEntropy: Double?
    var frequent: [Counted]
  }

  struct Uses: Encodable {
    var word: Int
    var broken: Int
    var swallowed: Int
    var breaks: [Counted]
    var longer: [Counted]
  }

  struct Context: Encodable {
    var before: String
    var word: String
    var after: String
  }

  struct Model: Encodable {
    var uses: Int?
    var rank: Int?
    var words: Int
    var preceders: Int?
    var followers: Int?
    var wordsBefore: [Counted]?
    var wordsAfter: [Counted]?
    var segmentation: [String]
  }

  var word: String
  var count: Int?
  var splits: [Split]
  var cohesion: Double?
  var before: Neighbours?
  var after: Neighbours?
  var gain: Double?
  var uses: Uses?
  var contexts: [Context]?
  var model: Model?

  init(_ explanation: WordExplanation) {
    word = explanation.text
    count = explanation.count
    splits = Self.splits(explanation.splits)
    cohesion = splits.map(\.cohesion).min()
    if explanation.count > 0 {
      before = Self.neighbours(explanation.left)
      after = Self.neighbours(explanation.right)
    }
    gain = explanation.gain.map(Self.bits)
    uses = explanation.uses.map {
      Uses(
        word: $0.word, broken: $0.broken, swallowed: $0.swallowed,
        breaks: $0.breaks.map(Counted.init), longer: $0.longer.map(Counted.init))
    }
    contexts = explanation.contexts.map {
      Context(before: $0.before, word: $0.word, after: $0.after)
    }
  }

  init(_ explanation: ModelExplanation) {
    word = explanation.text
    count = explanation.count
    splits = Self.splits(explanation.splits)
    cohesion = splits.map(\.cohesion).min()
    before = Self.neighbours(explanation.left, explanation.leftNeighbours)
    after = Self.neighbours(explanation.right, explanation.rightNeighbours)
    gain = explanation.gain.map(Self.bits)
    let sampled = explanation.sampled
    model = Model(
      uses: explanation.uses, rank: explanation.rank, words: explanation.words,
      preceders: sampled?.preceders, followers: sampled?.followers,
      wordsBefore: sampled?.before.map(Counted.init),
      wordsAfter: sampled?.after.map(Counted.init), segmentation: explanation.segmentation)
  }

  /// In bits, as far as it is written.
  private static func bits(_ nats: Double) -> Double {
    Double(Bits.from(nats: nats).shortText) ?? 0
  }

  private static func splits(_ splits: [WordExplanation.Split]) -> [Split] {
    splits.map {
      Split(
        left: $0.left.text, leftCount: $0.left.count, right: $0.right.text,
        rightCount: $0.right.count, cohesion: bits($0.cohesion))
    }
  }

  private static func neighbours(_ neighbours: WordExplanation.Neighbours) -> Neighbours {
    Neighbours(
      different: neighbours.different, edges: neighbours.edges, entropy: bits(neighbours.entropy),
      frequent: neighbours.frequent.map(Counted.init))
  }

  private static func neighbours(
    _ range: ModelExplanation.EntropyRange?, _ frequent: [WordExplanation.Counted]
  ) -> Neighbours? {
    range.map {
      Neighbours(
        leastEntropy: bits($0.lower), greatestEntropy: $0.upper.map(bits),
        frequent: frequent.map(Counted.init))
    }
  }
}
