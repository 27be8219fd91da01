import WordMineText

/// Collocations as a network of words, in the language of Graphviz, which Gephi reads too.
///
/// Nodes are words; an edge goes from the first word to the second, with the count of the pair, and its link as the
/// weight.
package struct CollocationGraph {
  package init() {}

  /// - Throws: `SystemError`.
  package func write(_ pairs: some Sequence<Collocation>, to sink: ByteSink) throws(SystemError) {
    try sink.write("digraph collocations {\n")
    for pair in pairs {
      try sink.write(
        "  \(quoted(pair.first)) -> \(quoted(pair.second)) [weight=\(pair.link.shortText), count=\(pair.count)];\n"
      )
    }
    try sink.write("}\n")
  }

  /// Within quotes, Graphviz gives a meaning to quotes and backslashes only.
  private func quoted(_ word: String) -> String {
    var text = "\""
    for scalar in word.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { text += "\\" }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }
}
