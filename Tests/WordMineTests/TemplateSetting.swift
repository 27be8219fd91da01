@testable import WordMine

/// Small worlds for tests of templates.
enum TemplateSetting {
  static func corpus(_ lines: [String]) -> SentenceCorpus {
    SentenceAtomSpoolTests.corpus(lines.map { $0 + "\n" }.joined())
  }

  /// A random shape over words below `words` and the edges behind them.
  static func shape(words: Int, using random: inout TestGenerator) -> TemplateShape {
    var keys: [UInt32] = []
    if Int.random(in: 0..<4, using: &random) == 0 { keys.append(UInt32(words) << 1) }
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let slot = !keys.isEmpty && Bool.random(using: &random)
      let word = UInt32.random(in: 0..<UInt32(words), using: &random)
      keys.append(TemplateShape.key(word, slot: slot))
    }
    if keys.count == 1 || Int.random(in: 0..<4, using: &random) == 0 {
      keys.append(TemplateShape.key(UInt32(words + 1), slot: Bool.random(using: &random)))
    }
    return TemplateShape(keys: keys)
  }

  /// All ways in which a shape stands at a place: the places of its literals.
  static func ways(
    _ shape: TemplateShape, _ tokens: [UInt32], at start: Int, slotLength: Int
  ) -> [[Int]] {
    guard tokens[start] == shape.literal(0) else { return [] }
    var ways = [[start]]
    for index in 1..<max(1, shape.count) {
      let gaps = shape.hasSlot(before: index) ? Array(1...max(1, slotLength)) : [0]
      ways = ways.flatMap { way in
        gaps.compactMap { gap in
          let place = way[way.count - 1] + 1 + gap
          let isThere = place < tokens.count && tokens[place] == shape.literal(index)
          return isThere ? way + [place] : nil
        }
      }
    }
    return ways
  }

  /// Sentences with planted frames among random words, which are clauses when the comma is a word.
  static func lines(_ count: Int, seed: UInt64) -> [String] {
    var random = TestGenerator(seed: seed)
    let words = "山 水 人 树 鸟 茶 路 花 风 雨 书 车 门 灯 饭 酒 马 云 石 月".split(separator: " ")
    func filler(_ most: Int) -> String {
      (0..<Int.random(in: 1...most, using: &random)).map { _ in
        String(words.randomElement(using: &random)!)
      }.joined(separator: " ")
    }
    return (0..<count).map { index in
      switch index % 6 {
      case 0: "如果 \(filler(4)) ， 那么 \(filler(4)) 。"
      case 1: "\(filler(3)) 在 \(filler(2)) 的 时候 \(filler(3)) 。"
      case 2: "\(filler(4)) ， \(filler(5)) 。"
      case 3: "\(filler(2)) 那么 \(filler(3)) ， \(filler(2)) 在 \(filler(2)) 。"
      default: "\(filler(6)) 。"
      }
    }
  }
}
