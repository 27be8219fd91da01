import Testing
import WordMineBase
import WordMineNumerics

@testable import WordMineModels

@Suite struct LanguageModelTests {
  private static let lines = [
    "春茶的叶子厚", "秋茶的叶子薄", "师傅去茶园看叶子", "春茶要早采", "秋茶可以晚采", "茶园里的雾多",
  ]

  private static func texts(_ lines: [String] = lines) -> CharacterTexts {
    var texts = CharacterTexts()
    for line in lines { texts.append(Array(line.utf8)[...]) }
    return texts
  }

  private static func configuration(
    _ attention: AttentionKind = .multiHead
  ) -> LanguageModelTraining.Configuration {
    var configuration = LanguageModelTraining.Configuration()
    configuration.shape.attention = attention
    (configuration.shape.width, configuration.shape.heads) = (16, 4)
    (configuration.shape.feedForward, configuration.shape.context) = (16, 6)
    (configuration.minimumCount, configuration.batch, configuration.epochs) = (1, 2, 3)
    return configuration
  }

  static let attentions: [AttentionKind] = [.multiHead, .multiQuery, .grouped(2), .latent]

  private static func trained(_ kind: AttentionKind = .multiHead) throws -> CharacterLanguageModel {
    var training = try LanguageModelTraining(configuration(kind), texts())
    while !training.isFinished { try training.advance() }
    return training.model
  }

  @Test func charactersAreScalarsAndInvalidBytesAreReplaced() {
    var texts = CharacterTexts()
    texts.append([0xE8, 0x8C, 0xB6, 0xFF, 0x61])
    texts.append([])
    var other = CharacterTexts()
    other.append(Array("水".utf8)[...])
    texts.append(other)
    #expect(texts.characters == [0x8336, 0xFFFD, 0x61, 0x6C34])
    #expect(texts.starts == [0, 3, 3, 4])
  }

  @Test func theVocabularyIsOrderedAndLeavesOutRareCharacters() {
    let vocabulary = CharacterVocabulary(Self.texts(["茶茶水水火"]), minimumCount: 2)
    // 水 is U+6C34, 茶 is U+8336.
    #expect(vocabulary.characters == [0x6C34, 0x8336])
    #expect(vocabulary.id(of: 0x706B) == CharacterVocabulary.unknown)
    #expect(vocabulary.character(of: 3) == "茶" && vocabulary.character(of: 1) == nil)
  }

  @Test(arguments: ["mha", "mqa", "gqa:2", "mla"])
  func kindsOfAttentionHaveNames(name: String) throws {
    #expect(try #require(AttentionKind(name: name)).name == name)
    #expect(AttentionKind(name: name + "x") == nil && AttentionKind(name: "gqa:0") == nil)
  }

