import Testing
import WordMineNumerics

@testable import WordMineModels

@Suite struct TextClassifierTests {
  private let texts = [
    "这本书很好看", "书的内容不错", "买了两本书", "书看完了", "苹果很甜", "苹果不新鲜", "买了一箱苹果", "这苹果好吃",
  ]
  private let labels = ["书", "书", "书", "书", "果", "果", "果", "果"]

  @Test func gramsAreThoseOfOneAndTwoCharacters() {
    let grams = CharacterGram.grams(of: "aB  c\ta")
    #expect(grams.map(\.text).sorted() == [" ", " a", " c", "a", "ab", "b", "b ", "c", "c "])
    #expect(CharacterGram.grams(of: "").isEmpty)
    #expect(CharacterGram.grams(of: "𠮷野").map(\.text).sorted() == ["野", "𠮷", "𠮷野"])
  }

  @Test func learnsLabels() {
    let classifier = TextClassifier(texts, labels: labels)
    #expect(classifier.labels == ["书", "果"])
    let found = classifier.predict(["一本好书", "苹果"])
    #expect(found.map(\.label) == ["书", "果"])
    #expect(found.allSatisfy { $0.probability > 0.5 && $0.probability < 1 })
  }

  @Test func saysWhy() throws {
    let classifier = TextClassifier(texts, labels: labels)
    let reasons = try #require(classifier.reasons(for: "书", count: 3))
    #expect(reasons[0].gram == "书")
    #expect(reasons.map(\.bits) == reasons.map(\.bits).sorted(by: >))
    let inText = try #require(classifier.reasons(for: "果", in: "苹果很好"))
    #expect(Set(inText.map(\.gram)).isSubset(of: ["苹", "果", "苹果", "很", "好", "果很", "很好"]))
    #expect(["果", "苹", "苹果"].contains(inText[0].gram))
    // With two labels what speaks for one speaks as much against the other.
    let against = try #require(classifier.reasons(for: "果", in: "书"))
    #expect(abs(against[0].bits + reasons[0].bits) < 1e-12)
    #expect(classifier.reasons(for: "茶") == nil)
  }

  /// All weights of a text, the intercept included, are its odds: in bits they add up.
  @Test func bitsAddUpToTheOdds() throws {
    let classifier = TextClassifier(texts, labels: labels)
    let text = "苹果书"
    let bits = try #require(classifier.reasons(for: "果", in: text, count: 100))
      .reduce(0) { $0 + 2 * $1.bits }
    let intercept = classifier.model.intercept
    let odds = bits + Information.bits(intercept[1] - intercept[0])
    let prediction = classifier.predict([text])[0]
    let p = prediction.label == "果" ? prediction.probability : 1 - prediction.probability
    #expect(abs(odds - Information.bits(Double.logarithm(p / (1 - p)))) < 1e-9)
  }

  @Test func theFileRoundTrips() throws {
    let classifier = TextClassifier(texts, labels: labels)
    let read = try TextClassifier(TensorArchive(bytes: classifier.archive.bytes))
    #expect(read == classifier)
  }

  @Test func otherFilesAreRefused() throws {
    let archive = TextClassifier(texts, labels: labels).archive
    var other = archive
    other.kind = "decoder"
    #expect(throws: TensorArchive.Failure.self) { try TextClassifier(other) }
    for key in archive.metadata.keys {
      var damaged = archive
      damaged.metadata[key] = nil
      #expect(throws: TensorArchive.Failure.self) { try TextClassifier(damaged) }
    }
    for name in archive.tensors.keys {
      var damaged = archive
      damaged.tensors[name] = .double(Matrix(rows: 2, columns: 1, repeating: -1))
      #expect(throws: TensorArchive.Failure.self) { try TextClassifier(damaged) }
    }
  }
}
