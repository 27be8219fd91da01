import Testing
import WordMineText

@testable import WordMine

@Suite struct SegmentationModelTests {
  private func bytes(_ model: SegmentationModel) throws -> [UInt8] {
    let sink = ByteSink.memory()
    try SegmentationModelFormat.write(model, to: sink)
    return sink.bytes
  }

  private func model(
    _ text: String, threads: Int = 1,
    _ change: (inout WordDiscovery.Configuration) -> Void = { _ in }
  ) throws -> SegmentationModel {
    let discovery = try Sample.discover(text, threads: threads) {
      $0.makesModel = true
      change(&$0)
    }
    return try #require(discovery.learnedModel)
  }

  @Test(arguments: [
    "", "字", "甲乙丙丁甲乙", RandomText.lines(200, seed: 1).joined(separator: "\n"),
    "T恤和𠮷野家，T恤、T恤、T恤、T恤、T恤，３％",
  ])
  func readsWhatWasWritten(text: String) throws {
    let model = try model(text) {
      $0.script = .simplified
      $0.maximumLength = 6
      $0.minimumCount = 1
    }
    let bytes = try bytes(model)
    let read = try SegmentationModelFormat.read(source(bytes))
    #expect(try self.bytes(read) == bytes)
    #expect(read.script == .simplified)
    #expect(read.maximumLength == 6)
    #expect(read.atoms == model.atoms)
    #expect(read.singles == model.singles)
    #expect(read.pairs == model.pairs)
    #expect(read.triples == model.triples)
    #expect(read.totalCount == model.totalCount)
    #expect(read.boundaries == model.boundaries)
    #expect(read.wordModel == model.wordModel)
    #expect(read.words == model.words)
  }

  @Test func everyChangedOrCutFileIsAnError() throws {
    let bytes = try bytes(model(RandomText.lines(20, seed: 2).joined(separator: "\n")))
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 1 << UInt8(index % 8)
      #expect(throws: InputError.self, "byte \(index)") {
        try SegmentationModelFormat.read(source(changed))
      }
    }
    for count in stride(from: 0, to: bytes.count, by: 17) {
      #expect(throws: InputError.self, "cut at \(count)") {
        try SegmentationModelFormat.read(source(Array(bytes[..<count])))
      }
    }
    #expect(throws: InputError.self) { try SegmentationModelFormat.read(source(bytes + [0])) }
  }

  @Test func aWordHasNoMorePairsThanNeighbours() throws {
    let model = try model(RandomText.lines(200, seed: 1).joined(separator: "\n"))
    let pair = try #require(model.wordModel?.pairs.last)
    var (first, second) = (model, model)
    first.wordModel?.words[Int(pair.before)].followers = 0
    second.wordModel?.words[Int(pair.word)].preceders = 0
    for model in [first, second] {
      let error = #expect(throws: InputError.self) {
        try SegmentationModelFormat.read(source(bytes(model)))
      }
      #expect(error?.reason == .damaged("a word has more pairs than neighbours"))
    }
  }

  @Test func isAtMostThreeBytesAByteOfCorpus() throws {
    for name in Sample.names {
      let text = try Sample.text("\(name).txt")
      #expect(try bytes(model(text)).count <= 3 * text.utf8.count)
    }
  }

  @Test(arguments: 1...4)
  func threadsChangeNothing(threads: Int) throws {
    let text = RandomText.lines(1000, seed: 3).joined(separator: "\n")
    #expect(try bytes(model(text, threads: threads)) == bytes(model(text)))
  }

  /// What is left of the statistics, and the mean of both folds' weights, are enough.
  @Test(arguments: Sample.names)
  func segmentsItsCorpusAsDiscoveryDid(name: String) throws {
    let text = Array(try Sample.text("\(name).txt").utf8)
    let discovery = try Sample.discover([.text(text)]) { $0.makesModel = true }
    var tokenizer = Tokenizer()
    tokenizer.recordsExtents = true
    let atoms = tokenizer.tokenize(text.span)
    let expected = Set(
      try discovery.segmentation.cursor().words(of: atoms).map(\.lowerBound))
    let segmenter = try ModelSegmenter(
      SegmentationModelFormat.read(source(bytes(#require(discovery.learnedModel)))))
    let found = Set(segmenter.words(atoms).map(\.lowerBound))
    let starts = Set(atoms.clauses().map(\.lowerBound))
    let gaps = atoms.extents.map(\.lowerBound).filter { !starts.contains($0) }
    let same = gaps.count { expected.contains($0) == found.contains($0) }
    #expect(Double(same) / Double(gaps.count) >= 0.97, "\(same) of \(gaps.count)")
  }

  @Test(arguments: ["", "，", "新", "从未见过", "甲乙丙丁𠮷x3", "甲\u{301}乙"])
  func segmentsAnyText(text: String) throws {
    let segmenter = try ModelSegmenter(
      model(RandomText.lines(100, seed: 4).joined(separator: "\n")))
    var tokenizer = Tokenizer()
    tokenizer.recordsExtents = true
    let atoms = tokenizer.tokenize(Array(text.utf8).span)
    let words = segmenter.words(atoms)
    #expect(words.first?.lowerBound == atoms.extents.first?.lowerBound)
    #expect(words.last?.upperBound == atoms.extents.last?.upperBound)
    #expect(Set(words.map(\.lowerBound)).isSubset(of: atoms.extents.map(\.lowerBound)))
  }
}
