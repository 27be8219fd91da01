import WordMineText

extension Table<Template> {
  /// Templates with most of their information in columns.
  ///
  ///     template<TAB>kind<TAB>count<TAB>gain<TAB>documents<TAB>lengths<TAB>types<TAB>entropy<TAB>fillers
  ///     在 [X] 中<TAB>frame<TAB>843<TAB>2395.4<TAB>702<TAB>230;204;191<TAB>752<TAB>9.465<TAB>过程:7;会谈:5
  ///
  /// Values within a slot are separated by `;`, slots by `|`.
  package static var templates: Table {
    Table(
      [
        Column("template", { .text($0.text) }) { field, template throws(InputError.Reason) in
          template = try Template(try field.text() ?? "")
        }.required,
        .text("kind", { $0.kind.rawValue }),
        .integer("count", { $0.count }, set: { $0.count = $1 }),
        .number("gain", { $0.gain }, set: { $0.gain = $1 }),
        .integer("documents", { $0.documents }, set: { $0.documents = $1 }),
        .slots("lengths", { $0.lengths.map { String($0) } }) {
          part, slot throws(InputError.Reason) in
          slot.lengths = try part.counts()
        },
        .slots("types", { [Cell($0.types).field] }) { part, slot throws(InputError.Reason) in
          slot.types = try part.count()
        },
        .slots("entropy", { [Cell($0.entropy).field] }) { part, slot throws(InputError.Reason) in
          slot.entropy = try part.number()
        },
        .slots("fillers", { $0.top.map { "\(escaped($0.text)):\($0.count)" } }) {
          part, slot throws(InputError.Reason) in slot.top = try fillers(part)
        },
      ], blank: { Template(unchecked: []) })
  }

  /// Whether a line is the header of such a table.
  static func isHeader(_ line: some StringProtocol) -> Bool {
    let name = line.prefix { $0 != "\t" }
    return name == "#template" || name == "template" && name.endIndex < line.endIndex
  }

  /// Whether a file begins with the header.
  package static func holdsTemplates(_ beginning: ArraySlice<UInt8>) -> Bool {
    isHeader(String(decoding: beginning.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self))
  }

  /// Replaces separators by their full-width forms.
  private static func escaped(_ filler: String) -> String {
    let signs: [Unicode.Scalar: Unicode.Scalar] = [";": "；", "|": "｜", ":": "："]
    var result = "".unicodeScalars
    result.append(contentsOf: filler.unicodeScalars.map { signs[$0] ?? $0 })
    return String(result)
  }

  private static func fillers(
    _ part: TableField
  ) throws(InputError.Reason) -> [Template.Filler] {
    var fillers: [Template.Filler] = []
    for text in part.parts(at: ";") where !text.isEmpty {
      // By code points, because a sign and a following accent would form one character.
      let colon = text.unicodeScalars.lastIndex(of: ":") ?? text.endIndex
      let count = try part.with(text[colon...].dropFirst()).count() ?? 0
      fillers.append(Template.Filler(text: String(text[..<colon]), count: count))
    }
    return fillers
  }
}

extension Table<Template>.Column {
  /// A column with a part for each slot, separated by `|`.
  fileprivate static func slots(
    _ name: String, _ values: @escaping @Sendable (Template.Slot) -> [String],
    read: @escaping @Sendable (TableField, inout Template.Slot) throws(InputError.Reason) -> Void
  ) -> Self {
    let cell: @Sendable (Template) -> Cell = { template in
      let texts = template.slots.map { values($0).joined(separator: ";") }
      return texts.allSatisfy(\.isEmpty) ? .missing : .text(texts.joined(separator: "|"))
    }
    let readCell: @Sendable (TableField, inout Template) throws(InputError.Reason) -> Void = {
      field, template throws(InputError.Reason) in
      guard let text = try field.text() else { return }
      let (parts, count) = (field.parts(at: "|"), template.slotCount)
      guard parts.count == count else {
        throw .mismatch("\(count) slots, but \(parts.count) parts in \"\(text)\"")
      }
      if template.slots.isEmpty {
        template.slots = Array(repeating: Template.Slot(), count: count)
      }
      for (slot, part) in parts.enumerated() where !part.isEmpty {
        try read(field.with(part), &template.slots[slot])
      }
    }
    return Self(name, cell, read: readCell)
  }
}
