import WordMine
import WordMineBase
import WordMineText

/// Gathers where the words of a report occur, when the corpus is read once more: in which stretches of the text and
/// which categories; of the best words also some lines, and the words beside them.
struct UsageReader {
  /// The equal stretches of the text that uses are counted in.
  static let stretches = 20
  /// How far neighbours are, in words, within a clause.
  static let window = 3
  /// The characters of a line on each side of a word.
  private static let width = 30
  /// Texts of more categories are rather numbered than categorized.
  static let mostCategories = 60

  /// How many words, from the first, get lines and neighbours.
  private let detailed: Int
  private let linesPerWord: Int
  private let names: [String]
  private let characters: Int
  /// How many uses are passed over for each line of a word that is kept, so that the lines come from all of the text.
  private let strides: [Int]

  private(set) var dispersion: [[Int]]
  /// The uses of each word in each category.
  private(set) var categories: [(name: String, size: Int, uses: [Int])] = []
  private(set) var lines: [[UsageLine]]
  private(set) var neighbours: NeighbourTable
  private(set) var vocabulary = StringTable()
  private(set) var counts: [Int] = []
  private(set) var growth = VocabularyGrowth()
  private(set) var sentences = SpreadSample<[String]>(limit: 24)

  private var passed: [Int]
  private var charactersRead = 0
  private var place = (source: -1, lines: 0)
  private var categoryNumbers: [String: Int] = [:]

  /// - Parameters:
  ///   - words: Those that are counted.
  ///   - detailed: How many of them get lines and neighbours.
  ///   - names: Those of the inputs.
  ///   - characters: Those of the whole text.
  init(
    _ words: [ReportedWord], detailed: Int, linesPerWord: Int, names: [String], characters: Int
  ) {
    self.detailed = min(detailed, words.count)
    (self.linesPerWord, self.names, self.characters) = (linesPerWord, names, max(1, characters))
    strides = words.prefix(detailed).map { max(1, $0.count / max(1, linesPerWord)) }
    dispersion = Array(repeating: Array(repeating: 0, count: Self.stretches), count: words.count)
    lines = Array(repeating: [], count: self.detailed)
    neighbours = NeighbourTable(words: self.detailed)
    passed = Array(repeating: 0, count: self.detailed)
  }

  /// Adds the next block.
  ///
  /// - Throws: `InvalidValue` for too many categories.
  mutating func add(_ part: UsageBlock) throws(InvalidValue) {
    let block = part.words
    if block.source != place.source { place = (block.source, 0) }
    let numbers = count(block)
    for use in part.uses {
      let share =
        Double(block.extents[use.words.lowerBound].lowerBound) / Double(max(1, block.text.count))
      let passed = charactersRead + Int(share * Double(block.statistics.characters))
      dispersion[use.word][min(Self.stretches - 1, passed * Self.stretches / characters)] += 1
      if use.word < detailed { addDetails(use, block, numbers) }
    }
    if !part.labels.isEmpty { try addCategories(part) }
    for sentence in block.sentences where 6...16 ~= sentence.words.count {
      sentences.add { sentence.words.map(block.word) }
    }
    charactersRead += block.statistics.characters
    place.lines += block.lines
  }

  /// Counts the words of a block.
  ///
  /// - Returns: Their ids by their numbers in the block.
  private mutating func count(_ block: WordBlock) -> [UInt32] {
    let ids = (0..<block.forms.count).map { number in
      UInt32(vocabulary.insert(block.forms[number].span, hash: block.forms.hash(of: number)))
    }
    counts += Array(repeating: 0, count: vocabulary.count - counts.count)
    for number in block.numbers {
      let id = ids[Int(number)]
      counts[Int(id)] += 1
      growth.add(id)
    }
    return ids
  }

  private mutating func addDetails(_ use: UsageBlock.Use, _ block: WordBlock, _ ids: [UInt32]) {
    let sentence = block.sentences[use.sentence]
    if passed[use.word] % strides[use.word] == 0, lines[use.word].count < linesPerWord {
      let (before, after) = block.context(of: use.words, width: Self.width)
      lines[use.word].append(
        UsageLine(
          before: before, after: after, source: names[block.source],
          line: place.lines + sentence.line + 1))
    }
    passed[use.word] += 1
    for distance in 1...Self.window {
      let neighbour = use.words.lowerBound - distance
      guard neighbour >= sentence.words.lowerBound, !block.isPunctuation(neighbour) else { break }
      neighbours.add(use.word, .before, distance, ids[Int(block.numbers[neighbour])])
    }
    for distance in 1...Self.window {
      let neighbour = use.words.upperBound - 1 + distance
      guard neighbour < sentence.words.upperBound, !block.isPunctuation(neighbour) else { break }
      neighbours.add(use.word, .after, distance, ids[Int(block.numbers[neighbour])])
    }
  }

