import Glibc

/// The statistics of the uses of a template: documents, fillers, examples.
struct TemplateStatistics: Sendable {
  let text: TemplateText
  let vocabulary: WordVocabulary
  let learned: InventoryLearner.Result
  /// The positions of the slots of each template.
  let layout: SlotLayout
  let fillers: Int
  let examples: Int

  /// The most words in an example.
  private static let longestExample = 60

  init(
    _ text: TemplateText, _ vocabulary: WordVocabulary, _ learned: InventoryLearner.Result,
    fillers: Int, examples: Int
  ) {
    (self.text, self.vocabulary, self.learned) = (text, vocabulary, learned)
    layout = SlotLayout(learned.inventory.shapes)
    (self.fillers, self.examples) = (fillers, examples)
  }

  /// - Complexity: O(uses · words of their slots).
  func template(_ index: Int) -> Template {
    let shape = learned.inventory.shapes[index]
    var template = Template(unchecked: elements(shape))
    template.count = learned.inventory.counts[index]
    template.gain = TemplateCosts.gain(learned.inventory, index, learned.code) / log(2)
    template.documents = documents(index)
    template.slots = (0..<shape.slotCount).map { slot(index, $0) }
    template.examples = examples(index)
    template.cost = learned.code.templates[index] / log(2)
    template.literalCosts = shape.literals.map { learned.code.words[Int($0)] / log(2) }
    return template
  }

  /// The lowest filler entropy of a slot, in bits; 0 for a template without slots.
  func openness(_ index: Int) -> Double {
    (0..<learned.inventory.shapes[index].slotCount).map { slot(index, $0).entropy ?? 0 }.min() ?? 0
  }

  /// The sort key for ties: by the code points of the literals, slots first.
  func key(_ index: Int) -> [UInt8] {
    let shape = learned.inventory.shapes[index]
    return (0..<shape.count).flatMap { place -> [UInt8] in
      let literal = shape.literal(place)
      let edge: [UInt8] = literal == text.clauseStart ? [0x5E] : [0x24]
      let form = literal >= text.clauseStart ? edge : Array(vocabulary.form(of: literal))
      return (shape.hasSlot(before: place) ? [0] : []) + form + [0x20]
    }
  }

  private func elements(_ shape: TemplateShape) -> [Template.Element] {
    var elements: [Template.Element] = []
    for index in 0..<shape.count {
      if shape.hasSlot(before: index) { elements.append(.slot(nil)) }
      let literal = shape.literal(index)
      switch literal {
      case text.clauseStart: elements.append(.clauseStart)
      case text.clauseEnd: elements.append(.clauseEnd)
      default: elements.append(.word(vocabulary.text(of: literal)))
      }
    }
    return elements
  }

  private func documents(_ index: Int) -> Int {
    var (count, last) = (0, -1)
    for use in learned.uses.uses(of: index) {
      let document = Int(text.documents[text.clause(holding: learned.uses.start(use))])
      if document != last { count += 1 }
      last = document
    }
    return count
  }

  private func slot(_ index: Int, _ slot: Int) -> Template.Slot {
    var counts: [[UInt8]: Int] = [:]
    for use in learned.uses.uses(of: index) {
      let start = learned.uses.start(use)
      layout.visitSlots(of: index, learned.uses.lengths(use)) { number, offset, length in
        guard number == slot else { return }
        counts[form(start + offset..<start + offset + length), default: 0] += 1
      }
    }
    let total = counts.values.reduce(0, +)
    let entropy =
      TemplateCosts.entropy(counts.values.sorted(), total: total) / Double(max(1, total))
    let order = counts.sorted {
      $0.value != $1.value ? $0.value > $1.value : $0.key.lexicographicallyPrecedes($1.key)
    }
    let width = learned.inventory.slotLength
    let lengths = learned.inventory.lengths(of: index).dropFirst(slot * width).prefix(width)
    return Template.Slot(
      lengths: Array(lengths), types: counts.count, entropy: entropy / log(2),
      top: order.prefix(fillers).map {
        Template.Filler(text: String(decoding: $0.key, as: UTF8.self), count: $0.value)
      })
  }

  /// The text of a range of words.
  private func form(_ range: Range<Int>) -> [UInt8] {
    range.flatMap { vocabulary.form(of: text.tokens[$0]) }
  }

  /// Distinct clauses, spread over the whole text.
  private func examples(_ index: Int) -> [String] {
    let uses = learned.uses.uses(of: index)
    let places = min(examples, uses.count)
    var (found, known) = ([String](), Set<String>())
    for number in 0..<places {
      let start = learned.uses.start(uses.lowerBound + uses.count * number / places)
      let clause = text.clause(text.clause(holding: start))
      let first = max(clause.lowerBound + 1, start - Self.longestExample / 3)
      let range = first..<min(clause.upperBound - 1, first + Self.longestExample)
      let example = String(decoding: form(range), as: UTF8.self)
      if known.insert(example).inserted { found.append(example) }
    }
    return found
  }
}
