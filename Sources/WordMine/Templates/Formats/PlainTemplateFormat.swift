import WordMineText

/// A template a line, in the plain notation: `从 [X1] 到 [X2]`.
package struct PlainTemplateFormat: LineFormat {
  package init() {}

  package func decode(_ line: Substring) throws(InputError.Reason) -> Template? {
    let text = line.drop { $0 == " " || $0 == "\t" }
    if text.isEmpty { return nil }
    guard !text.contains("\t") else {
      throw .mismatch("a tab in a list of templates, one a line: \(line.debugDescription)")
    }
    return try Template(text)
  }

  package func encode(_ template: Template) -> String { template.text }
}
