/// Numbers, ordinals, dates and amounts in Han characters, whole or cut: 第三十八条, 百四十六条, 一月十八日.
///
/// They are a class, as numbers in digits are, and no terms. What merely holds a numeral may be one: 二维码,
/// 十六进制, 第一审.
enum NumeralExpression {
  private static let numerals = Set<Character>("零〇一二三四五六七八九十百千万亿两")
  /// Numerals that a number of several is made with.
  private static let magnitudes = Set<Character>("零〇十百千万亿")
  /// What is counted, and what a count is hedged with.
  private static let measures = Set<Character>(
    "条款项章节编年月日号名元倍个第岁届期时分秒点多余几数近约以上下内中至每世纪天周人次位家件只张级种电讯")
  private static let divisions = Set<Character>("条款项章节编")

  static func matches(_ text: String) -> Bool {
    let text = Array(text)
    return text.allSatisfy { numerals.contains($0) || measures.contains($0) }
      && text.contains(where: numerals.contains)
      || beginsWithNumber(text) || holdsOrdinal(text)
  }

  /// 百四十六条, 十五条: a number of several numerals, with what it counts or alone.
  private static func beginsWithNumber(_ text: [Character]) -> Bool {
    let rest = text.first == "第" ? text.dropFirst() : text[...]
    let number = rest.prefix(while: numerals.contains)
    guard number.count > 1, number.contains(where: magnitudes.contains) else { return false }
    return rest.dropFirst(number.count).first.map(measures.contains) ?? true
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
