import Testing
import WordMineText

@testable import WordMine

@Suite struct MemoryPlanTests {
  private static func spool(
    _ memory: MemoryPlan, _ method: WordDiscovery.Method, characters: Int
  ) throws -> AtomSpool {
    var spool = AtomSpool(memory.atomSpool(for: method))
    let text = String(repeating: "茶", count: 1 << 16) + "。"
    let block = Tokenizer().tokenize(Array(text.utf8).span)
    for _ in 0..<characters >> 16 { try spool.append(block, endsInput: true) }
    return spool
  }

  /// 32 MiB remain for the text, 48 bytes for each of its characters.
  @Test func aTextThatDoesNotFitNeedsMemoryForAnySize() throws {
    let memory = MemoryPlan(limit: 64 << 20)
    try memory.check(try Self.spool(memory, .full, characters: 600_000), for: .full)
    let large = try Self.spool(memory, .full, characters: 2_000_000)
    #expect(large.isSpooled)
    #expect {
      try memory.check(large, for: .full)
    } throws: {
      "\($0)"
        == "64M of memory is enough for a text of about 2 MB, and there is more; 256M is enough for "
        + "any size"
    }
    let more = MemoryPlan(limit: 256 << 20)
    try more.check(try Self.spool(more, .full, characters: 2_000_000), for: .full)
  }

  @Test func mutualInformationNeedsTheWholeText() throws {
    let memory = MemoryPlan(limit: 64 << 20)
    let text = try Self.spool(memory, .mutualInformation, characters: 2_000_000)
    #expect(!text.isSpooled)
    #expect(throws: MemoryExceeded.self) { try memory.check(text, for: .mutualInformation) }
  }

  @Test func factorsBoundWhatIsInMemory() throws {
    let memory = MemoryPlan(limit: 160 << 20)
    try memory.checkDocuments(10 << 20, for: .classifier, enoughFor: "10 texts")
    #expect {
      try memory.checkDocuments((10 << 20) + 1, for: .classifier, enoughFor: "10 texts")
    } throws: {
      "\($0)" == "160M of memory is enough for 10 texts, and there is more"
    }
  }
}