  private mutating func addCategories(_ part: UsageBlock) throws(InvalidValue) {
    var ofLine: [Int] = []
    for label in part.labels { ofLine.append(try category(label)) }
    for sentence in part.words.sentences where sentence.line < ofLine.count {
      categories[ofLine[sentence.line]].size += sentence.words.count
    }
    for use in part.uses {
      let line = part.words.sentences[use.sentence].line
      if line < ofLine.count { categories[ofLine[line]].uses[use.word] += 1 }
    }
  }

  private mutating func category(_ label: String) throws(InvalidValue) -> Int {
    if let known = categoryNumbers[label] { return known }
    guard categories.count < Self.mostCategories else {
      throw InvalidValue(
        "more than \(Self.mostCategories) different categories: the column has something else")
    }
    categoryNumbers[label] = categories.count
    categories.append((label, 0, Array(repeating: 0, count: dispersion.count)))
    return categories.count - 1
  }
}

/// A line that holds a word.
struct UsageLine: Sendable {
  /// What stands on each side of it.
  var before: String
  var after: String
  var source: String
  /// From 1.
  var line: Int
}

/// A block of words with the words of a report that it uses.
struct UsageBlock: Sendable {
  struct Use {
    /// Its place among the words of the report.
    var word: Int
    /// The words of the block that it is made of: several, if it is a phrase.
    var words: Range<Int>
    var sentence: Int
  }

  let words: WordBlock
  /// The label of each line; empty if lines have none.
  let labels: [String]
  private(set) var uses: [Use] = []

  init(_ block: TextBlock, _ words: WordBlock, _ finder: UsageFinder) {
    (self.words, labels) = (words, block.labels)
    for (number, sentence) in words.sentences.enumerated() {
      for start in sentence.words {
        finder.visit(words, start, before: sentence.words.upperBound) { word, end in
          uses.append(Use(word: word, words: start..<end, sentence: number))
        }
      }
    }
  }
}

/// Finds the words of a report in a block: its words, and words that together are a phrase.
struct UsageFinder: Sendable {
  private var table = StringTable()
  /// The first characters of phrases.
  private var beginnings: Set<[UInt8]> = []
  private var longest = 0
  /// The most words of a phrase.
  private static let mostWords = 8

  init(_ words: [ReportedWord]) {
    for word in words {
      _ = table.insert(word.text)
      guard word.found?.kind == .phrase || word.found?.termhood != nil else { continue }
      beginnings.insert(Array(String(word.text.prefix(1)).utf8))
      longest = max(longest, word.text.utf8.count)
    }
  }

  /// Calls `body` with each word that begins with a word of the block, and the end of its words.
  func visit(
    _ block: WordBlock, _ start: Int, before end: Int, _ body: (_ word: Int, _ end: Int) -> Void
  ) {
    let text = block.text.span
    let first = block.extents[start]
    if let word = table.id(of: text.extracting(first)) { body(word, start + 1) }
    guard beginsPhrase(block.text[first]) else { return }
    for last in (start + 1)..<max(start + 1, min(end, start + Self.mostWords)) {
      let extent = first.lowerBound..<block.extents[last].upperBound
      guard block.extents[last - 1].upperBound == block.extents[last].lowerBound,
        extent.count <= longest
      else { return }
      if let word = table.id(of: text.extracting(extent)) { body(word, last + 1) }
    }
  }

  private func beginsPhrase(_ word: ArraySlice<UInt8>) -> Bool {
    let length = word.first.map { $0 < 0x80 ? 1 : $0 < 0xE0 ? 2 : $0 < 0xF0 ? 3 : 4 } ?? 0
    return beginnings.contains(Array(word.prefix(length)))
  }
}

extension WordBlock {
  /// The text of the line on both sides of some words, at most `width` characters each.
  fileprivate func context(of words: Range<Int>, width: Int) -> (before: String, after: String) {
    let (start, end) = (
      extents[words.lowerBound].lowerBound, extents[words.upperBound - 1].upperBound
    )
    let lineStart = text[..<start].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let lineEnd = text[end...].firstIndex(of: 0x0A) ?? text.count
    // A character has at most four bytes.
    let before = String(decoding: text[max(lineStart, start - 4 * width)..<start], as: UTF8.self)
    let after = String(decoding: text[end..<min(lineEnd, end + 4 * width)], as: UTF8.self)
    return (
      String(String.UnicodeScalarView(before.unicodeScalars.suffix(width))),
      String(String.UnicodeScalarView(after.unicodeScalars.prefix(width)))
    )
  }
}
