import WordMineText

/// Regular expressions with a named group for each slot, for lines of segmented text.
///
/// They find what `TemplateMatcher` finds, but for runs of more than 40 words without punctuation, which
/// it cuts; of a template that begins with a slot, they find the first place in a clause.
///
/// A blank or more separates words. A slot takes as few words as it can, none of them punctuation but
/// the comma, unless the scope is the clause. An expression that begins with an edge takes the
/// punctuation before it along, since few programs look back over a text of any length.
package struct RegexTemplateFormat: LineFormat {
  private let syntax: RegexSyntax
  private let slotLength: Int

  package init(
    _ dialect: RegexDialect = .python, scope: TemplateScope = .sentence, slotLength: Int = 8
  ) {
    syntax = RegexSyntax(dialect, scope)
    self.slotLength = slotLength
  }

  package func encode(_ template: Template) -> String {
    let elements = template.elements
    var names = template.slotNames[...]
    var longest = template.slots.map(\.lengths.count)[...]
    var text = elements[0].isWord ? RegexSyntax.wordStart : syntax.edgeBefore
    for (index, element) in elements.enumerated() {
      if index > 0, elements[index - 1] != .clauseStart, element != .clauseEnd {
        text += RegexSyntax.seam
      }
      switch element {
      case .clauseStart, .clauseEnd: break
      case .word(let word): text += RegexSyntax.pattern(word)
      case .slot:
        let known = longest.popFirst() ?? 0
        let limit = "{0,\((known > 0 ? known : slotLength) - 1)}?"
        let isLast = index == elements.count - 1
        text += syntax.group(names.removeFirst(), repeats: index == 0 ? "*?" : isLast ? "*" : limit)
      }
    }
    return text
      + (elements[elements.count - 1] == .clauseEnd ? syntax.edgeAfter : RegexSyntax.wordEnd)
  }

  /// Parses the output of `encode`, of any dialect and scope.
  package func decode(_ line: Substring) throws(InputError.Reason) -> Template? {
    if line.isEmpty { return nil }
    var reader = RegexReader(line)
    return try Template(try reader.elements())
  }
}

extension Template.Element {
  fileprivate var isWord: Bool { if case .word = self { true } else { false } }
}

/// The parts of the expressions of a dialect.
struct RegexSyntax {
  let dialect: RegexDialect
  /// A word of a slot.
  private let word: String
  /// The edges of a clause: a sign that is none of its words, or that of the line.
  let edgeBefore: String
  let edgeAfter: String

  static let all = RegexDialect.allCases.flatMap { dialect in
    TemplateScope.allCases.map { RegexSyntax(dialect, $0) }
  }

  init(_ dialect: RegexDialect, _ scope: TemplateScope) {
    self.dialect = dialect
    let comma = scope == .sentence ? "|[，,](?!\\S)" : ""
    let isWord = "\\S*?\(dialect.content)\(comma)"
    word = "(?=\(isWord))\\S+"
    edgeBefore = "(?:^ *|(?<!\\S)(?!\(isWord))\\S+ +)"
    edgeAfter = "(?= *$| +(?!\(isWord))\\S)"
  }

  static let wordStart = "(?<!\\S)"
  static let wordEnd = "(?!\\S)"
  /// What separates words.
  static let seam = " +"
  /// The digits and letters that a word has `#` and `@` for.
  private static let digits = "[0-9０-９]+(?:[.,．][0-9０-９]+)*"
  private static let letters =
    "[A-Za-zＡ-Ｚａ-ｚÀ-ÖØ-öø-ɏḀ-ỿ][A-Za-zＡ-Ｚａ-ｚÀ-ÖØ-öø-ɏḀ-ỿ\\u0300-\\u036F]*"
  private static let special = "\\^$.|?*+()[]{}".unicodeScalars
  /// What stands for a character that is not itself, longest first.
  static let signs: [(sign: Unicode.Scalar, pattern: String)] = [
    ("#", digits), ("@", letters), ("＃", "[#＃]"), ("＠", "[@＠]"),
  ]

