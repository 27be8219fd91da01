import Testing
import WordMineNumerics

@testable import WordMineModels

@Suite struct SentenceIndexTests {
  private let lines = [["a", "b"], ["c", "d", "c"], [], ["b", "b", "a"], ["new"]]

  private func index() throws -> SentenceIndex {
    let vocabulary = try VectorVocabulary(words: ["a", "b", "c", "d"], counts: [1, 1, 1, 1])
    let words = try WordVectors(
      vocabulary: vocabulary, vectors: Matrix([[1, 0, 0], [0.6, 0.8, 0], [0, 0, 1], [0, 1, 1]]))
    return try SentenceIndex(
      words, EncodedDocuments(lines, vocabulary: vocabulary),
      texts: lines.map { $0.joined(separator: " ") })
  }

  private func query(_ words: [String], count: Int = 5) throws -> [Int] {
    let index = try index()
    let numbered = EncodedDocuments([words], vocabulary: index.words.vocabulary)
    return try index.query(numbered, count: count)[0].map(\.row)
  }

  @Test func theLineItselfComesFirst() throws {
    #expect(try query(["c", "c", "d"]).first == 1)
    #expect(try query(["b", "a", "b"], count: 2) == [3, 0])
    #expect(try query(["b", "a", "new"], count: 2) == [0, 3])
  }

  @Test func linesWithoutKnownWordsAreNeverFound() throws {
    #expect(try Set(query(["a", "b", "c", "d"])) == [0, 1, 3])
    #expect(try query(["new"]).isEmpty)
    #expect(try query([]).isEmpty)
  }

  @Test func countsAreThoseOfTheLines() throws {
    #expect(try index().words.vocabulary.counts == [2, 3, 2, 1])
  }

  @Test func theFileRoundTrips() throws {
    let index = try index()
    let read = try SentenceIndex(TensorArchive(bytes: index.archive.bytes))
    #expect(read.archive == index.archive)
    #expect(read.texts == index.texts)
    #expect(read.words == index.words)
  }

  @Test func oneEmptyLineIsALine() throws {
    let index = try SentenceIndex(
      index().words, EncodedDocuments([[]], vocabulary: index().words.vocabulary), texts: [""])
    #expect(try SentenceIndex(index.archive).texts == [""])
  }

  @Test func otherFilesAreRefused() throws {
    let archive = try index().archive
    var other = archive
    other.kind = "classifier"
    #expect(throws: TensorArchive.Failure.self) { try SentenceIndex(other) }
    for key in archive.metadata.keys {
      for value in [nil, "a\na\n-1"] {
        var damaged = archive
        damaged.metadata[key] = value
        #expect(throws: TensorArchive.Failure.self) { try SentenceIndex(damaged) }
      }
    }
    for name in archive.tensors.keys {
      var damaged = archive
      damaged.tensors[name] = .float(Matrix(rows: 2, columns: 1, repeating: -1))
      #expect(throws: TensorArchive.Failure.self) { try SentenceIndex(damaged) }
    }
    var fractions = archive
    fractions.set("counts", Matrix<Double>(rows: 1, columns: 4, repeating: 0.5))
    #expect(throws: TensorArchive.Failure.self) { try SentenceIndex(fractions) }
    fractions.set("counts", Matrix<Double>(rows: 1, columns: 4, repeating: 0x1p62))
    #expect(throws: TensorArchive.Failure.self) { try SentenceIndex(fractions) }
  }
}
