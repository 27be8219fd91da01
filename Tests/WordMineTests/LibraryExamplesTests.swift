import Foundation
import Testing
import WordMine

/// The examples of the documents, run on the samples.
@Suite struct LibraryExamplesTests {
  /// Runs an example in a directory of its own, with a sample for its corpus.
  private func run<Result>(
    _ files: [String: String], _ example: (LibraryExamples) throws -> Result
  ) throws -> Result {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("wordmine-example-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    for (name, text) in files {
      try Data(text.utf8).write(to: directory.appendingPathComponent(name))
    }
    return try example(LibraryExamples { directory.appendingPathComponent($0).path })
  }

  /// The sample with a blank between any two of its words.
  private func segmented(_ text: String) throws -> String {
    let segmenter = Segmenter(try WordDiscovery().run(on: Corpus(text)).model)
    return text.split(separator: "\n").map { line in
      segmenter.segment(String(line)).joined(separator: " ")
    }.joined(separator: "\n")
  }

  private func dictionary(_ counts: [(String, Int)]) -> String {
    "word\tcount\n" + counts.map { "\($0)\t\($1)\n" }.joined()
  }

  @Test func findsAndSegments() throws {
    let text = """
      茶园在山上，春茶的叶子厚，秋茶的叶子薄。
      师傅每天去茶园看叶子，春茶要早采，秋茶可以晚采。
      今年的春茶没有去年多，师傅说是因为雨水少。
      茶园里的雾多，雨水多，叶子就慢慢长。
      山上的人都说，师傅的春茶最香，茶园最好。
      雨水少的年份，秋茶反而香，叶子也厚。
      """
    let words = try run(["corpus.txt": text]) { try $0.frontDoor() }
    #expect(words == ["师傅", "的", "茶园", "在", "山上"])
  }

  @Test func findsFrequentWords() throws {
    let words = try run(["corpus.txt": try Sample.text("tea.txt")]) { try $0.findingWords() }
    #expect(words.count > 100 && words.allSatisfy { $0.count >= 3 })
  }

  @Test func takesTextInChunks() throws {
    let text = try Sample.text("tea.txt")
    let bytes = Array(text.utf8)
    let chunks = stride(from: 0, to: bytes.count, by: 1000).map {
      Array(bytes[$0..<min($0 + 1000, bytes.count)])
    }
    let words = try run([:]) { try $0.pushing(chunks) }
    #expect(try words.map(\.text) == WordDiscovery().run(on: Corpus(text)).map(\.text))
  }

  @Test func segmentsWithModelsAndDictionaries() throws {
    let words = try run([:]) { examples in
      let result = try WordDiscovery().run(on: Corpus(try Sample.text("tea.txt")))
      try #require(result.learnedModel).write(to: examples.path("tea.model"))
      try result.write(to: examples.path("words.tsv"))
      return try examples.segmenting()
    }
    #expect(words == ["春茶", "的", "叶子", "比", "秋茶", "厚"])
  }

  @Test func extractsSlots() throws {
    let lines = TemplateSetting.lines(1200, seed: 1).joined(separator: "\n")
    let slots = try run(["corpus.words": lines]) { try $0.templates() }
    #expect(slots.contains { $0.contains("如果 [X] ， 那么") && $0.hasSuffix("= 明天下雨") })
  }

  @Test func listsNeighbours() throws {
    let text = try segmented(Sample.text("tea.txt"))
    let neighbours = try run(["tea.words": text]) { try $0.collocations() }
    #expect(neighbours.first?.word == "王")
  }

  @Test func listsWhatIsTypical() throws {
    let june = dictionary([("春茶", 90), ("秋茶", 10), ("茶园", 900)])
    let may = dictionary([("春茶", 10), ("秋茶", 90), ("茶园", 900)])
    let words = try run(["june.tsv": june, "may.tsv": may]) { try $0.contrast() }
    #expect(words.map(\.text) == ["春茶"])
  }
}
