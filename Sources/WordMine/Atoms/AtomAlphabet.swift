import WordMineText

/// The atoms that discovery tells apart, and how they are written.
package struct AtomAlphabet: Sendable {
  /// What kind of thing an atom is.
  package enum Kind: Sendable {
    case border
    /// Stands for many strings; never part of a word.
    case classAtom
    case han
    /// Any other character or run with an id of its own.
    case other
  }

  package static let numberClass = 1
  package static let latinClass = 2

  /// A Latin run keeps an id of its own if it is seen this often.
  static let minimumLatinCount = 5
  /// At most so many Latin runs do; the most frequent ones.
  static let maximumLatinRuns = 4096

  /// The kinds by id.
  package private(set) var kinds: [Kind] = [.border, .classAtom, .classAtom]
  /// The folded text by id.
  package private(set) var folded: [String] = ["", "#", "@"]
  /// The most frequent written form by id.
  package private(set) var usual: [String] = ["", "#", "@"]
  /// Occurrences in the text by id.
  package private(set) var counts: [Int] = [0, 0, 0]
  /// The same with those in what was counted before.
  private(set) var knownCounts: [Int] = [0, 0, 0]

  private(set) var basicIDs = [UInt32](repeating: 0, count: 0x10000)
  private(set) var isUsual = [Bool](repeating: true, count: 0x10000)
  private var otherIDs: [UInt32: UInt32] = [:]
  private var unusualForms: [UInt32: String] = [:]

  /// The number of ids, the border and the two classes included.
  package var count: Int { kinds.count }
  /// The number of bits that hold every id.
  var bits: Int { max(1, Int.bitWidth - count.leadingZeroBitCount) }
  /// Atoms of the text that are not borders.
  package private(set) var totalCount = 0
  /// The same with those in what was counted before.
  var knownTotal: Int { knownCounts.reduce(0, +) }

  /// - Complexity: O(distinct atoms · log), after one pass over the text.
  init(_ text: AtomText, folding normalizer: Normalizer) {
    self.init(WrittenCounts(text).counts, of: text, folding: normalizer)
  }

  /// - Parameters:
  ///   - written: How often each atom was written, by its code.
  ///   - text: Has the runs.
  ///   - known: The same for what was counted before.
  init(
    _ written: [(code: UInt32, count: Int)], of text: AtomText, folding normalizer: Normalizer,
    known: [(code: UInt32, count: Int)] = []
  ) {
    let groups = Self.groups(written, known, text, normalizer)
    let kept = Self.keptLatinRuns(groups)
    for (index, group) in groups.enumerated() {
      let isRun = group.forms[0].code >= AtomUnits.firstRun
      if isRun, !kept.contains(index) {
        let id = Self.runClass(group.folded)
        counts[id] += group.count
        knownCounts[id] += group.knownCount
        for form in group.forms { setID(UInt32(id), of: form.code) }
        continue
      }
      add(group, text)
    }
    totalCount = counts.reduce(0, +)
  }

  /// Atoms that are written in one way each, with ids in their order from `latinClass` + 1.
  init(_ texts: [(text: String, count: Int)]) {
    for (text, count) in texts {
      append(text, count: count, knownCount: count)
      usual.append(text)
    }
    totalCount = counts.reduce(0, +)
  }

  /// Atoms whose ids, forms and counts are known.
  ///
  /// - Parameters:
  ///   - atoms: In the order of the ids, from `latinClass` + 1: the folded text, the usual form, the count.
  ///   - classCounts: The counts of both classes.
  init(_ atoms: [(folded: String, usual: String, count: Int)], classCounts: [Int]) {
    for atom in atoms {
      append(atom.folded, count: atom.count, knownCount: atom.count)
      usual.append(atom.usual)
    }
    for (index, count) in classCounts.enumerated() {
      (counts[Self.numberClass + index], knownCounts[Self.numberClass + index]) = (count, count)
    }
    totalCount = counts.reduce(0, +)
  }

  private mutating func append(_ text: String, count: Int, knownCount: Int) {
    kinds.append(text.unicodeScalars.allSatisfy(\.properties.isIdeographic) ? .han : .other)
    folded.append(text)
    counts.append(count)
    knownCounts.append(knownCount)
  }

  private mutating func add(_ group: Group, _ text: AtomText) {
    let id = UInt32(kinds.count)
    append(
      String(decoding: group.folded, as: UTF8.self), count: group.count,
      knownCount: group.knownCount)
    let forms = group.forms.map { (code: $0.code, count: $0.count, text: text.text(of: $0.code)) }
      .sorted {
        $0.count != $1.count ? $0.count > $1.count : $0.text.lexicographicallyPrecedes($1.text)
      }
    usual.append(String(decoding: forms[0].text, as: UTF8.self))
    for (index, form) in forms.enumerated() {
      setID(id, of: form.code)
      if index > 0 { setUnusual(form.code, String(decoding: form.text, as: UTF8.self)) }
    }
  }

  mutating func setID(_ id: UInt32, of code: UInt32) {
    if code < 0x10000 { basicIDs[Int(code)] = id } else { otherIDs[code] = id }
  }

  private mutating func setUnusual(_ code: UInt32, _ text: String) {
    if code < 0x10000 { isUsual[Int(code)] = false }
    unusualForms[code] = text
  }

  func id(of code: UInt32) -> UInt32 {
    code < 0x10000 ? basicIDs[Int(code)] : otherIDs[code] ?? 0
  }

  func isUsualForm(_ code: UInt32) -> Bool {
    code < 0x10000 ? isUsual[Int(code)] : unusualForms[code] == nil
  }

  /// The written form of a code that is not the usual one of its atom.
  func unusualForm(_ code: UInt32) -> String { unusualForms[code] ?? "" }

  private struct Form {
    var code: UInt32
    /// In the text, and in what was counted before.
    var count = 0
    var known = 0
  }

  /// The written forms that fold to one text.
  private struct Group {
    var folded: [UInt8]
    var forms: [Form]
    var count: Int { forms.reduce(0) { $0 + $1.count } }
    var knownCount: Int { forms.reduce(0) { $0 + $1.count + $1.known } }
  }

  /// In the order of the folded texts, runs and characters apart.
  private static func groups(
    _ written: [(code: UInt32, count: Int)], _ known: [(code: UInt32, count: Int)],
    _ text: AtomText, _ normalizer: Normalizer
  ) -> [Group] {
    var byCode: [UInt32: Form] = [:]
    for (code, count) in written { byCode[code, default: Form(code: code)].count += count }
    for (code, count) in known { byCode[code, default: Form(code: code)].known += count }
    var forms = byCode.values.map {
      (folded: normalizer.fold(text.text(of: $0.code)), form: $0)
    }
    forms.sort {
      $0.folded != $1.folded
        ? $0.folded.lexicographicallyPrecedes($1.folded) : $0.form.code < $1.form.code
    }
    var groups: [Group] = []
    for (folded, form) in forms {
      if groups.last?.folded == folded {
        groups[groups.count - 1].forms.append(form)
      } else {
        groups.append(Group(folded: folded, forms: [form]))
      }
    }
    return groups
  }

  private static func keptLatinRuns(_ groups: [Group]) -> Set<Int> {
    let candidates = groups.indices.filter {
      groups[$0].forms[0].code >= AtomUnits.firstRun && !isNumber(groups[$0].folded)
        && groups[$0].knownCount >= minimumLatinCount
    }
    let best = candidates.sorted {
      (groups[$0].knownCount, $1) > (groups[$1].knownCount, $0)
    }
    return Set(best.prefix(maximumLatinRuns))
  }

  /// The class of a folded run that has no id of its own.
  static func runClass(_ folded: [UInt8]) -> Int {
    isNumber(folded) ? numberClass : latinClass
  }

  /// Whether a folded run is a number: decimal digits of any script, `.` and `-`.
  static func isNumber(_ folded: [UInt8]) -> Bool {
    String(decoding: folded, as: UTF8.self).unicodeScalars.allSatisfy {
      $0 == "." || $0 == "-" || $0.properties.numericType != nil
    }
  }
}