  static func pattern(_ word: String) -> String {
    word.unicodeScalars.map { character in
      if let sign = signs.first(where: { $0.sign == character }) { return sign.pattern }
      return special.contains(character) ? "\\\(character)" : String(character)
    }.joined()
  }

  static func isSpecial(_ character: Unicode.Scalar) -> Bool { special.contains(character) }

  /// - Parameter repeats: How many words may follow the first.
  func group(_ name: String, repeats: String) -> String {
    "\(dialect.groupStart)\(dialect.groupName(name))\(groupBody)\(repeats))"
  }

  /// What stands behind the name of a group, up to the number of words.
  var groupBody: String { ">\(word)(?:\(Self.seam)\(word))" }
}

/// Reads an expression that a template was written as.
///
/// It goes by code points, because a sign and a following accent would form one character.
private struct RegexReader {
  private var rest: Substring.UnicodeScalarView

  init(_ line: Substring) { rest = line.unicodeScalars }

  mutating func elements() throws(InputError.Reason) -> [Template.Element] {
    var elements: [Template.Element] = []
    let beginsAtEdge = RegexSyntax.all.contains { take($0.edgeBefore) }
    guard beginsAtEdge || take(RegexSyntax.wordStart) else { throw foreign() }
    repeat {
      if let slot = try slot() {
        // A slot at the beginning has the edge to itself.
        if beginsAtEdge, elements.isEmpty, !slot.isOuter { elements.append(.clauseStart) }
        elements.append(.slot(slot.name))
      } else {
        if beginsAtEdge, elements.isEmpty { elements.append(.clauseStart) }
        elements.append(.word(try word()))
      }
    } while take(RegexSyntax.seam)
    if RegexSyntax.all.contains(where: { take($0.edgeAfter) }) {
      elements.append(.clauseEnd)
    } else if !take(RegexSyntax.wordEnd) {
      throw foreign()
    }
    guard rest.isEmpty else { throw foreign() }
    return elements
  }

  private func foreign() -> InputError.Reason {
    .mismatch("not an expression that templates are written as: \"\(Substring(rest.prefix(40)))\"")
  }

  private mutating func take(_ prefix: String) -> Bool {
    guard rest.starts(with: prefix.unicodeScalars) else { return false }
    rest = rest.dropFirst(prefix.unicodeScalars.count)
    return true
  }

  /// A slot, if one is next; an outer one has no limit.
  private mutating func slot() throws(InputError.Reason) -> (name: String?, isOuter: Bool)? {
    for syntax in RegexSyntax.all where rest.starts(with: syntax.dialect.groupStart.unicodeScalars)
    {
      let group = rest.dropFirst(syntax.dialect.groupStart.unicodeScalars.count)
      guard let close = group.firstIndex(of: ">"),
        group[close...].starts(with: syntax.groupBody.unicodeScalars)
      else { continue }
      rest = group[close...].dropFirst(syntax.groupBody.unicodeScalars.count)
      guard let end = rest.firstIndex(of: ")") else { throw foreign() }
      let isOuter = rest.first == "*"
      rest = rest[rest.index(after: end)...]
      return (try TemplateNotation.name(syntax.dialect.slotName(group[..<close])), isOuter)
    }
    return nil
  }

  private mutating func word() throws(InputError.Reason) -> String {
    var word = "".unicodeScalars
    while let character = rest.first, character != " ", character != "(" {
      if let sign = RegexSyntax.signs.first(where: { take($0.pattern) }) {
        word.append(sign.sign)
        continue
      }
      if character == "\\" {
        rest = rest.dropFirst()
      } else if RegexSyntax.isSpecial(character) {
        throw foreign()
      }
      word.append(contentsOf: rest.prefix(1))
      rest = rest.dropFirst()
    }
    if word.isEmpty { throw foreign() }
    return String(word)
  }
}
