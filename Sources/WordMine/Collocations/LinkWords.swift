import WordMineBase
import WordMineText

/// The words that links are learnt for, numbered from 1.
///
/// Words that occur at least `minimumCount` times have an id of their own, in the order of the
/// vocabulary. Rarer words, and words that no corpus had, share the id of their last character if all
/// rare words with that have enough occurrences, and one last id if not.
struct LinkWords: Sendable {
  /// What stands between clauses.
  static let border: UInt32 = 0
  static let minimumCount = 3
  private static let minimumGroup = 30

  /// The words, then the last characters of the groups.
  let forms: StringTable
  /// How many ids are those of words.
  let wordCount: Int
  /// Occurrences by id; 0 of the border.
  let counts: [Int]
  /// Occurrences of all words.
  let totalCount: Int

  /// - Parameter counts: Of the forms, then of all other rare words.
  init(forms: StringTable, wordCount: Int, counts: [Int]) {
    self.forms = forms
    self.wordCount = wordCount
    self.counts = [0] + counts
    totalCount = counts.reduce(0, +)
  }

  /// - Complexity: O(different words).
  init(_ vocabulary: WordVocabulary) {
    var forms = StringTable()
    var counts: [Int] = []
    var groups: [[UInt8]: Int] = [:]
    var rest = 0
    for id in 0..<UInt32(vocabulary.count) where !vocabulary.isPunctuation(id) {
      let count = vocabulary.count(of: id)
      let form = vocabulary.form(of: id)
      if count >= Self.minimumCount {
        _ = forms.insert(form.span)
        counts.append(count)
      } else {
        groups[Self.group(form), default: 0] += count
      }
    }
    let wordCount = counts.count
    for (group, count) in groups.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      if count >= Self.minimumGroup {
        _ = forms.insert(group.span)
        counts.append(count)
      } else {
        rest += count
      }
    }
    self.init(forms: forms, wordCount: wordCount, counts: counts + [rest])
  }

  /// The number of ids, the border's included.
  var count: Int { counts.count }

  /// The mark of a group and the last character of a word; no word begins so.
  private static func group(_ form: ArraySlice<UInt8>) -> [UInt8] {
    let start = form.lastIndex { $0 & 0xC0 != 0x80 } ?? form.startIndex
    return [0] + form[start...]
  }

  /// The id of a normalised form.
  func id(ofForm form: ArraySlice<UInt8>) -> UInt32 {
    if let number = forms.id(of: form.span) { return UInt32(number + 1) }
    if let number = forms.id(of: Self.group(form).span) { return UInt32(number + 1) }
    return UInt32(count - 1)
  }

  /// Whether an id is that of one word.
  func isWord(_ id: UInt32) -> Bool { id > 0 && id <= wordCount }

  /// The normalised form of a word.
  func text(of id: UInt32) -> String {
    String(decoding: forms[Int(id) - 1], as: UTF8.self)
  }
}
