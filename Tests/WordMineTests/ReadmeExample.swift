import WordMine
import WordMineText

/// Finds the words of a small text, and cuts a new sentence with what was learnt from it.
func readmeExample() throws -> [String] {
  let lines = """
    茶园在山上，春茶的叶子厚，秋茶的叶子薄。
    师傅每天去茶园看叶子，春茶要早采，秋茶可以晚采。
    今年的春茶没有去年多，师傅说是因为雨水少。
    茶园里的雾多，雨水多，叶子就慢慢长。
    山上的人都说，师傅的春茶最香，茶园最好。
    雨水少的年份，秋茶反而香，叶子也厚。
    """

  // Files and standard input are read in the same way: .file("corpus.txt"), .standardInput
  var reader = CorpusReader([.text(Array(lines.utf8))])
  var text = AtomText()
  try reader.readAtoms { block, atoms in
    text.append(atoms)
    if block.isLast { text.endClause() }
  }

  var configuration = WordDiscovery.Configuration()
  configuration.makesModel = true
  let discovery = try WordDiscovery(configuration).discover(text)
  let best = discovery.words.prefix(3).map(\.text)  // 山上, 师傅, 秋茶

  guard let model = discovery.model else { return best }
  let segmenter = ModelSegmenter(model)
  var tokenizer = Tokenizer()
  tokenizer.recordsExtents = true
  let sentence = Array("师傅的茶园在山上".utf8)
  let words = segmenter.words(tokenizer.tokenize(sentence.span)).map { extent in
    String(decoding: sentence[Int(extent.lowerBound)..<Int(extent.upperBound)], as: UTF8.self)
  }
  return best + words  // 师傅, 的, 茶园, 在, 山上
}
