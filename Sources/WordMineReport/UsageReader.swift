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
  /// The words of the whole text.
  private let total: Int
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
  /// The words so far, without punctuation.
  private(set) var words = 0
  private var place = (source: -1, lines: 0)
  private var categoryNumbers: [String: Int] = [:]

  /// - Parameters:
  ///   - words: Those that are counted.
  ///   - detailed: How many of them get lines and neighbours.
  ///   - names: Those of the inputs.
  ///   - total: The words of the whole text, without punctuation.
  ///   - pairs: How many different neighbours are kept.
  init(
    _ words: [ReportedWord], detailed: Int, linesPerWord: Int, names: [String], total: Int,
    pairs: Int
  ) {
    self.detailed = min(detailed, words.count)
    (self.linesPerWord, self.names, self.total) = (linesPerWord, names, max(1, total))
    strides = words.prefix(detailed).map { max(1, $0.count / max(1, linesPerWord)) }
    dispersion = Array(repeating: Array(repeating: 0, count: Self.stretches), count: words.count)
    lines = Array(repeating: [], count: self.detailed)
    neighbours = NeighbourTable(words: self.detailed, limit: pairs)
    passed = Array(repeating: 0, count: self.detailed)
  }

  /// Adds the next block.
  ///
  /// - Throws: `InvalidValue` for too many categories.
  mutating func add(_ part: UsageBlock) throws(InvalidValue) {
    let block = part.words
    if block.source != place.source { place = (block.source, 0) }
    let (ids, passed) = count(block)
    for use in part.uses {
      let place = passed[use.words.lowerBound] * Self.stretches / total
      dispersion[use.word][min(Self.stretches - 1, place)] += 1
      if use.word < detailed { addDetails(use, block, ids) }
    }
    if !part.labels.isEmpty { try addCategories(part) }
    for sentence in block.sentences where 6...16 ~= sentence.words.count {
      sentences.add { sentence.words.map(block.word) }
    }
    place.lines += block.lines
  }

  /// Counts the words of a block, without punctuation.
  ///
  /// - Returns: Their ids by their numbers in the block, and how many words of the text are before each.
  private mutating func count(_ block: WordBlock) -> (ids: [UInt32], passed: [Int]) {
    let ids = (0..<block.forms.count).map { number in
      UInt32(vocabulary.insert(block.forms[number].span, hash: block.forms.hash(of: number)))
    }
    counts += Array(repeating: 0, count: vocabulary.count - counts.count)
    var passed: [Int] = []
    for (place, number) in block.numbers.enumerated() {
      passed.append(words)
      if block.isPunctuation(place) { continue }
      let id = Int(ids[Int(number)])
      growth.add(isNew: counts[id] == 0)
      counts[id] += 1
      words += 1
    }
    return (ids, passed)
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
      categories[ofLine[sentence.line]].size += sentence.words.count {
        !part.words.isPunctuation($0)
      }
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
        "the column of categories has more than \(Self.mostCategories) different values; name one with few"
      )
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
  /// In the order of the text.
  private(set) var uses: [Use] = []

  init(_ block: TextBlock, _ words: WordBlock, _ finder: UsageFinder) {
    (self.words, labels) = (words, block.labels)
    let folded = finder.fold(words)
    for (number, sentence) in words.sentences.enumerated() {
      for start in sentence.words {
        finder.visit(words, folded, start, before: sentence.words.upperBound) { word, end in
          uses.append(Use(word: word, words: start..<end, sentence: number))
        }
      }
    }
  }
}

extension WordBlock {
  /// The text of the line on both sides of some words, at most `width` characters each.
  ///
  /// - Complexity: O(width).
  func context(of words: Range<Int>, width: Int) -> (before: String, after: String) {
    let start = extents[words.lowerBound].lowerBound
    let end = extents[words.upperBound - 1].upperBound
    // A character has at most four bytes.
    let before = text[max(0, start - 4 * width)..<start]
    let after = text[end..<min(text.count, end + 4 * width)]
    let ofLine = (
      before[(before.lastIndex(of: 0x0A).map { $0 + 1 } ?? before.startIndex)...],
      after[..<(after.firstIndex(of: 0x0A) ?? after.endIndex)]
    )
    return (
      String(
        String.UnicodeScalarView(
          String(decoding: ofLine.0, as: UTF8.self).unicodeScalars.suffix(width))),
      String(
        String.UnicodeScalarView(
          String(decoding: ofLine.1, as: UTF8.self).unicodeScalars.prefix(width)))
    )
  }
}
