extension SentenceTree {
  /// The tree on one line: `(师傅 (说 (今年 的 春茶)) 。)`.
  ///
  /// Brackets in words are written `-LRB-` and `-RRB-`, as in treebanks; a label follows its bracket
  /// and ends with a colon.
  public func brackets() -> String { parts().map(brackets).joined(separator: " ") }

  private func brackets(_ part: Part) -> String {
    switch part {
    case .word(let index):
      return words[index].map { $0 == "(" ? "-LRB-" : $0 == ")" ? "-RRB-" : String($0) }.joined()
    case .span(let span, let parts):
      let label = span.label.isEmpty ? "" : "\(span.label): "
      return "(" + label + parts.map(brackets).joined(separator: " ") + ")"
    }
  }

  /// The tree with one line for each part: words that belong together stand on one line.
  ///
  ///     *
  ///     ├─ 师傅
  ///     ├─ *
  ///     │  ├─ 说
  ///     │  └─ 今年 的 春茶
  ///     └─ 。
  public func text() -> String {
    parts().map { lines($0).joined(separator: "\n") + "\n" }.joined()
  }

  private func lines(_ part: Part) -> [String] {
    guard case .span(let span, let parts) = part else {
      if case .word(let index) = part { return [words[index]] }
      return []
    }
    let mark = span.label.isEmpty ? "" : "[\(span.label)] "
    let own = parts.compactMap { if case .word(let index) = $0 { words[index] } else { nil } }
    if own.count == parts.count { return [mark + own.joined(separator: " ")] }
    var lines = [mark.isEmpty ? "*" : String(mark.dropLast())]
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      for (number, line) in self.lines(part).enumerated() {
        let first = number == 0
        lines.append((first ? isLast ? "└─ " : "├─ " : isLast ? "   " : "│  ") + line)
      }
    }
    return lines
  }
}
