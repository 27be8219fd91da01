import WordMineBase
import WordMineModels
import WordMineNumerics
import WordMineText

/// What must hold for saved models and for vectors.
extension Invariants {
  /// An archive either is an error, or is written and read as it was; and so is each model in it, which
  /// can also be used. Where the first byte is odd, the length of the header and the checksum are set
  /// right before, for little damage gets behind them.
  static func archive(_ bytes: [UInt8]) {
    guard let choice = bytes.first else { return }
    let file = choice & 1 == 1 ? mended(bytes.dropFirst()) : Array(bytes.dropFirst())
    guard let archive = try? TensorArchive(bytes: file) else { return }
    check(archive, { $0 }, as: { $0 })
    if let model = check(archive, \.archive, as: TextClassifier.init) { use(model) }
    if let model = check(archive, \.archive, as: TopicModel.init) { use(model) }
    if let model = check(archive, \.archive, as: CharacterLanguageModel.init) { use(model) }
    if let model = check(archive, \.archive, as: SentenceIndex.init) { use(model) }
    var resumed = training
    if (try? resumed.resume(from: archive)) != nil {
      check(archive, \.checkpoint) { archive in
        var again = training
        try again.resume(from: archive)
        return again
      }
      // It may diverge.
      if !resumed.isFinished { _ = try? resumed.advance() }
    }
  }

