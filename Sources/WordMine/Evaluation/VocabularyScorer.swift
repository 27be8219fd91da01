import WordMineBase
import WordMineText

/// Compares the words of a ranked list, one by one, with a gold standard.
struct VocabularyScorer {
  private let configuration: VocabularyScore.Configuration
  private var gold: SegmentedVocabulary
  /// The vocabularies of other standards.
  private var others: [SegmentedVocabulary] = []
  private var listed = StringTable()
  private(set) var score: VocabularyScore

  /// - Throws: `InputError` if a gold standard cannot be read; `Interrupted`.
  init(
    gold source: consuming ByteSource, others: [String],
    _ configuration: VocabularyScore.Configuration,
    workers: Workers
  ) throws {
    self.configuration = configuration
    score = VocabularyScore(configuration, hasOthers: !others.isEmpty)
    gold = try SegmentedVocabulary(source, workers: workers)
    for path in others {
      self.others.append(try SegmentedVocabulary(ByteSource(path: path), workers: workers))
    }
    score.words.gold = gold.count {
      $1 >= configuration.minimumFrequency
        && isWanted(String(decoding: $0, as: UTF8.self).unicodeScalars)
    }
  }

  /// Takes the next word of the list, unless it came before or is of no interest.
  mutating func add(_ word: some Collection<Unicode.Scalar>) {
    guard isWanted(word), !isFull else { return }
    let bytes = Self.bytes(word)
    let number = listed.insert(bytes.span)
    guard number == score.words.found else { return }
    let frequency = gold.frequency(of: bytes.span)
    let isRight = frequency >= configuration.minimumFrequency
    score.count(
      isRight: isRight, isKnown: frequency > 0,
      isAccepted: isRight
        || others.contains { $0.frequency(of: bytes.span) >= configuration.minimumFrequency })
    if configuration.depths.contains(score.words.found) { score.addPrecision() }
  }

  /// Whether the list has reached the cut.
  var isFull: Bool { score.words.found >= configuration.cut }

  private func isWanted(_ word: some Collection<Unicode.Scalar>) -> Bool {
    word.count >= max(1, configuration.minimumLength)
      && (!configuration.hanOnly || word.allSatisfy(Self.isHan))
  }

  private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3007, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...: true
    default: false
    }
  }

  private static func bytes(_ word: some Collection<Unicode.Scalar>) -> [UInt8] {
    word.flatMap { Array(String($0).utf8) }
  }
}

/// The words of a segmented text, and how often each occurs.
private struct SegmentedVocabulary {
  private var words = StringTable()
  private var frequencies: [Int] = []

  /// - Throws: `InputError` if the text cannot be read; `Interrupted`.
  init(_ source: consuming ByteSource, workers: Workers) throws {
    var lines = LineReader(try source.decoded())
    var check = InterruptCheck(workers, every: 1 << 10)
    while let line = try lines.next() {
      try check.step()
      let line = SegmentedLine(line)
      for word in line.words { add(line.text(of: word)) }
    }
  }

  private mutating func add(_ word: String) {
    let number = words.insert(word)
    if number == frequencies.count { frequencies.append(0) }
    frequencies[number] += 1
  }

  func frequency(of word: Span<UInt8>) -> Int { words.id(of: word).map { frequencies[$0] } ?? 0 }

  /// How many words meet a condition on their bytes and frequency.
  func count(_ condition: (ArraySlice<UInt8>, Int) -> Bool) -> Int {
    frequencies.indices.count { condition(words[$0], frequencies[$0]) }
  }
}