  @Test func theSequencesOfAnEpochHoldEveryCharacterOnce() {
    let texts = Self.texts()
    let vocabulary = CharacterVocabulary(texts, minimumCount: 1)
    for length in 2...9 {
      let stream = CharacterStream(texts, vocabulary, length: length, seed: 1)
      let sequences = stream.sequences(epoch: 2)
      #expect(sequences.allSatisfy { $0.count == length + 1 })
      for (a, b) in zip(sequences, sequences.dropFirst()) { #expect(a.last == b.first) }
      let targets = sequences.flatMap { $0.dropFirst() }.prefix(stream.count)
      let documents = (0..<texts.count).flatMap { texts[$0].map(vocabulary.id(of:)) + [0] }
      #expect(targets.sorted() == documents.sorted())
      #expect(sequences != stream.sequences(epoch: 3))
    }
  }

  @Test(arguments: attentions)
  func learnsWhatItSees(kind: AttentionKind) throws {
    var configuration = Self.configuration(kind)
    (configuration.epochs, configuration.dropout) = (40, 0)
    configuration.learningRate = 4e-3
    var training = try LanguageModelTraining(configuration, Self.texts())
    func bits() throws -> Double {
      let meter = training.model.meter
      let costs = try (0..<Self.lines.count).flatMap { try meter.costs(Self.texts()[$0]) }
      return costs.reduce(0) { $0 + $1.bits } / Double(costs.count)
    }
    let before = try bits()
    while !training.isFinished { try training.advance() }
    #expect(try bits() < before / 2, "\(before) bits before")
  }

  @Test(arguments: TrainingRule.allCases, [1, 3])
  func aResumedTrainingGivesTheSameBits(rule: TrainingRule, accumulation: Int) throws {
    var configuration = Self.configuration()
    (configuration.rule, configuration.accumulation) = (rule, accumulation)
    let texts = Self.texts()
    var whole = try LanguageModelTraining(configuration, texts)
    var first = whole
    while !whole.isFinished { try whole.advance() }
    // Four micro-batches are one more than a window.
    for _ in 0..<4 { try first.advance() }
    let file = try TensorArchive(bytes: first.checkpoint.bytes)
    var second = try LanguageModelTraining(configuration, texts)
    try second.resume(from: file)
    while !second.isFinished { try second.advance() }
    #expect(second.model.decoder.parameters == whole.model.decoder.parameters)
  }

  @Test func aCheckpointIsForItsOptionsAndTextAlone() throws {
    var training = try LanguageModelTraining(Self.configuration(), Self.texts())
    try training.advance()
    let file = training.checkpoint
    var other = try LanguageModelTraining(Self.configuration(.latent), Self.texts())
    #expect(throws: LanguageModelTraining.Mismatch.configuration) { try other.resume(from: file) }
    var shorter = try LanguageModelTraining(Self.configuration(), Self.texts(["茶", "水"]))
    #expect(throws: LanguageModelTraining.Mismatch.text) { try shorter.resume(from: file) }
    #expect(throws: TensorArchive.Failure.self) { try other.resume(from: training.model.archive) }
  }

  @Test(arguments: attentions)
  func aModelIsReadAsItWasWritten(kind: AttentionKind) throws {
    let model = try Self.trained(kind)
    let read = try CharacterLanguageModel(try TensorArchive(bytes: model.archive.bytes))
    #expect(read.shape == model.shape && read.vocabulary == model.vocabulary)
    #expect(read.decoder.parameters == model.decoder.parameters)
    var damaged = model.archive
    damaged.metadata["shape"] = damaged.metadata["shape"]?.replacing(
      "\"width\":16", with: "\"width\":18")
    #expect(throws: TensorArchive.Failure.self) { try CharacterLanguageModel(damaged) }
    // A small file that asks for a large model.
    damaged.metadata["shape"] = model.archive.metadata["shape"]?.replacing(
      "\"layers\":2", with: "\"layers\":64")
    #expect(throws: TensorArchive.Failure.self) { try CharacterLanguageModel(damaged) }
    damaged = model.archive
    damaged.metadata["characters"]? += "茶"
    #expect(throws: TensorArchive.Failure.self) { try CharacterLanguageModel(damaged) }
  }

  @Test func probabilitiesOfWhatMayComeAddUpToOne() throws {
    let model = try Self.trained()
    let start = Array("春茶".unicodeScalars.map(\.value))
    let every = model.vocabulary.characters + [0x10FFFF]
    var total = 0.0
    for next in every {
      let bits = try model.meter.costs((start + [next])[...])[2].bits
      total += Double.pow(2, -bits)
    }
    total += try Double.pow(2, -model.meter.costs(start[...])[2].bits)
    #expect(abs(total - 1) < 1e-5)
  }

  @Test func theEntropyIsTheMeanOfWhatMayCome() throws {
    let model = try Self.trained()
    let costs = try model.vocabulary.characters.map { try model.meter.costs([$0])[0] }
    let ends = try [model.meter.costs([])[0], model.meter.costs([0x10FFFF])[0]]
    let mean = (costs + ends).reduce(0) { $0 + $1.bits * Double.pow(2, -$1.bits) }
    #expect(abs(mean - costs[0].entropy) < 1e-4)
  }

  /// A window is the whole of what a prediction sees: the naive way reads each one by itself.
  @Test func longDocumentsAreReadInOverlappingWindows() throws {
    let model = try Self.trained()
    let document = Array("春茶的叶子厚秋茶的叶子薄师傅去".unicodeScalars.map(\.value))
    let costs = try model.meter.costs(document[...])
    #expect(costs.count == document.count + 1)
    let tokens = [0] + document.map(model.vocabulary.id(of:))
    let targets = Array(tokens.dropFirst()) + [0]
    for (place, cost) in costs.enumerated() {
      // Windows of 6 begin every 3 tokens; all but the first count their second half.
      let start = place < 6 ? 0 : (place / 3 - 1) * 3
      var state = model.decoder.start()
      let logits = try model.decoder.step(
        Array(tokens[start...place]), &state, weights: ParameterTable(model.decoder.parameters))
      let row = Matrix<Float>(row: Array(logits.row(logits.rows - 1))).softmaxOfRows()
      #expect(
        abs(-Double.log(Double(row[0, targets[place]])) / 0.693_147_18 - cost.bits) < 1e-4)
    }
  }

