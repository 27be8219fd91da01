import WordMineBase
import WordMineText

/// The most frequent spelling of each word.
///
/// Nearly all atoms have their usual spelling, so only words around the exceptions are examined.
struct SurfaceForms {
  private let text: AtomSequence
  /// The unusual spellings, by the number of the word.
  private var unusual: [Int: [String: Int]] = [:]
  private let uses: WordUsage

  /// - Parameter cuts: 1 where a word begins.
  /// - Complexity: O(places with an unusual spelling).
  init(_ text: AtomSequence, cuts: SharedArray<UInt8>.View, uses: WordUsage) {
    self.text = text
    self.uses = uses
    var index = 0
    while index < text.variants.count {
      var start = text.variants[index].position
      while cuts[start] == 0 { start -= 1 }
      var end = start + 1
      while text.ids[end] != 0, cuts[end] == 0 { end += 1 }
      var form = ""
      for position in start..<end {
        if index < text.variants.count, text.variants[index].position == position {
          form += text.atoms.unusualForm(text.variants[index].code)
          index += 1
        } else {
          form += text.atoms.usual[Int(text.ids[position])]
        }
      }
      if let number = uses.table.number(of: start..<end) {
        unusual[number, default: [:]][form, default: 0] += 1
      }
    }
  }

  /// The most frequent spelling; of equally frequent ones, the first by code point.
  func form(_ number: Int, _ span: Range<Int>) -> String {
    let usual = span.map { text.atoms.usual[Int(text.ids[$0])] }.joined()
    guard var forms = unusual[number] else { return usual }
    forms[usual, default: 0] += uses.table.entries[number].count - forms.values.reduce(0, +)
    return forms.min {
      $0.value != $1.value ? $0.value > $1.value : $0.key.utf8Precedes($1.key)
    }?.key ?? usual
  }
}