  /// The same file with the length of its header and its checksum as they must be.
  static func mended(_ file: ArraySlice<UInt8>) -> [UInt8] {
    // In a text of the header the quotation marks would not stand like this.
    let end = Array(#""version":1}"#.utf8)
    var file = Array(file)
    guard file.count >= 16 else { return file }
    if let last = (12...max(12, file.count - 4 - end.count)).first(where: {
      file[$0...].starts(with: end)
    }) {
      let length = UInt32(last + end.count - 12)
      file.replaceSubrange(8..<12, with: LittleEndian.bytes(length))
    }
    var checksum = Checksum()
    checksum.update(file.dropLast(4))
    return file.dropLast(4) + LittleEndian.bytes(checksum.value)
  }

  /// The model of an archive, if it is one: its matrices are those of the archive, and the model that
  /// is written is read again the same.
  @discardableResult private static func check<Model>(
    _ archive: TensorArchive, _ written: (Model) -> TensorArchive,
    as make: (TensorArchive) throws -> Model
  ) -> Model? {
    guard let model = try? make(archive) else { return nil }
    let there = written(model)
    var here = archive
    here.metadata = there.metadata
    here.tensors = archive.tensors.filter { there.tensors[$0.key] != nil }
    precondition(here.bytes == there.bytes, "a model of kind \(archive.kind) has other matrices")
    do {
      let again = written(try make(try TensorArchive(bytes: there.bytes)))
      precondition(again.bytes == there.bytes, "a model of kind \(archive.kind) is read otherwise")
    } catch {
      preconditionFailure("a model of kind \(archive.kind) is written as none: \(error)")
    }
    return model
  }

  private static func use(_ model: TextClassifier) {
    var documents = DocumentBlock()
    for text in ["茶汤 好 good", model.vocabulary.count > 0 ? model.vocabulary.text(of: 0) : ""] {
      documents.append(Array(text.utf8)[...], features: model.features)
    }
    // Weights that are too large are refused.
    for prediction in (try? model.predict(documents)) ?? [] {
      precondition(prediction.probabilities.count == model.labels.count, "a label is missing")
      precondition(prediction.label < model.labels.count, "there is no such label")
    }
    _ = try! model.reasons(for: 1, count: 3)
  }

  private static func use(_ model: TopicModel) {
    let names = model.words.prefix(3) + ["茶汤"]
    let bags = try! BagsOfWords(
      [names.indices.map { UInt32($0) }, []], names: Array(names), words: model.words)
    if let documents = try? model.documents(bags) {
      precondition(documents.shares.shape == (2, model.topics), "a topic is missing")
    }
    precondition(try! model.words(of: 1, count: 2).count == min(2, model.words.count), "no words")
  }

  private static func use(_ model: CharacterLanguageModel) {
    let meter = model.meter
    let text = model.vocabulary.characters.prefix(3) + [0x8336]
    guard let costs = try? meter.costs(text[...]) else { return }
    precondition(costs.count == text.count + 1, "a character is missing")
    var sampling = CharacterLanguageModel.Meter.Sampling()
    sampling.length = 2
    var generator = SeededGenerator(seed: 0)
    guard let more = try? meter.generate(after: Array(text), sampling, &generator) else { return }
    precondition(more.count <= 2, "too many characters")
  }

  private static func use(_ index: SentenceIndex) {
    let words = index.words.vocabulary.words.prefix(2) + ["茶汤"]
    let queries = EncodedDocuments([Array(words), []], vocabulary: index.words.vocabulary)
    for matches in (try? index.query(queries, count: 2)) ?? [] {
      precondition(matches.allSatisfy { $0.row < index.texts.count }, "there is no such text")
    }
  }

  /// A training that has only begun, of the least model.
  private static let training: LanguageModelTraining = {
    var configuration = LanguageModelTraining.Configuration()
    configuration.shape.layers = 1
    (configuration.shape.width, configuration.shape.heads) = (4, 1)
    (configuration.shape.feedForward, configuration.shape.context) = (2, 2)
    (configuration.minimumCount, configuration.batch, configuration.accumulation) = (1, 1, 2)
    configuration.rule = .lion
    var texts = CharacterTexts()
    texts.append(Array("茶汤茶".utf8)[...])
    return try! LanguageModelTraining(configuration, texts)
  }()

  /// A small archive of each kind, behind the byte that asks for mending.
  static let archives: [[UInt8]] = {
    let texts = EncodedDocuments([["茶", "汤"], ["茶"]], minimumCount: 1)
    let words = try! WordVectors(
      vocabulary: texts.vocabulary, vectors: Matrix(rows: [[1, 0.5], [-1, 0]]))
    var started = training
    _ = try! started.advance()
    let archives = [
      classifier(bottleneck: nil).archive, classifier(bottleneck: 0.01).archive, topics.archive,
      training.model.archive, started.checkpoint,
      try! SentenceIndex(words, texts, texts: ["茶 汤", "茶"]).archive,
    ]
    return archives.map { [1] + $0.bytes }
  }()

  private static func classifier(bottleneck: Double?) -> TextClassifier {
    var documents = DocumentBlock()
    for (text, label) in [("茶汤", "好"), ("茶", "a")] {
      documents.append(
        Array(text.utf8)[...], label: label, features: .characters(longest: 2))
    }
    var configuration = ClassifierTraining.Configuration()
    (configuration.minimumDocuments, configuration.epochs) = (1, 1)
    configuration.bottleneck = bottleneck
    return try! ClassifierTraining(configuration).train(documents)
  }

  private static var topics: TopicModel {
    var configuration = TopicTraining.Configuration()
    (configuration.topics, configuration.hidden, configuration.epochs) = (2, 2, 1)
    var selection = BagsOfWords.Selection()
    (selection.minimumDocuments, selection.largestShare, selection.minimumLength) = (1, 1, 1)
    return try! TopicTraining(configuration).train(
      BagsOfWords([[0, 1], [1, 2]], names: ["茶", "汤", "水"], selection))
  }

  /// A file of vectors either is an error, or is written and read as it was, and can be searched.
  static func vectors(_ bytes: [UInt8]) {
    guard let choice = bytes.first else { return }
    if choice & 1 == 1 { word2Vec(bytes.dropFirst()) } else { numpy(bytes.dropFirst()) }
  }

  private static func word2Vec(_ bytes: ArraySlice<UInt8>) {
    guard let words = try? Word2VecFormat.read(source(bytes)) else { return }
    if let word = words.vocabulary.words.first {
      precondition(words.similar(to: word, count: 2) != nil, "a word is missing")
    }
    let texts = EncodedDocuments([["茶汤"], []], vocabulary: words.vocabulary)
    _ = try? SentenceVectors(words).vectors(texts)
    let sink = ByteSink.memory()
    guard (try? Word2VecFormat.write(words, to: sink, name: "fuzz")) != nil else { return }
    do {
      let again = try Word2VecFormat.read(source(sink.bytes[...]))
      precondition(again == words, "vectors change")
    } catch {
      preconditionFailure("vectors are written as none: \(error)")
    }
  }

  private static func numpy(_ bytes: ArraySlice<UInt8>) {
    guard let matrix = try? NumpyFormat.read(source(bytes)) else { return }
    if matrix.rows > 0 { _ = try! NearestNeighbours(matrix).query(matrix.rows(0..<1), count: 2) }
    do {
      let written = NumpyFormat.bytes(matrix)
      let again = try NumpyFormat.read(source(written[...]))
      precondition(again.shape == matrix.shape, "a matrix has another shape")
      precondition(
        again.elements.map(\.bitPattern) == matrix.elements.map(\.bitPattern), "numbers change")
    } catch {
      preconditionFailure("a matrix is written as none: \(error)")
    }
  }
}
