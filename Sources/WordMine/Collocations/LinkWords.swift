import WordMineBase
import WordMineText

/// The words between which links are learned, numbered from 1.
///
/// Words that occur at least `minimumCount` times have their own ids, in the order of the
/// vocabulary. Rare and unknown words share the id of their last character if the rare words with
/// that character occur often enough in total, and the last id otherwise.
struct LinkWords: Sendable {
  /// The id of the border between clauses.
  static let border: UInt32 = 0
  static let minimumCount = 3
  private static let minimumGroup = 30

  /// The words, then the last characters of the groups.
  let forms: StringTable
  /// The number of ids that belong to single words.
  let wordCount: Int
  /// Counts by id; 0 for the border.
  let counts: [Int]
  /// The count of all words.
  let totalCount: Int

  /// - Parameter counts: The counts of the forms, then that of all other rare words.
  init(forms: StringTable, wordCount: Int, counts: [Int]) {
    self.forms = forms
    self.wordCount = wordCount
    self.counts = [0] + counts
    totalCount = counts.reduce(0, +)
  }

  /// - Complexity: O(distinct words).
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

  /// The number of ids, including the border's.
  var count: Int { counts.count }

  /// The key of a group: the last character of a word after a zero byte, with which no word begins.
  private static func group(_ form: ArraySlice<UInt8>) -> [UInt8] {
    let start = form.lastIndex { $0 & 0xC0 != 0x80 } ?? form.startIndex
    return [0] + form[start...]
  }

  /// The id of a normalized form.
  func id(ofForm form: ArraySlice<UInt8>) -> UInt32 {
    if let number = forms.id(of: form.span) { return UInt32(number + 1) }
    if let number = forms.id(of: Self.group(form).span) { return UInt32(number + 1) }
    return UInt32(count - 1)
  }

  /// Whether an id belongs to a single word.
  func isWord(_ id: UInt32) -> Bool { id > 0 && id <= wordCount }

  /// The normalized form of a word.
  func text(of id: UInt32) -> String {
    String(decoding: forms[Int(id) - 1], as: UTF8.self)
  }
}
