import WordMineText

/// A fixed pattern of words with slots between them that varying words can fill.
///
///     let template = try Template("在 [X] 的 时候")
///     template.slotCount  // 1
public struct Template: Equatable, Sendable {
  /// The parts of a template.
  public enum Element: Hashable, Sendable {
    /// A word in its normalized form: digits are `#`, Latin letters `@`.
    case word(String)
    /// One or more words, optionally named. A slot between literals is limited in length; a slot at
    /// the beginning or end of a template extends to the edge of the clause.
    case slot(String?)
    /// The beginning of a clause, `^`.
    case clauseStart
    /// The end of a clause, `$`.
    case clauseEnd

    /// Whether the element is anything but a slot.
    public var isLiteral: Bool { if case .slot = self { false } else { true } }
  }

  /// What is known about a slot.
  public struct Slot: Equatable, Sendable {
    /// How often the slot held 1, 2, … words.
    public var lengths: [Int]
    /// The number of distinct fillers.
    public var types: Int?
    /// The entropy of the fillers, in bits.
    public var entropy: Double?
    /// The most frequent fillers, most frequent first; ties by code point.
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

  /// The kind of a template.
  public enum Kind: String, Sendable {
    /// A template with slots.
    case frame
    /// A template with neither slots nor edges.
    case phrase
    /// A template without slots, at an edge of the clause.
    case edge
  }

  /// The literals and slots, in order.
  public internal(set) var elements: [Element]
  /// The number of uses in the best cover of the corpus.
  public var count: Int?
  /// What the uses save, in bits.
  public var gain: Double?
  /// The number of documents that use the template.
  public var documents: Int?
  /// What is known about each slot; empty if nothing is.
  public var slots: [Slot] = []
  /// Some clauses that use the template.
  public var examples: [String] = []
  /// The cost of a use in the code of the corpus, in bits.
  public var cost: Double?
  /// The cost of each literal if coded as a word, in bits.
  public var literalCosts: [Double] = []

  /// - Parameter elements: Elements that are known to form a template.
  init(unchecked elements: [Element]) { self.elements = elements }

  /// - Throws: `InputError.Reason.mismatch` if the elements do not form a template: if there is no
  ///   word, if two slots are adjacent or share a name, if there are more than eight slots, or if
  ///   an edge is misplaced.
  public init(_ elements: [Element]) throws(InputError.Reason) {
    try Self.check(elements)
    self.elements = elements
  }

  /// Parses the plain notation: words, `[X]` for slots, `^` and `$`, separated by blanks.
  ///
  /// - Throws: The same as `init(_:)`.
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

  /// The names of the slots: their own, otherwise X, or X1, X2, … if there are several.
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
