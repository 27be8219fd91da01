import WordMineText

/// Numbers, ordinals, dates and amounts in Han characters, whole or cut: 第三十八条, 百四十六条, 一月十八日.
///
/// They are a class, as numbers in digits are, and no terms. What merely holds a numeral may be one: 二维码,
/// 十六进制, 二十四节气, 第一审.
struct NumeralExpression {
  private static let numerals = Set<Character>("零〇一二三四五六七八九十百千万亿两")
  /// Numerals that a number of several is made with.
  private static let magnitudes = Set<Character>("零〇十百千万亿")
  /// Those that are no number by themselves: 万家, 百世.
  private static let multipliers = Set<Character>("百千万亿")
  /// What is counted.
  private static let measures = Set<Character>(
    "条款项章节编年月日号名元倍个岁届期时分秒点世纪天周人次位家件只张级种")
  private static let hedges = Set<Character>("近约每余多")
  /// What a dateline ends with: 一月十八日电.
  private static let datelines = Set<Character>("电讯")
  private static let divisions = Set<Character>("条款项章节编")
  private let simplifier = Normalizer(.simplified)

  /// - Parameter text: In either script.
  func matches(_ text: String) -> Bool {
    let simplified = simplifier.fold(Array(text.utf8))
    let text = Array(String(decoding: simplified, as: UTF8.self))
    return Self.isAmount(text) || Self.isNumber(text) || Self.holdsOrdinal(text)
  }

  /// 三十日, 近千名, 一月十八日电: numbers, each with what it counts.
  private static func isAmount(_ text: [Character]) -> Bool {
    var rest = text.drop { $0 == "第" || hedges.contains($0) }
    let isHedged = rest.count < text.count
    if rest.isEmpty { return false }
    while !rest.isEmpty {
      let number = rest.prefix(while: numerals.contains)
      rest = rest.dropFirst(number.count).drop(while: hedges.contains)
      guard isNumeral(number) || isHedged && !number.isEmpty, let measure = rest.popFirst(),
        measures.contains(measure)
      else { return false }
      if rest.count == 1, datelines.contains(rest.first!) { return true }
    }
    return true
  }

  /// Whether numerals are one number: 八, 十八; not 百, nor 四六.
  private static func isNumeral(_ numerals: ArraySlice<Character>) -> Bool {
    numerals.count == 1
      ? !multipliers.contains(numerals.first!) : numerals.contains(where: magnitudes.contains)
  }

  /// 百四十六条, 第二百, 五十万元: a number of several numerals, whole or cut, with nothing but what it counts.
  private static func isNumber(_ text: [Character]) -> Bool {
    let rest = text.first == "第" ? text.dropFirst() : text[...]
    let number = rest.prefix(while: numerals.contains)
    return number.count > 1 && number.contains(where: magnitudes.contains)
      && rest.dropFirst(number.count).allSatisfy {
        measures.contains($0) || numerals.contains($0) || hedges.contains($0)
      }
  }

  /// 第一章, 第二百: a division of a law or a book, or a cut one.
  private static func holdsOrdinal(_ text: [Character]) -> Bool {
    text.indices.contains { start in
      guard text[start] == "第" else { return false }
      let number = text[(start + 1)...].prefix(while: numerals.contains)
      return !number.isEmpty
        && (text[(start + 1 + number.count)...].first.map(divisions.contains) ?? true)
    }
  }
}
