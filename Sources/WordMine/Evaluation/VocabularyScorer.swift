import WordMineBase
import WordMineText

/// Compares the words of a ranked list, one by one, with a gold standard.
struct VocabularyScorer {
  private let configuration: VocabularyScore.Configuration
  private var gold = StringTable()
  /// How often each word of the gold standard occurs in it.
  private var frequencies: [Int] = []
  private var listed = StringTable()
  private(set) var score: VocabularyScore

  /// - Throws: `InputError` if the gold standard cannot be read; `Interrupted`.
  init(
    gold source: consuming ByteSource, _ configuration: VocabularyScore.Configuration,
    workers: Workers
  ) throws {
    self.configuration = configuration
    score = VocabularyScore(configuration)
    var lines = LineReader(source)
    var check = InterruptCheck(workers, every: 1 << 10)
    while let line = try lines.next() {
      try check.step()
      addGold(SegmentedLine(line))
    }
    score.words.gold = frequencies.count { $0 >= configuration.minimumFrequency }
  }

  private mutating func addGold(_ line: SegmentedLine) {
    for range in line.words {
      let word = line.characters[range]
      guard isWanted(word) else { continue }
      let bytes = Self.bytes(word)
      let number = gold.insert(bytes.span)
      if number == frequencies.count { frequencies.append(0) }
      frequencies[number] += 1
    }
  }

  /// Takes the next word of the list, unless it came before or is of no interest.
  mutating func add(_ word: some Collection<Unicode.Scalar>) {
    guard isWanted(word), !isFull else { return }
    let bytes = Self.bytes(word)
    let number = listed.insert(bytes.span)
    guard number == score.words.found else { return }
    let frequency = gold.id(of: bytes.span).map { frequencies[$0] }
    score.count(
      isRight: frequency ?? 0 >= configuration.minimumFrequency, isKnown: frequency != nil)
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
