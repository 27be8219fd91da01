import WordMineText

/// Regular expressions with a named group per slot, in the dialect common to Python, PCRE, RE2 and
/// Swift.
///
/// A blank is allowed between words, so that both segmented and unsegmented text match. A slot
/// matches as little as possible, and does not cross the end of a sentence.
package struct RegexTemplateFormat: LineFormat {
  private let slotLength: Int

  package init(slotLength: Int = 8) { self.slotLength = slotLength }

  /// The limit of PCRE; a slot with a longer name is called by its number.
  private static let longestName = 32

  /// What may separate words.
  static let seam = " ?"
  private static let character = "[^\\s。！？；]"
  private static let start = "(?:^|[、，。！？；：])"
  private static let end = "(?:$|[、，。！？；：])"
  static let digits = "[0-9０-９][0-9０-９.,]*"
  static let letters = "[A-Za-zＡ-Ｚａ-ｚ]+"

  package func encode(_ template: Template) -> String {
    var names = template.slotNames.enumerated().map { index, name in
      let group = Self.groupName(name)
      return group.utf8.count <= Self.longestName ? group : "X\(index + 1)"
    }[...]
    var longest = template.slots.map(\.lengths.count)[...]
    return template.elements.map { element in
      switch element {
      case .clauseStart: return Self.start
      case .clauseEnd: return Self.end
      case .word(let word): return Self.pattern(word)
      case .slot:
        let words = longest.popFirst() ?? 0
        return Self.group(names.removeFirst(), words: words > 0 ? words : slotLength)
      }
    }.joined(separator: Self.seam)
  }

  private static func group(_ name: String, words: Int) -> String {
    "(?P<\(name)>\(character)+?(?: \(character)+?){0,\(max(0, words - 1))}?)"
  }

  /// A valid group name: characters other than ASCII letters and digits become `_`, their
  /// hexadecimal code, and another `_`.
  static func groupName(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      let isLetter = scalar.isASCII && scalar.properties.isAlphabetic
      let isDigit = scalar.isASCII && !result.isEmpty && ("0"..."9").contains(scalar)
      if isLetter || isDigit {
        result.unicodeScalars.append(scalar)
      } else {
        result += "_" + String(scalar.value, radix: 16) + "_"
      }
    }
    return result
  }

  /// The inverse of `groupName`.
  static func slotName(_ group: Substring) -> String {
    var result = ""
    for (index, part) in group.split(separator: "_", omittingEmptySubsequences: false).enumerated()
    {
      if index % 2 == 0 {
        result += part
      } else if let scalar = UInt32(part, radix: 16).flatMap(Unicode.Scalar.init) {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Includes the byte order mark, which would be lost at the beginning of a file.
  private static let special = "\\^$.|?*+()[]{}\u{FEFF}".unicodeScalars

  private static func pattern(_ word: String) -> String {
    word.unicodeScalars.map { character in
      switch character {
      case "#": digits
      case "@": letters
      case _ where special.contains(character): "\\\(character)"
      default: String(character)
      }
    }.joined()
  }

  /// The rest of a line, by code points, because a sign and a following accent would form one
  /// character.
  private typealias Rest = Substring.UnicodeScalarView

  /// Parses the output of `encode`.
  package func decode(_ line: Substring) throws(InputError.Reason) -> Template? {
    if line.isEmpty { return nil }
    var (elements, rest): ([Template.Element], Rest) = ([], line.unicodeScalars)
    while !rest.isEmpty {
      if !elements.isEmpty {
        guard Self.take(Self.seam, from: &rest) else { throw Self.foreign(rest) }
      }
      elements.append(try Self.element(&rest))
    }
    return try Template(elements)
  }

  private static func foreign(_ rest: Rest) -> InputError.Reason {
    .mismatch("not an expression that templates are written as: \"\(rest.prefix(40))\"")
  }

  private static func take(_ prefix: String, from rest: inout Rest) -> Bool {
    guard rest.starts(with: prefix.unicodeScalars) else { return false }
    rest = rest.dropFirst(prefix.unicodeScalars.count)
    return true
  }

  private static func element(
    _ rest: inout Rest
  ) throws(InputError.Reason) -> Template.Element {
    if take(start, from: &rest) { return .clauseStart }
    if take(end, from: &rest) { return .clauseEnd }
    if take("(?P<", from: &rest) {
      guard let close = rest.firstIndex(of: ">"), let end = rest.range(ofPattern: "}?)") else {
        throw foreign(rest)
      }
      let name = slotName(Substring(rest[..<close]))
      rest = rest[end...]
      return .slot(try TemplateNotation.name(name))
    }
    return .word(try word(&rest))
  }

  private static func word(_ rest: inout Rest) throws(InputError.Reason) -> String {
    var word = "".unicodeScalars
    while let character = rest.first, !rest.starts(with: seam.unicodeScalars) {
      if take(digits, from: &rest) {
        word.append("#")
      } else if take(letters, from: &rest) {
        word.append("@")
      } else {
        if character == "\\" {
          rest = rest.dropFirst()
        } else if special.contains(character) {
          throw foreign(rest)
        }
        word.append(contentsOf: rest.prefix(1))
        rest = rest.dropFirst()
      }
    }
    return String(word)
  }
}

extension Substring.UnicodeScalarView {
  /// The index after the first occurrence of a text; `nil` if there is none.
  fileprivate func range(ofPattern text: String) -> Index? {
    var rest = self
    while !rest.isEmpty {
      if rest.starts(with: text.unicodeScalars) {
        return rest.dropFirst(text.unicodeScalars.count).startIndex
      }
      rest = rest.dropFirst()
    }
    return nil
  }
}
