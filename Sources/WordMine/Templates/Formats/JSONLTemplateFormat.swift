import FoundationEssentials
import WordMineText

/// One JSON object per line.
///
///     {"count":843,"gain":2395.4,"slots":[{"len":[230,204],"types":752}],"t":["在",null,"中"]}
///
/// In `t`, `null` is an unnamed slot, an object `{"slot":"name"}` a named one, `"^"` at the
/// beginning and `"$"` at the end are edges of the clause, and `{"word":"^"}` and `{"word":"$"}`
/// are words that look like edges. Other keys are ignored.
package struct JSONLTemplateFormat: LineFormat {
  private let encoder: JSONEncoder
  private let decoder = JSONDecoder()

  package init() {
    encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  }

  /// Whether a file begins with an object that has a key `t`, and so is not a dictionary.
  package static func holds(_ beginning: ArraySlice<UInt8>) -> Bool {
    let line = String(decoding: beginning.prefix { $0 != 0x0A }, as: UTF8.self)
    return line.hasPrefix("{") && line.contains("\"t\":")
  }

  package func decode(_ line: Substring) throws(InputError.Reason) -> Template? {
    if line.allSatisfy({ $0 == " " || $0 == "\t" }) { return nil }
    return try parse(line).template()
  }

  private func parse(_ line: Substring) throws(InputError.Reason) -> TemplateRecord {
    do {
      return try decoder.decode(TemplateRecord.self, from: Data(line.utf8))
    } catch DecodingError.keyNotFound(let key, _) {
      throw .missingColumn(key.stringValue)
    } catch DecodingError.typeMismatch(_, let context) where !context.codingPath.isEmpty {
      throw Self.invalidValue(context)
    } catch DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty {
      throw Self.invalidValue(context)
    } catch DecodingError.valueNotFound(_, let context) where !context.codingPath.isEmpty {
      throw Self.invalidValue(context)
    } catch {
      throw .invalidJSON(String(line.prefix(60)))
    }
  }

  private static func invalidValue(_ context: DecodingError.Context) -> InputError.Reason {
    .invalidJSON("the value of \"\(context.codingPath[0].stringValue)\" is not what it should be")
  }

  package func encode(_ template: Template) throws(InputError.Reason) -> String {
    guard let data = try? encoder.encode(TemplateRecord(template)) else {
      throw .mismatch("the format jsonl cannot hold this template: \(template.text)")
    }
    return String(decoding: data, as: UTF8.self)
  }
}

/// A template with the property names of its JSON keys.
private struct TemplateRecord: Codable {
  var t: [TemplateElementRecord]
  var count: Int?
  var gain: Double?
  var docs: Int?
  var kind: String?
  var slots: [SlotRecord]?
  var ex: [String]?
  var cost: Double?
  var words: [Double]?

  init(_ template: Template) {
    t = template.elements.map { TemplateElementRecord(element: $0) }
    if t[0].element == .word("^") { t[0].isSurelyWord = true }
    if t[t.count - 1].element == .word("$") { t[t.count - 1].isSurelyWord = true }
    count = template.count
    gain = template.gain.flatMap { Double($0.shortText) }
    docs = template.documents
    kind = template.kind.rawValue
    slots = template.slots.isEmpty ? nil : template.slots.map { SlotRecord($0) }
    ex = template.examples.isEmpty ? nil : template.examples
    cost = template.cost.flatMap { Double($0.shortText) }
    words =
      template.literalCosts.isEmpty
      ? nil : template.literalCosts.map { Double($0.shortText) ?? 0 }
  }

  func template() throws(InputError.Reason) -> Template {
    var elements = t.map(\.element)
    if let first = t.first, first.element == .word("^"), !first.isSurelyWord {
      elements[0] = .clauseStart
    }
    if let last = t.last, last.element == .word("$"), !last.isSurelyWord {
      elements[elements.count - 1] = .clauseEnd
    }
    var template = try Template(elements)
    for number in [count, docs] + (slots ?? []).flatMap(\.numbers) where number ?? 0 < 0 {
      throw .invalidNumber(String(number ?? 0), field: "a count")
    }
    template.count = count
    template.gain = gain
    template.documents = docs
    template.slots = (slots ?? []).map(\.slot)
    guard template.slots.isEmpty || template.slots.count == template.slotCount else {
      throw .mismatch("\(template.slotCount) slots in t, \(template.slots.count) in slots")
    }
    template.examples = ex ?? []
    template.cost = cost
    template.literalCosts = words ?? []
    let literals = template.elements.count { $0.isLiteral }
    guard template.literalCosts.isEmpty || template.literalCosts.count == literals else {
      throw .mismatch("\(literals) literals in t, \(template.literalCosts.count) in words")
    }
    return template
  }
}

/// An element of `t`: a string, `null`, or an object that names a slot or a word.
private struct TemplateElementRecord: Codable {
  var element: Template.Element
  /// Whether the string was in an object, so that it cannot be an edge of the clause.
  var isSurelyWord = false

  private struct Named: Codable {
    var slot: String?
    var word: String?

    /// `nil` if the name is not valid for a slot.
    var element: Template.Element? {
      if let word { return .word(word) }
      guard let slot else { return nil }
      do {
        return .slot(try TemplateNotation.name(slot))
      } catch {
        return nil
      }
    }
  }

  init(element: Template.Element) { self.element = element }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      element = .slot(nil)
    } else if let word = try? container.decode(String.self) {
      element = .word(word)
    } else {
      let named = try container.decode(Named.self)
      guard let element = named.element else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "name")
      }
      (self.element, isSurelyWord) = (element, named.word != nil)
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch element {
    case .word(let word) where isSurelyWord: try container.encode(Named(word: word))
    case .word(let word): try container.encode(word)
    case .clauseStart: try container.encode("^")
    case .clauseEnd: try container.encode("$")
    case .slot(nil): try container.encodeNil()
    case .slot(let name?): try container.encode(Named(slot: name))
    }
  }
}

private struct SlotRecord: Codable {
  var len: [Int]?
  var types: Int?
  var entropy: Double?
  var top: [FillerRecord]?

  init(_ slot: Template.Slot) {
    len = slot.lengths.isEmpty ? nil : slot.lengths
    types = slot.types
    entropy = slot.entropy.flatMap { Double($0.shortText) }
    top = slot.top.isEmpty ? nil : slot.top.map { FillerRecord(filler: $0) }
  }

  var slot: Template.Slot {
    Template.Slot(
      lengths: len ?? [], types: types, entropy: entropy, top: (top ?? []).map(\.filler))
  }

  var numbers: [Int?] { [types] + (len ?? []).map { $0 } + (top ?? []).map(\.filler.count) }
}

/// `["激烈的市场竞争",7]`
private struct FillerRecord: Codable {
  var filler: Template.Filler

  init(filler: Template.Filler) { self.filler = filler }

  init(from decoder: any Decoder) throws {
    var pair = try decoder.unkeyedContainer()
    let text = try pair.decode(String.self)
    filler = Template.Filler(text: text, count: try pair.decode(Int.self))
  }

  func encode(to encoder: any Encoder) throws {
    var pair = encoder.unkeyedContainer()
    try pair.encode(filler.text)
    try pair.encode(filler.count)
  }
}
