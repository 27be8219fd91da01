import WordMineBase
import WordMineText

/// Finds where a pattern stands in a block of text.
struct PatternSearch: Sendable {
  /// Words of a block that the pattern names, or that stand between those.
  struct Piece {
    var words: Range<Int>
    var isSlot: Bool
  }

  /// A place where the pattern stands.
  struct Place {
    var sentence: Int
    var pieces: [Piece]
  }

  private enum Target {
    case word(String)
    case pair(String, String)
    case template(TemplateMatcher)
  }

  private let target: Target
  private let window: Int

  init(
    _ pattern: ConcordancePattern, _ configuration: Concordance.Configuration
  ) throws(InvalidValue) {
    window = configuration.window
    switch pattern {
    case .word(let word): target = .word(word)
    case .pair(let first, let second): target = .pair(first, second)
    case .template(let template):
      var matching = TemplateMatcher.Configuration()
      (matching.scope, matching.slotLength) = (configuration.scope, configuration.slotLength)
      target = .template(try TemplateMatcher([template], matching))
    }
  }

  /// Calls `body` with the places in the order of the text.
  func visitPlaces(in block: WordBlock, _ body: (Place) -> Void) {
    switch target {
    case .word(let word):
      let matches = Matches(word, in: block)
      for (number, sentence) in block.sentences.enumerated() {
        for place in sentence.words where matches[place, block] {
          let piece = Piece(words: place..<place + 1, isSlot: false)
          body(Place(sentence: number, pieces: [piece]))
        }
      }
    case .pair(let first, let second):
      let (firsts, seconds) = (Matches(first, in: block), Matches(second, in: block))
      for (number, sentence) in block.sentences.enumerated() {
        visitPairs(sentence.words, block, firsts, seconds) {
          body(Place(sentence: number, pieces: $0))
        }
      }
    case .template(let matcher): visitPlaces(of: matcher, in: block, body)
    }
  }

  /// Two words, each with the nearest of the other.
  private func visitPairs(
    _ sentence: Range<Int>, _ block: WordBlock, _ firsts: Matches, _ seconds: Matches,
    _ body: ([Piece]) -> Void
  ) {
    var last: Int?
    for place in sentence {
      if let start = last, seconds[place, block] {
        if place - start <= window {
          body(Self.pieces(start..<place + 1, [start + 1..<place]))
        }
        last = nil
      }
      if firsts[place, block] { last = place }
    }
  }

  private func visitPlaces(
    of matcher: TemplateMatcher, in block: WordBlock, _ body: (Place) -> Void
  ) {
    matcher.visitMatches(block) { number, match in
      let first = block.sentences[number].words.lowerBound
      func inBlock(_ words: Range<Int>) -> Range<Int> {
        first + words.lowerBound..<first + words.upperBound
      }
      let slots = matcher.slotWords(of: match).map(inBlock)
      body(Place(sentence: number, pieces: Self.pieces(inBlock(match.words), slots)))
    }
  }

  /// Slots, and the words around them.
  private static func pieces(_ words: Range<Int>, _ slots: [Range<Int>]) -> [Piece] {
    var (pieces, place): ([Piece], Int) = ([], words.lowerBound)
    for slot in slots {
      if slot.lowerBound > place {
        pieces.append(Piece(words: place..<slot.lowerBound, isSlot: false))
      }
      pieces.append(Piece(words: slot, isSlot: true))
      place = slot.upperBound
    }
    if words.upperBound > place {
      pieces.append(Piece(words: place..<words.upperBound, isSlot: false))
    }
    return pieces
  }

  /// Which words of a block are the word that is looked for.
  private struct Matches {
    let word: String
    /// The distinct words of the block that may be written so, and those that are this normalized form.
    let candidates: [Bool]
    let isForm: [Bool]

    init(_ word: String, in block: WordBlock) {
      self.word = word
      var form: [UInt8] = []
      let written = Array(word.utf8)
      WordNormalizer.append(written.span, to: &form)
      let forms = (0..<block.forms.count).map { block.forms[$0] }
      candidates = forms.map { $0.elementsEqual(form) }
      isForm = forms.map { $0.elementsEqual(written) }
    }

    subscript(place: Int, block: WordBlock) -> Bool {
      let number = Int(block.numbers[place])
      return isForm[number] || candidates[number] && block.word(place) == word
    }
  }
}
