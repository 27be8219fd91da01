import WordMineBase
import WordMineText

/// The words of a corpus in their normalized form (1998年 is `#年`, T恤 is `@恤`), numbered
/// by count, then by text in code-point order.
public struct WordVocabulary: Sendable {
  /// The id of what is not in the vocabulary.
  package static let unknown = UInt32.max

  private let forms: StringTable
  private let counts: [Int]
  private let kinds: [WordKind]
  /// Occurrences of all words, punctuation included.
  public let totalCount: Int

  /// - Parameters:
  ///   - forms: In the order of ids.
  init(forms: StringTable, counts: [Int]) {
    precondition(forms.count == counts.count, "\(forms.count) words, \(counts.count) counts")
    self.forms = forms
    self.counts = counts
    kinds = (0..<forms.count).map { WordKind(forms[$0].span) }
    totalCount = counts.reduce(0, +)
  }

  /// Numbers words anew.
  ///
  /// - Returns: The vocabulary, and the id of each old number.
  /// - Complexity: O(words · log).
  static func ranked(_ forms: StringTable, counts: [Int]) -> (WordVocabulary, ids: [UInt32]) {
    let order = (0..<forms.count).sorted {
      counts[$0] != counts[$1]
        ? counts[$0] > counts[$1] : forms[$0].lexicographicallyPrecedes(forms[$1])
    }
    var ids = [UInt32](repeating: 0, count: order.count)
    var ranked = StringTable()
    for (id, number) in order.enumerated() {
      ids[number] = UInt32(id)
      _ = ranked.insert(forms[number].span, hash: forms.hash(of: number))
    }
    return (WordVocabulary(forms: ranked, counts: order.map { counts[$0] }), ids)
  }

  /// The number of different words.
  public var count: Int { counts.count }

  /// How often a word occurs.
  public func count(of id: UInt32) -> Int { counts[Int(id)] }

  /// The normalized form of a word.
  public func text(of id: UInt32) -> String { String(decoding: form(of: id), as: UTF8.self) }

  /// The normalized form of a word as UTF-8.
  package func form(of id: UInt32) -> ArraySlice<UInt8> { forms[Int(id)] }

  /// Whether a word has no letter, digit or character.
  public func isPunctuation(_ id: UInt32) -> Bool { kinds[Int(id)].contains(.punctuation) }

  /// The id of a word in any form; `nil` if the corpus does not have it.
  public func id(of word: String) -> UInt32? {
    var form: [UInt8] = []
    WordNormalizer.append(Array(word.utf8).span, to: &form)
    return id(ofForm: form.span)
  }

  /// The id of a normalized form, `#年` for 1998年; `nil` if the corpus does not have it.
  package func id(ofForm form: Span<UInt8>) -> UInt32? { forms.id(of: form).map(UInt32.init) }

  /// Bytes of memory in use, about.
  package var memory: Int { forms.memory + 9 * counts.count }
}
