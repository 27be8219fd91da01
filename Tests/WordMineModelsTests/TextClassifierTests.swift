import Testing
import WordMineBase
import WordMineNumerics

@testable import WordMineModels

@Suite struct TextClassifierTests {
  private let texts = [
    "这本书很好看", "书的内容不错", "买了两本书", "书看完了", "苹果很甜", "苹果不新鲜", "买了一箱苹果", "这苹果好吃",
  ]
  private let labels = ["书", "书", "书", "书", "果", "果", "果", "果"]

  private func documents(
    _ texts: [String], _ labels: [String] = [], _ kind: TextFeatures = .characters(longest: 2)
  ) -> DocumentBlock {
    var block = DocumentBlock()
    for (index, text) in texts.enumerated() {
      block.append(
        Array(text.utf8)[...], label: labels.isEmpty ? "" : labels[index], features: kind)
    }
    return block
  }

  private func train(
    threads: Int = 1, _ change: (inout ClassifierTraining.Configuration) -> Void = { _ in }
  ) throws -> TextClassifier {
    var configuration = ClassifierTraining.Configuration()
    change(&configuration)
    return try ClassifierTraining(configuration).train(
      documents(texts, labels, configuration.features), workers: Workers(threads: threads))
  }

  @Test func theFileOfInvalidTextIsRead() throws {
    var block = DocumentBlock()
    for (label, byte) in [("a", 0xFE), ("b", 0xFF)] as [(String, UInt8)] {
      block.append([byte, 0x20, 0x61], label: label, features: .words)
      block.append(words: [[byte], [0x62]], label: label)
    }
    var configuration = ClassifierTraining.Configuration()
    (configuration.features, configuration.minimumDocuments) = (.words, 1)
    let classifier = try ClassifierTraining(configuration).train(block)
    let read = try TextClassifier(TensorArchive(bytes: classifier.archive.bytes))
    #expect(read.archive == classifier.archive)
    #expect(read.vocabulary.count == 3)
  }

  @Test func learnsLabels() throws {
    let classifier = try train()
    #expect(classifier.labels == ["书", "果"])
    let found = try classifier.predict(documents(["一本好书", "苹果", "？"]))
    #expect(found.map(\.label) == [0, 1, 0])
    #expect(found.map(\.knownFeatures)[2] == 0)
    #expect(found[..<2].allSatisfy { $0.probabilities.max()! > 0.5 })
    #expect(found.allSatisfy { abs($0.probabilities.reduce(0, +) - 1) < 1e-12 })
  }

  /// Steepest descent over dense arrays, from the definition: Σ losses / n + |w₁ − w₀|² / 2Cn.
  @Test(arguments: [0.5, 1, 4])
  func findsWhatNaiveDescentFinds(inversePenalty: Double) throws {
    let classifier = try train {
      ($0.inversePenalty, $0.tolerance) = (inversePenalty, 1e-9)
    }
    let rows = classifier.vocabulary.matrix(documents(texts)).dense
    let n = Double(texts.count)
    // Of two labels: one weight, with the sign of the label; the other has its negative.
    var (w, b) = ([Double](repeating: 0, count: rows.columns), 0.0)
    for _ in 0..<20_000 {
      var slope = w.map { 2 * $0 / (inversePenalty * n) }
      var slopeOfIntercept = 0.0
      for (row, label) in labels.enumerated() {
        let score = zip(w, rows.row(row)).reduce(b) { $0 + $1.0 * $1.1 }
        let error = (1 / (1 + Double.exp(-2 * score)) - (label == "果" ? 1 : 0)) / n
        for column in w.indices { slope[column] += error * rows[row, column] }
        slopeOfIntercept += error
      }
      for column in w.indices { w[column] -= 0.1 * slope[column] }
      b -= 0.1 * slopeOfIntercept
    }
    for column in w.indices {
      #expect(abs(classifier.model.weights[column, 1] - w[column]) < 1e-6)
      #expect(abs(classifier.model.weights[column, 0] + w[column]) < 1e-6)
    }
    #expect(try abs(classifier.intercept(of: 1) - Information.bits(b)) < 1e-6)
  }

  @Test func sayWhyInBitsThatAddUpToTheOdds() throws {
    let classifier = try train()
    let document = documents(["苹果书"])
    let bits = try classifier.reasons(for: 1, in: document).reduce(0) { $0 + $1.bits }
    let p = try classifier.predict(document)[0].probabilities
    // Against the mean of two labels is half the way to the other.
    let odds = Information.bits(Double.log(p[1] / p[0])) / 2
    #expect(try abs(bits + classifier.intercept(of: 1) - odds) < 1e-9)
  }

