import WordMineText

/// A fixed pattern of words, with slots between them that many things can fill.
///
///     let template = try Template("在 [X] 的 时候")
///     template.slotCount  // 1
public struct Template: Equatable, Sendable {
  /// What a template is made of.
  public enum Element: Hashable, Sendable {
    /// A word in its normalised form: digits are `#`, Latin letters `@`.
    case word(String)
    /// One word or more, with a name if it has one. Between literals at most a slot's length; a slot
    /// at the beginning or the end of a template holds all words to the edge of the clause.
    case slot(String?)
    /// The beginning of a clause, `^`.
    case clauseStart
    /// The end of a clause, `$`.
    case clauseEnd

    /// Whether it is no slot.
    public var isLiteral: Bool { if case .slot = self { false } else { true } }
  }

  /// What is known about a slot.
  public struct Slot: Equatable, Sendable {
    /// How often it held 1, 2, … words.
    public var lengths: [Int]
    /// Different fillers.
    public var types: Int?
    /// The entropy of the fillers, in bits.
    public var entropy: Double?
    /// The most frequent fillers, first the most frequent one; ties by code point.
    public var top: [Filler]

    public init(lengths: [Int] = [], types: Int? = nil, entropy: Double? = nil, top: [Filler] = [])
    {
      (self.lengths, self.types, self.entropy, self.top) = (lengths, types, entropy, top)
    }
  }

  /// Words that filled a slot.
  public struct Filler: Equatable, Sendable {
    public var text: String
    public var count: Int

    public init(text: String, count: Int) { (self.text, self.count) = (text, count) }
  }

  /// What a template is for.
  public enum Kind: String, Sendable {
    /// It has a slot.
    case frame
    /// It has none, and neither edge.
    case phrase
    /// It has no slot, and stands at an edge of the clause.
    case edge
  }

  /// Literals and slots, in their order.
  public internal(set) var elements: [Element]
  /// Uses in the best cover of the corpus.
  public var count: Int?
  /// What the uses save, in bits.
  public var gain: Double?
  /// Documents that use it.
  public var documents: Int?
  /// For each slot, if anything is known about them.
  public var slots: [Slot] = []
  /// Clauses that use it.
  public var examples: [String] = []
  /// What a use costs in the code of the corpus, in bits.
  public var cost: Double?
  /// What each literal would cost as a word, in bits.
  public var literalCosts: [Double] = []

  /// - Parameter elements: Surely those of a template.
  init(unchecked elements: [Element]) { self.elements = elements }

  /// - Throws: `InputError.Reason.mismatch` if that is no template: if it has no word, two slots in a
  ///   row or of one name, more than eight slots, or an edge that is not at its place.
  public init(_ elements: [Element]) throws(InputError.Reason) {
    try Self.check(elements)
    self.elements = elements
  }

  /// Reads the plain notation: words, `[X]` for slots, `^` and `$`, with blanks between them.
  ///
  /// - Throws: As `init(_:)`.
  public init(_ text: some StringProtocol) throws(InputError.Reason) {
    try self.init(try TemplateNotation.elements(of: text))
  }

  /// The plain notation: `在 [X] 的 时候`.
  public var text: String { TemplateNotation.text(of: elements) }

  public var slotCount: Int { elements.count { !$0.isLiteral } }

  public var kind: Kind {
    if slotCount > 0 { return .frame }
    return elements.first == .clauseStart || elements.last == .clauseEnd ? .edge : .phrase
  }

  /// The names of the slots: their own, else X, or X1, X2, … where there are several.
  public var slotNames: [String] {
    let count = slotCount
    var names: [String] = []
    for case .slot(let name) in elements {
      names.append(name ?? (count == 1 ? "X" : "X\(names.count + 1)"))
    }
    return names
  }

  private static func check(_ elements: [Element]) throws(InputError.Reason) {
    guard elements.contains(where: { if case .word = $0 { true } else { false } }) else {
      throw .mismatch("a template needs a word: \"\(TemplateNotation.text(of: elements))\"")
    }
    for (index, element) in elements.enumerated() {
      switch element {
      case .word(let word):
        let hasBlanks = word.unicodeScalars.contains {
          $0.value < 0x20 || $0.properties.isWhitespace
        }
        guard !word.isEmpty, !hasBlanks else {
          throw .mismatch("a word of a template is empty or holds blanks: \(word.debugDescription)")
        }
      case .slot:
        guard index == 0 || elements[index - 1].isLiteral else {
          throw .mismatch("two slots in a row: nothing says where one ends")
        }
      case .clauseStart:
        guard index == 0 else { throw .mismatch("^ can only begin a template") }
      case .clauseEnd:
        guard index == elements.count - 1 else { throw .mismatch("$ can only end a template") }
      }
    }
    var names: Set<String> = []
    for case .slot(let name?) in elements where !names.insert(name).inserted {
      throw .mismatch("two slots are called \"\(name)\"; each needs a name of its own")
    }
    guard elements.count(where: { !$0.isLiteral }) <= SlotLengths.mostSlots else {
      throw .mismatch("more than \(SlotLengths.mostSlots) slots")
    }
  }
}
