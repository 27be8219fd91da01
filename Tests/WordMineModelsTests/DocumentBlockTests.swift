import Testing

@testable import WordMineModels

@Suite struct DocumentBlockTests {
  private func features(_ text: String, _ kind: TextFeatures) -> [String] {
    var names: [String] = []
    kind.forEach(in: Array(text.utf8)[...]) { span in
      names.append(String(decoding: span.indices.map { span[$0] }, as: UTF8.self))
    }
    return names
  }

  @Test(arguments: [
    ("aB  c\ta", 2, ["a", "b", "ab", " ", "b ", "c", " c", " ", "c ", "a", " a"]),
    ("𠮷野家", 3, ["𠮷", "野", "𠮷野", "家", "野家", "𠮷野家"]), ("中　文", 1, ["中", " ", "文"]),
    ("", 2, []),
  ])
  func charactersStandAloneAndTogether(text: String, longest: Int, expected: [String]) {
    let found = features(text, .characters(longest: longest))
    #expect(found.sorted() == expected.sorted())
  }

  @Test(arguments: [("a  好 书\t", ["a", "好", "书"]), (" 　 ", []), ("书", ["书"])])
  func wordsStandBetweenBlanks(text: String, expected: [String]) {
    #expect(features(text, .words) == expected)
  }

  @Test func invalidBytesBecomeTheReplacementCharacter() {
    var block = DocumentBlock()
    block.append([0xFF, 0x20, 0xFE, 0x20, 0xE8, 0x8C], features: .words)
    block.append(words: [[0xFF], [0xEF, 0xBF, 0xBD], [0x80]])
    #expect(block.names.count == 1)
    #expect(Array(block.names[0]) == [0xEF, 0xBF, 0xBD])
    #expect(features("好 书", .words) == ["好", "书"])
    block.append([0x61, 0xFF, 0x62], features: .words)
    #expect(String(decoding: block.names[1], as: UTF8.self) == "a\u{FFFD}b")
  }

  @Test func anyBytesAreText() {
    for byte in UInt8.min...UInt8.max {
      var block = DocumentBlock()
      block.append([0xE4, byte, 0x20, byte], features: .characters(longest: 3))
      block.append([0xE4, byte, 0x20, byte], features: .words)
      #expect(block.count == 2)
    }
  }

  @Test func joinedBlocksAreOneBlock() {
    let texts = ["好书", "书", "", "好 果", "书好"]
    func block(_ range: Range<Int>) -> DocumentBlock {
      var block = DocumentBlock()
      for index in range {
        block.append(
          Array(texts[index].utf8)[...], label: "\(index)", features: .characters(longest: 2))
      }
      return block
    }
    let whole = block(0..<texts.count)
    for cut in 0...texts.count {
      var joined = block(0..<cut)
      joined.append(block(cut..<texts.count))
      #expect(joined.labels == whole.labels)
      #expect(joined.features == whole.features)
      #expect(joined.starts == whole.starts)
    }
  }

  @Test func vocabulariesCountDocuments() {
    var block = DocumentBlock()
    for text in ["书书", "书好", "果果"] {
      block.append(Array(text.utf8)[...], features: .characters(longest: 1))
    }
    let all = FeatureVocabulary(block)
    #expect((0..<all.count).map { all.text(of: $0) } == ["书", "好", "果"])
    let two = FeatureVocabulary(block, minimumDocuments: 2)
    #expect((0..<two.count).map { two.text(of: $0) } == ["书"])
    #expect(all.texts(block) == [[0, 0], [0, 1], [2, 2]])
    #expect(two.texts(block) == [[0, 0], [0], []])
    #expect(all.matrix(block).dense.elements == [1, 0, 0, 1, 1, 0, 0, 0, 1])
    #expect(all.matrix(block, asShares: true).dense.elements == [1, 0, 0, 0.5, 0.5, 0, 0, 0, 1])
  }
}
