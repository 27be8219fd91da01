import WordMine

/// Finds the words of a small text, and cuts a new sentence with what was learnt from it.
func readmeExample() throws -> [String] {
  let corpus = Corpus(
    """
    茶园在山上，春茶的叶子厚，秋茶的叶子薄。
    师傅每天去茶园看叶子，春茶要早采，秋茶可以晚采。
    今年的春茶没有去年多，师傅说是因为雨水少。
    茶园里的雾多，雨水多，叶子就慢慢长。
    山上的人都说，师傅的春茶最香，茶园最好。
    雨水少的年份，秋茶反而香，叶子也厚。
    """)
  let result = try WordDiscovery().run(on: corpus)
  let best = result.prefix(3).map(\.text)  // 山上, 师傅, 秋茶
  let segmenter = Segmenter(result.model)
  let words = segmenter.segment("师傅的茶园在山上").map(String.init)
  return best + words  // 师傅, 的, 茶园, 在, 山上
}