  @Test func whatIsDrawnDependsOnTheSeedAlone() throws {
    let model = try Self.trained()
    var sampling = CharacterLanguageModel.Meter.Sampling()
    sampling.length = 30
    func draw(_ seed: UInt64) throws -> [UInt32] {
      var generator = SeededGenerator(seed: seed)
      return try model.meter.generate(after: [0x8336], sampling, &generator)
    }
    #expect(try draw(1) == draw(1))
    #expect(try (1...20).contains { try draw($0) != draw(1) })
    sampling.temperature = 0
    #expect(try draw(1) == draw(2))
    sampling.length = 0
    #expect(try draw(1).isEmpty)
  }

  @Test(arguments: attentions)
  func cachesAreAsLargeAsTheFormulaSays(kind: AttentionKind) throws {
    var shape = LanguageModelShape()
    (shape.attention, shape.layers, shape.width, shape.heads) = (kind, 3, 64, 4)
    let rows = try CacheReport.rows(shape)
    #expect(rows.map(\.attention.name).sorted() == ["gqa:2", "mha", "mla", "mqa"])
    #expect(rows[0].attention == kind)
    for row in rows { #expect(row.measuredBytes == row.bytes) }
    let numbers = Dictionary(uniqueKeysWithValues: rows.map { ($0.attention.name, $0.numbers) })
    // Three layers; heads of width 16; a latent vector of 32 and 8 rotated numbers.
    #expect(numbers == ["mha": 3 * 128, "gqa:2": 3 * 64, "mqa": 3 * 32, "mla": 3 * 40])
  }

  @Test func shapesThatFitNothingAreRefused() throws {
    var shape = LanguageModelShape()
    try shape.validate()
    func flaw() -> String? {
      #expect(throws: InvalidValue.self) { try shape.validate() }?.description
    }
    shape.heads = 3
    #expect(flaw() == "width 128 is not a multiple of 4 × 3 heads")
    (shape.heads, shape.attention) = (4, .grouped(3))
    #expect(flaw() == "4 heads cannot share 3 groups evenly")
    (shape.attention, shape.context) = (.multiHead, 1)
    #expect(flaw() == "context is 1; it can be 2 to 65536")
  }

  /// Updates by 10³⁸ overflow: the training ends, and its last checkpoint serves.
  @Test(arguments: TrainingRule.allCases)
  func aTrainingThatDivergesSaysSo(rule: TrainingRule) throws {
    var configuration = Self.configuration()
    (configuration.rule, configuration.learningRate) = (rule, 1e300)
    var training = try LanguageModelTraining(configuration, Self.texts())
    let checkpoint = training.checkpoint
    let error = #expect(throws: TrainingDiverged.self) { try training.train() }
    #expect(error?.learningRate == 1e300)
    #expect(error?.description.contains("try a smaller learning rate than 1e+300") == true)
    var resumed = try LanguageModelTraining(configuration, Self.texts())
    try resumed.resume(from: TensorArchive(bytes: checkpoint.bytes))
    let begun = try LanguageModelTraining(configuration, Self.texts())
    #expect(resumed.model.archive == begun.model.archive)
  }

  @Test func weightsThatAreTooLargeAreRefused() throws {
    var model = try Self.trained()
    // The product of two layers overflows; elsewhere norms bring large numbers back.
    for index in model.decoder.parameters.indices {
      let name = model.decoder.parameters[index].name
      guard name.hasSuffix("Wg") || name.hasSuffix("Wu") || name.hasSuffix("Wd") else { continue }
      model.decoder.parameters[index].value = model.decoder.parameters[index].value.map { _ in 3e38
      }
    }
    let meter = try CharacterLanguageModel(TensorArchive(bytes: model.archive.bytes)).meter
    #expect(throws: InvalidValue.self) { try meter.costs([0x8336]) }
    var generator = SeededGenerator(seed: 1)
    #expect(throws: InvalidValue.self) { try meter.generate(after: [0x8336], .init(), &generator) }
  }
}
