import WordMineBase
import WordMineText

/// The numbered literals of given templates, and the conversion of text to these numbers.
struct LiteralVocabulary: Sendable {
  let vocabulary: WordVocabulary
  private let commas: [UInt32]

  /// The literals `^` and `$`.
  let clauseStart: UInt32
  let clauseEnd: UInt32
  /// Stands for words that are not literals.
  let other: UInt32

  init(_ templates: [Template]) {
    var forms = StringTable()
    var form: [UInt8] = []
    for comma in ScopePieces.commas {
      _ = forms.insert(Array(comma.utf8).span)
    }
    for template in templates {
      for case .word(let word) in template.elements {
        Self.normalize(word, into: &form)
        _ = forms.insert(form.span)
      }
    }
    commas = Array(0..<UInt32(ScopePieces.commas.count))
    clauseStart = UInt32(forms.count)
    (clauseEnd, other) = (clauseStart + 1, clauseStart + 2)
    vocabulary = WordVocabulary(forms: forms, counts: Array(repeating: 0, count: forms.count))
  }

  /// The number of symbols: literals, edges, and the one for other words.
  var symbolCount: Int { Int(other) + 1 }

  /// Handwritten templates may contain plain digits and Latin letters; `#` and `@` are kept.
  private static func normalize(_ word: String, into form: inout [UInt8]) {
    form.removeAll(keepingCapacity: true)
    let bytes = Array(word.utf8)
    var start = 0
    for index in 0...bytes.count {
      let isSign =
        index < bytes.count
        && (bytes[index] == WordNormalizer.digits || bytes[index] == WordNormalizer.letters)
      guard index == bytes.count || isSign else { continue }
      if index > start {
        WordNormalizer.append(Array(bytes[start..<index]).span, to: &form)
      }
      if isSign { form.append(bytes[index]) }
      start = index + 1
    }
  }

  func literal(_ element: Template.Element) -> UInt32? {
    switch element {
    case .slot: return nil
    case .clauseStart: return clauseStart
    case .clauseEnd: return clauseEnd
    case .word(let word):
      var form: [UInt8] = []
      Self.normalize(word, into: &form)
      return vocabulary.id(ofForm: form.span)
    }
  }

  /// The shape of a template, without its outer slots.
  func shape(_ template: Template) -> TemplateShape {
    var (keys, hasSlot): ([UInt32], Bool) = ([], false)
    for element in template.elements {
      if let literal = literal(element) {
        keys.append(TemplateShape.key(literal, slot: hasSlot && !keys.isEmpty))
      }
      hasSlot = !element.isLiteral
    }
    return TemplateShape(keys: keys)
  }

  /// The numbers of the words of a block.
  func symbols(_ block: WordBlock) -> [UInt32] { block.ids(in: vocabulary, unknown: other) }

  /// Calls `body` with the pieces of a sentence that contain templates.
  @inline(__always) func visitPieces(
    of sentence: WordBlock.Sentence, _ text: WordBlock, _ symbols: [UInt32],
    _ scope: TemplateScope, _ body: (Range<Int>) -> Void
  ) {
    ScopePieces.visit(
      sentence.words,
      role: { index in
        guard text.isPunctuation(index) else { return .word }
        return scope == .sentence && commas.contains(symbols[index]) ? .comma : .border
      }, body)
  }
}
