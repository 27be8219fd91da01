import Synchronization
import Testing
import WordMineBase
import WordMineLexicon
import WordMineText

@testable import WordMine

@Suite struct CorpusWordsTests {
  private static let memory = MemoryPlan(limit: 1 << 30)

  private static func words(_ text: String, _ method: WordSource) -> CorpusWords {
    CorpusWords(Corpus(text), foundBy: method, memory: memory)
  }

  /// The words of a corpus, sentence by sentence.
  private static func sentences(_ words: CorpusWords) throws -> [[String]] {
    var sentences: [[String]] = []
    _ = try words.read(
      transform: { _, block in
        block.sentences.map { $0.words.map { block.word($0) } }
      }, consume: { sentences += $0 })
    return sentences
  }

  private static var segmenter: Segmenter {
    var builder = LexiconBuilder()
    for word in ["茶园", "山上"] { builder.add(word) }
    return Segmenter(builder.build())
  }

  @Test func blanksSeparateWords() throws {
    let words = Self.words("茶园 在 山上 。 好\n茶\n", .blanks)
    #expect(try Self.sentences(words) == [["茶园", "在", "山上", "。"], ["好"], ["茶"]])
  }

  @Test func aLexiconFindsWords() throws {
    let words = Self.words("茶园在山上。", .segmenter(Self.segmenter))
    #expect(try Self.sentences(words) == [["茶园", "在", "山上", "。"]])
  }

  @Test func wordsAreThoseOfADiscoveryInTheCorpus() throws {
    let text = (0..<200).map { "师傅\($0 % 7)在茶园，茶园有师傅。\n" }.joined()
    let words = Set(try Self.sentences(Self.words(text, .discovery(seed: 0))).flatMap(\.self))
    #expect(words.contains("茶园") && words.contains("师傅"))
  }

  /// Each input is a block of its own, so that several are in a batch, and the last one is short.
  private static func discovered(_ workers: Workers) throws -> [[String]] {
    let inputs = (0..<7).map { input in
      CorpusInput.text(
        Array(RandomText.lines(40, seed: UInt64(input)).joined(separator: "\n").utf8))
    }
    return try sentences(
      CorpusWords(
        Corpus(inputs), foundBy: .discovery(seed: 0), memory: memory, workers: workers))
  }

  @Test(arguments: 2...4)
  func threadsChangeNoDiscoveredWord(threads: Int) throws {
    let expected = try Self.discovered(Workers())
    #expect(expected.joined().joined().count > 1000)
    #expect(try Self.discovered(Workers(threads: threads)) == expected)
  }

  @Test func discoveredWordsAreTransformedOnSeveralThreads() throws {
    let line = "师傅在茶园，茶园有师傅。\n"
    let words = CorpusWords(
      Corpus((0..<8).map { _ in .text(Array(line.utf8)) }), foundBy: .discovery(seed: 0),
      memory: Self.memory, workers: Workers(threads: 2))
    // Each of the first two waits until both have begun.
    let begun = Atomic(0)
    _ = try words.read(
      transform: { _, _ in
        begun.add(1, ordering: .relaxed)
        let start = ContinuousClock.now
        while begun.load(ordering: .relaxed) < 2, ContinuousClock.now - start < .seconds(20) {}
        return begun.load(ordering: .relaxed)
      }, consume: { #expect($0 >= 2) })
  }

  @Test(arguments: 1...2)
  func readingDiscoveredWordsStopsWhereItIsInterrupted(threads: Int) throws {
    let recorder = ProgressRecorder()
    _ = try Self.discovered(recorder.workers(threads: threads))
    recorder.expectWholeStages(["reading words"])
    ProgressRecorder.expectInterrupted(at: "reading words", threads: threads) {
      _ = try Self.discovered($0)
    }
  }

  @Test func aWholeLineCanBeASentence() throws {
    var words = Self.words("好 。 茶\n\n好\n", .blanks)
    words.wholeLines = true
    #expect(try Self.sentences(words) == [["好", "。", "茶"], [], ["好"]])
  }

  @Test func sentencesAreRefusedBeyondTheirMemory() throws {
    let words = Self.words(String(repeating: "好 茶 。\n", count: 1000), .blanks)
    #expect(try words.sentences(within: 1 << 20).sentences.sentenceCount == 1000)
    #expect {
      try words.sentences(within: 1 << 10)
    } throws: {
      "\($0)" == "1024M of memory is enough for about 3000 words, and there is more"
    }
  }

  @Test func textWithoutBlanksIsNotSegmented() {
    let words = Self.words(String(repeating: "师傅在茶园里喝茶聊天看书写字", count: 10), .blanks)
    #expect(throws: InputError(.mismatch(CorpusWords.notSegmented), at: .init(source: "<text>"))) {
      try Self.sentences(words)
    }
  }

  @Test func anInterruptStopsTheReading() {
    let interrupt = Interrupt()
    interrupt.request()
    let words = CorpusWords(
      Corpus("好"), foundBy: .blanks, memory: Self.memory, workers: Workers(interrupt: interrupt))
    #expect(throws: Interrupted.self) { try Self.sentences(words) }
  }
}

@Suite struct DocumentsTests {
  private static let records = "kind\ttext\nA\t好，茶\n\nB\t\nA\t书\n"

  private static func corpus(_ text: String, column: Column? = nil) -> Corpus {
    Corpus([.text(Array(text.utf8))], options: .init(column: column))
  }

  private static func strings(_ documents: [Document]) -> [[String]] {
    documents.map { document in
      ([document.text] + document.words).map { String(decoding: $0, as: UTF8.self) }
    }
  }

  @Test(arguments: [1, 3])
  func aLineIsADocumentWithItsLabel(threads: Int) throws {
    var documents: [Document] = []
    _ = try Self.corpus(Self.records, column: .name("text")).readDocuments(
      label: .name("kind"), workers: Workers(threads: threads), transform: { $0 },
      consume: { documents += $0 })
    #expect(documents.map(\.label) == ["A", "B", "A"])
    #expect(Self.strings(documents) == [["好，茶"], [""], ["书"]])
  }

  @Test func breaksAreNotPartOfALine() throws {
    var documents: [Document] = []
    _ = try Self.corpus("好\r\n\r\n茶").readDocuments(
      workers: Workers(), transform: { $0 }, consume: { documents += $0 })
    #expect(Self.strings(documents) == [["好"], [""], ["茶"]])
    #expect(documents.map(\.label) == ["", "", ""])
  }

  @Test func wordsAreWithoutPunctuation() throws {
    var words = CorpusWords(
      Self.corpus("kind\ttext\nA\t好 ， 茶 。 书\nB\t。\n", column: .name("text")),
      foundBy: .blanks, memory: MemoryPlan(limit: 1 << 30))
    words.label = .name("kind")
    var documents: [Document] = []
    _ = try words.readDocuments(transform: { $0 }, consume: { documents += $0 })
    #expect(documents.map(\.label) == ["A", "B"])
    #expect(Self.strings(documents) == [["好 ， 茶 。 书", "好", "茶", "书"], ["。"]])
  }
}
