import Foundation
import Testing
import WordMineLexicon

@testable import WordMine

@Suite struct TermhoodTests {
  /// 8 of 9 occurrences are uses, three words on the poorer side, and a part of e⁻⁹.
  @Test func isAProduct() {
    let termhood = Termhood(
      parts: ["甲", "乙"], use: 8.0 / 12, cohesion: 0.8, freedom: log(4), rarity: 9 / log(2))
    #expect(abs(termhood.value - 8.0 / 12 * 0.8 * log(4) / 2) < 1e-12)
    #expect(abs(termhood.score(count: 8) - termhood.value * log(9)) < 1e-12)
    #expect(abs(termhood.surprise - 0.5) < 1e-12)
  }

  @Test(arguments: [
    "第三十八条", "百四十六条", "十五条", "第二百", "一月十八日电", "三十日", "本条第一款", "第一章总则", "二十一世纪", "近千名",
    "第三十八條", "一百萬元", "三千兩",
  ])
  func numbersAndDatesAreNoTerms(text: String) { #expect(NumeralExpression().matches(text)) }

  @Test(arguments: [
    "二维码", "十六进制", "第一审", "八强", "五四运动", "三峡", "万象城", "日报", "月份牌",
    "二十四节气", "十二时辰", "二次元", "四六级", "万家", "十一届三中全会",
  ])
  func wordsWithNumeralsMayBeTerms(text: String) { #expect(!NumeralExpression().matches(text)) }

  @Test(arguments: [
    (parts: ["这家", "酒店"], isWord: false, is: true), (["该", "酒店"], false, true),
    (["该", "值"], true, true), (["那", "曲", "茶"], true, false), (["几何", "画板"], false, false),
    (["此芯", "科技"], false, false), (["每日", "优鲜"], false, false),
  ])
  func determinersAreTold(parts: [String], isWord: Bool, is expected: Bool) {
    #expect(TermSelection.isDetermined(parts, isWord: isWord) == expected)
  }

  @Test(arguments: [
    (ids: [1, 1], is: false), ([1, 1, 1], true), ([1, 2, 1, 2], true), ([1, 2, 1], false),
    ([1, 1, 2, 2], false), ([1, 2, 3, 1, 2, 3], true),
  ])
  func repetitionsAreTold(ids: [UInt32], is expected: Bool) {
    #expect(TermSelection.isRepetition(ids) == expected)
  }

  /// 9 of 10 occurrences of 2 3 are in the phrase 1 2 3; of 3 4, which 2 3 4 has as often, all are in a word.
  @Test func partsOfOnePhraseAreLeftOut() {
    func term(_ ids: [UInt32], _ rawCount: Int, isPhrase: Bool) -> WordRecord {
      var record = WordRecord(ids: ids, text: "", usage: .init(count: 5, contexts: LinearCounter()))
      record.rawCount = rawCount
      if isPhrase { record.gluing = .init(gain: 1, share: 1) }
      return record
    }
    let terms = [
      term([1, 2, 3], 9, isPhrase: true), term([2, 3], 10, isPhrase: false),
      term([1, 2], 11, isPhrase: true), term([2, 3, 4], 7, isPhrase: false),
      term([3, 4], 7, isPhrase: false),
    ]
    #expect(
      TermSelection.maximal(terms).map(\.ids) == [[1, 2, 3], [1, 2], [2, 3, 4], [3, 4]])
  }

  @Test func theOtherScriptIsKnown() {
    var builder = LexiconBuilder()
    builder.add("时间")
    builder.add("問題")
    let variants = ScriptVariants(builder.build())
    for word in ["時間", "时间", "问题", "問題"] {
      #expect(variants.contains(variants.simplified(word)))
    }
    #expect(!variants.contains("空间"))
  }
}
