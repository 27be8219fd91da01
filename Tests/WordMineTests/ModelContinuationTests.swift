import Testing
import WordMineText

@testable import WordMine

@Suite struct ModelContinuationTests {
  private static let texts = [
    RandomText.lines(120, seed: 1).joined(separator: "\n"),
    // Other words of the same characters, and new characters.
    (RandomText.lines(80, seed: 2) + Array(repeating: "子曰学而时习之", count: 9)).joined(
      separator: "\n"),
  ]

  private func model(
    _ text: String, _ method: WordDiscovery.Method = .full
  ) throws -> SegmentationModel {
    try #require(
      try Sample.discover(text) {
        $0.makesModel = true
        $0.method = method
      }.learnedModel)
  }

  private func bytes(_ model: SegmentationModel) throws -> [UInt8] {
    let sink = ByteSink.memory()
    try SegmentationModelFormat.write(model, to: sink)
    return sink.bytes
  }

  /// The counts of a model by text.
  private struct Counts: Equatable {
    var grams: [[String]: Int] = [:]
    var words: [[String]: [Int]] = [:]
    var pairs: [[[String]]: Int] = [:]

    init(_ model: SegmentationModel) {
      func texts(_ key: UInt64) -> [String] {
        let mask = (UInt64(1) << ShortGram.bits) - 1
        return (0...2).reversed().map { Int(key >> ($0 * ShortGram.bits) & mask) }
          .filter { $0 != 0 }.map { model.atoms[$0] }
      }
      for gram in model.singles + model.pairs + model.triples where gram.count > 0 {
        grams[texts(gram.key)] = gram.count
      }
      guard let wordModel = model.wordModel else { return }
      let names = wordModel.words.map { $0.atoms.map { model.atoms[Int($0)] } }
      for (word, name) in zip(wordModel.words, names) {
        words[name] = [word.following, word.followers, word.preceders]
      }
      for pair in wordModel.pairs {
        pairs[[names[Int(pair.before)], names[Int(pair.word)]]] = pair.count
      }
    }
  }

  @Test func atomsBeyondTheKeysJoinTheClassOfRareRuns() throws {
    var full = try model("甲乙丙丁甲乙丙丁")
    let count = full.atoms.count
    for number in count..<1 << ShortGram.bits {
      full.atoms.append("x\(number)")
      full.singles.append(
        .init(key: UInt64(number) << (2 * ShortGram.bits), count: 1, rightBin: 0, leftBin: 0))
    }
    let (sum, ids) = full.continued(by: try model("甲乙戊甲乙戊"))
    #expect(sum.atoms == full.atoms)
    #expect(ids == [0, 1, 2].map { UInt32($0) } + ids.dropFirst(3))
    #expect(Set(ids.dropFirst(3)).isSubset(of: Set(2..<UInt32(count))))
    #expect(ids.contains { Int($0) == AtomAlphabet.latinClass } && ids.contains { $0 > 2 })
  }

  @Test(arguments: [[0, 1], [1, 0], [0, 0]])
  func countsAreSums(order: [Int]) throws {
    let models = try order.map { try model(Self.texts[$0]) }
    let (sum, ids) = models[0].continued(by: models[1])
    #expect(ids.map { sum.atoms[Int($0)] } == models[1].atoms)
    #expect(Array(sum.atoms.prefix(models[0].atoms.count)) == models[0].atoms)
    let counts = models.map(Counts.init)
    let found = Counts(sum)
    #expect(found.grams == counts[0].grams.merging(counts[1].grams, uniquingKeysWith: +))
    #expect(found.pairs == counts[0].pairs.merging(counts[1].pairs, uniquingKeysWith: +))
    #expect(sum.totalCount == models[0].totalCount + models[1].totalCount)
    // Each word that stands before or after another in both models does so in the sum once.
    let shared = counts[0].pairs.keys.filter { counts[1].pairs[$0] != nil }
    var words = counts[0].words.merging(counts[1].words) { zip($0, $1).map(+) }
    for pair in shared {
      words[pair[0]]![1] -= 1
      words[pair[1]]![2] -= 1
    }
    #expect(found.words == words)
  }

  @Test func orderIsThatOfAFile() throws {
    let models = try Self.texts.map { try model($0) }
    for sum in [models[0].continued(by: models[1]).model, models[1].continued(by: models[0]).model]
    {
      let sink = ByteSink.memory()
      try SegmentationModelFormat.write(sum, to: sink)
      let read = try SegmentationModelFormat.read(source(sink.bytes))
      #expect(read.pairs == sum.pairs)
      #expect(read.triples == sum.triples)
      #expect(read.wordModel == sum.wordModel)
    }
  }

  /// Continued by itself, a model has twice its counts and all else as it was.
  @Test func continuedByItselfIsTwiceItself() throws {
    let one = try model(Self.texts[0])
    let (two, ids) = one.continued(by: one)
    #expect(ids == (0..<UInt32(one.atoms.count)).map { $0 })
    #expect(two.atoms == one.atoms)
    for (grams, twice) in [
      (one.singles, two.singles), (one.pairs, two.pairs), (one.triples, two.triples),
    ] {
      let expected = grams.map {
        SegmentationModel.Gram(
          key: $0.key, count: 2 * $0.count, rightBin: $0.rightBin, leftBin: $0.leftBin)
      }
      // The bins of what never occurred mean nothing.
      #expect(twice.filter { $0.count > 0 } == expected.filter { $0.count > 0 })
    }
    #expect(two.boundaries == one.boundaries)
    #expect(two.granularity == one.granularity)
    #expect(
      one.addingWords(to: one).words.map(\.count) == one.words.map { 2 * $0.count }.sorted(by: >))
  }

  @Test func aWordModelMayBeOnOneSideOnly() throws {
    let (full, fast) = try (model(Self.texts[0]), model(Self.texts[1], .fast))
    #expect(full.continued(by: fast).model.wordModel == full.wordModel)
    let (sum, _) = fast.continued(by: full)
    #expect(Counts(sum).pairs == Counts(full).pairs)
    #expect(Counts(sum).words == Counts(full).words)
  }

  /// The corpus that continues a model is segmented by the model that comes of it, and nothing else.
  @Test(arguments: [WordDiscovery.Method.full, .fast])
  func theCorpusIsSegmentedByTheWholeModel(method: WordDiscovery.Method) throws {
    let previous = try model(Self.texts[0], method)
    var configuration = WordDiscovery.Configuration()
    (configuration.makesModel, configuration.method) = (true, method)
    let discovery = try WordDiscovery(configuration).discover(
      inMemory: RandomText.atoms([Self.texts[1]]), after: LoadedPrior(model: previous))
    var tokenizer = Tokenizer()
    tokenizer.recordsExtents = true
    let block = tokenizer.tokenize(Array(Self.texts[1].utf8).span)
    let words = try ModelSegmenter(#require(discovery.learnedModel)).words(block)
    #expect(try discovery.segmentation.cursor().words(of: block) == words)
  }

  /// A frozen model cuts the corpus, and all text afterwards, as it did; new characters are unknown to it.
  @Test(arguments: [WordDiscovery.Method.full, .fast])
  func aFrozenModelOnlyGetsWords(method: WordDiscovery.Method) throws {
    let previous = try model(Self.texts[0], method)
    var configuration = WordDiscovery.Configuration()
    (configuration.freezesModel, configuration.method) = (true, method)
    let discovery = try WordDiscovery(configuration).discover(
      inMemory: RandomText.atoms([Self.texts[1]]), after: LoadedPrior(model: previous))
    var tokenizer = Tokenizer()
    tokenizer.recordsExtents = true
    let block = tokenizer.tokenize(Array(Self.texts[1].utf8).span)
    let words = ModelSegmenter(previous).words(block)
    #expect(try discovery.segmentation.cursor().words(of: block) == words)
    var learned = try #require(discovery.learnedModel)
    #expect(learned.words.reduce(0) { $0 + $1.count } > previous.words.reduce(0) { $0 + $1.count })
    learned.words = previous.words
    #expect(try bytes(learned) == bytes(previous))
  }
}