  @Test func listsWhatSpeaksForALabel() throws {
    let classifier = try train()
    let reasons = try classifier.reasons(for: 0, count: 3)
    #expect(reasons[0].feature == "书")
    #expect(reasons.map(\.bits) == reasons.map(\.bits).sorted(by: >))
    #expect(try classifier.reasons(for: 1, count: 100).allSatisfy { $0.bits > 0 })
  }

  @Test func absolutePenaltiesLeaveFewWeights() throws {
    let (squares, absolutes) = try (train(), train { $0.absolutePenalty = 0.5 })
    func count(_ classifier: TextClassifier) -> Int {
      classifier.model.weights.elements.count { $0 != 0 }
    }
    #expect(count(absolutes) > 0 && count(absolutes) < count(squares) / 2)
    #expect(try absolutes.predict(documents(["苹果"]))[0].label == 1)
  }

  @Test(arguments: [2, 3, 8])
  func threadsDoNotMatter(threads: Int) throws {
    #expect(try train(threads: threads).archive == train().archive)
  }

  @Test func aBottleneckPaysForWhatTells() throws {
    let classifier = try train { ($0.bottleneck, $0.epochs) = (0.02, 200) }
    #expect(
      try classifier.predict(documents(texts)).map(\.label) == labels.map { $0 == "书" ? 0 : 1 })
    let costs = try #require(classifier.costs)
    #expect(costs.allSatisfy { $0 >= 0 })
    func cost(_ feature: String) -> Double {
      costs[(0..<costs.count).first { classifier.vocabulary.text(of: $0) == feature }!]
    }
    #expect(cost("书") > cost("很"))
    #expect(cost("果") > cost("了"))
    #expect(try train { ($0.bottleneck, $0.epochs) = (0.02, 200) }.archive == classifier.archive)
    let bits = try classifier.reasons(for: 1, in: documents(["苹果"])).reduce(0) { $0 + $1.bits }
    let p = try classifier.predict(documents(["苹果"]))[0].probabilities
    let odds = Information.bits(Double.log(p[1] / p[0])) / 2
    #expect(try abs(bits + classifier.intercept(of: 1) - odds) < 1e-5)
  }

  @Test(arguments: [false, true])
  func theFileRoundTrips(hasBottleneck: Bool) throws {
    let classifier = try train {
      if hasBottleneck { ($0.bottleneck, $0.epochs) = (0.1, 2) }
    }
    let read = try TextClassifier(TensorArchive(bytes: classifier.archive.bytes))
    #expect(read.archive == classifier.archive)
    #expect(read.features == classifier.features)
    #expect(try read.predict(documents(["苹果书"])) == classifier.predict(documents(["苹果书"])))
  }

  @Test func wordsStandBetweenBlanks() throws {
    let classifier = try ClassifierTraining(.ofWords).train(
      documents(["好 书", "好 果", "书", "果"], ["a", "b", "a", "b"], .words))
    #expect(
      (0..<classifier.vocabulary.count).map { classifier.vocabulary.text(of: $0) } == [
        "书", "好", "果",
      ])
    let read = try TextClassifier(classifier.archive)
    #expect(read.features == .words)
  }

  @Test func otherFilesAreRefused() throws {
    let archive = try train { ($0.bottleneck, $0.epochs) = (0.1, 1) }.archive
    var other = archive
    other.kind = "decoder"
    #expect(throws: TensorArchive.Failure.self) { try TextClassifier(other) }
    for key in archive.metadata.keys {
      for value in [nil, "a\na\n-1"] {
        var damaged = archive
        damaged.metadata[key] = value
        #expect(throws: TensorArchive.Failure.self) { try TextClassifier(damaged) }
      }
    }
    for name in archive.tensors.keys {
      var damaged = archive
      damaged.tensors[name] = .double(Matrix(rows: 2, columns: 1, repeating: -1))
      #expect(throws: TensorArchive.Failure.self) { try TextClassifier(damaged) }
    }
  }
}

extension ClassifierTraining.Configuration {
  fileprivate static var ofWords: Self {
    var configuration = Self()
    (configuration.features, configuration.minimumDocuments) = (.words, 1)
    return configuration
  }
}
