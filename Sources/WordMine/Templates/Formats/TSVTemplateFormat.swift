import WordMineText

/// Columns between tabs, named in the first line, which begins with `#template`.
///
///     #template<TAB>kind<TAB>count<TAB>gain<TAB>documents<TAB>lengths<TAB>types<TAB>entropy<TAB>fillers
///     在 [X] 中<TAB>frame<TAB>843<TAB>2395.4<TAB>702<TAB>230;204;191<TAB>752<TAB>9.465<TAB>过程:7;会谈:5
///
/// What belongs to a slot is divided by `;`, slots by `|`. A field is empty where nothing is known.
package struct TSVTemplateFormat: LineFormat {
  /// The columns of the file, as its header names them.
  private var columns = Self.columnNames.count

  package init() {}

  private static let columnNames = [
    "#template", "kind", "count", "gain", "documents", "lengths", "types", "entropy", "fillers",
  ]

  package var header: String? { Self.columnNames.joined(separator: "\t") }

  /// Whether a file begins with the header.
  package static func holds(_ beginning: ArraySlice<UInt8>) -> Bool {
    let line = beginning.prefix { $0 != 0x0A && $0 != 0x0D }
    return isHeader(String(decoding: line, as: UTF8.self))
  }

  /// Whether a line is the header, or the beginning of one.
  static func isHeader(_ line: some StringProtocol) -> Bool {
    line.prefix { $0 != "\t" } == "#template"
  }

  package func encode(_ template: Template) throws(InputError.Reason) -> String {
    let slots = template.slots
    let fillers = slots.map { $0.top.map { "\(Self.escaped($0.text)):\($0.count)" } }
    let fields = [
      template.text, template.kind.rawValue, Self.text(template.count),
      template.gain?.shortText ?? "", Self.text(template.documents),
      Self.join(slots.map { $0.lengths.map { String($0) } }),
      Self.join(slots.map { [Self.text($0.types)] }),
      Self.join(slots.map { [$0.entropy?.shortText ?? ""] }), Self.join(fillers),
    ]
    guard !Self.isHeader(fields[0]) else {
      throw .mismatch("the format tsv cannot hold the template #template: it is its header")
    }
    guard !fields.contains(where: { $0.utf8.contains { [0x09, 0x0A, 0x0D].contains($0) } }) else {
      throw .mismatch("the format tsv cannot hold tabs: \(template.text.debugDescription)")
    }
    return fields.joined(separator: "\t")
  }

  private static func text(_ number: Int?) -> String { number.map { String($0) } ?? "" }

  private static func join(_ slots: [[String]]) -> String {
    let texts = slots.map { $0.joined(separator: ";") }
    return texts.allSatisfy(\.isEmpty) ? "" : texts.joined(separator: "|")
  }

  /// What divides fields becomes full-width.
  private static func escaped(_ filler: String) -> String {
    let signs: [Unicode.Scalar: Unicode.Scalar] = [";": "；", "|": "｜", ":": "："]
    var result = "".unicodeScalars
    result.append(contentsOf: filler.unicodeScalars.map { signs[$0] ?? $0 })
    return String(result)
  }

  package mutating func decode(_ line: Substring) throws(InputError.Reason) -> Template? {
    if line.isEmpty { return nil }
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    if Self.isHeader(line) {
      columns = fields.count
      return nil
    }
    // A line with fewer fields was cut, whatever they hold.
    guard fields.count == columns else {
      throw .mismatch("\(fields.count) fields under \(columns) column names")
    }
    func field(_ index: Int) -> Substring { index < fields.count ? fields[index] : "" }
    var template = try Template(fields[0])
    template.count = try Self.number(field(2), "count")
    template.gain = try Self.decimal(field(3), "gain")
    template.documents = try Self.number(field(4), "documents")
    template.slots = try Self.slots(template.slotCount, (5...8).map(field))
    return template
  }

  /// - Parameter fields: Lengths, types, entropies and fillers.
  private static func slots(
    _ count: Int, _ fields: [Substring]
  ) throws(InputError.Reason) -> [Template.Slot] {
    if fields.allSatisfy(\.isEmpty) { return [] }
    var slots = Array(repeating: Template.Slot(), count: count)
    for (index, field) in fields.enumerated() where !field.isEmpty {
      let parts = field.unicodeScalars.split(separator: "|", omittingEmptySubsequences: false)
        .map { Substring($0) }
      guard parts.count == count else {
        throw .mismatch("\(count) slots, but \(parts.count) parts in \"\(field)\"")
      }
      for (slot, part) in parts.enumerated() where !part.isEmpty {
        try read(part, column: index, into: &slots[slot])
      }
    }
    return slots
  }

  private static func read(
    _ part: Substring, column: Int, into slot: inout Template.Slot
  ) throws(InputError.Reason) {
    switch column {
    case 0:
      for text in part.unicodeScalars.split(separator: ";").map({ Substring($0) }) {
        slot.lengths.append(try number(text, "lengths") ?? 0)
      }
    case 1: slot.types = try number(part, "types")
    case 2: slot.entropy = try decimal(part, "entropy")
    default:
      // By code points: a sign and the accent that begins a filler would be one character.
      for text in part.unicodeScalars.split(separator: ";").map({ Substring($0) }) {
        let colon = text.unicodeScalars.lastIndex(of: ":") ?? text.endIndex
        let count = try number(text[colon...].dropFirst(), "fillers") ?? 0
        slot.top.append(Template.Filler(text: String(text[..<colon]), count: count))
      }
    }
  }

  private static func number(
    _ text: Substring, _ field: String
  ) throws(InputError.Reason) -> Int? {
    if text.isEmpty { return nil }
    guard let number = Int(text), number >= 0 else {
      throw .invalidNumber(String(text), field: field)
    }
    return number
  }

  private static func decimal(
    _ text: Substring, _ field: String
  ) throws(InputError.Reason) -> Double? {
    if text.isEmpty { return nil }
    guard let number = Double(text), number.isFinite else {
      throw .invalidNumber(String(text), field: field)
    }
    return number
  }
}
