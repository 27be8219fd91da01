import Testing

@testable import WordMineText

@Suite struct AtomTextTests {
  @Test func runsAreNumberedThroughAllBlocks() {
    var text = AtomText()
    for block in ["中abc国", "x中abc", "𠮷x"] {
      text.append(Tokenizer().tokenize(Array(block.utf8).span))
      text.endClause()
    }
    #expect(clauses(text) == [["中", "abc", "国"], ["x", "中", "abc"], ["𠮷", "x"]])
    #expect(text.runs.count == 2)
    #expect(text.bytes == 21)
  }

  @Test func bordersNeverStandSideBySide() {
    var text = AtomText()
    for block in ["，，", "，中，", "，", "国", "，", "。人"] {
      text.append(Tokenizer().tokenize(Array(block.utf8).span))
    }
    text.endClause()
    text.endClause()
    #expect(clauses(text) == [["中"], ["国"], ["人"]])
    #expect(zip(text.units, text.units.dropFirst()).allSatisfy { $0 != 0 || $1 != 0 })
    #expect(text.units.first != 0)
  }

  @Test(arguments: [0, 1, 2, 3, 4, 10])
  func keepsTheOpenTail(count: Int) {
    var text = AtomText()
    text.append(Tokenizer().tokenize(Array("甲，中𠮷abc国".utf8).span))
    text.removeAll(keepingLast: count)
    #expect(clauses(text).flatMap(\.self) == Array(["中", "𠮷", "abc", "国"].suffix(count)))
    text.append(Tokenizer().tokenize(Array("abc".utf8).span))
    #expect(clauses(text).flatMap(\.self) == Array(["中", "𠮷", "abc", "国"].suffix(count)) + ["abc"])
  }

  @Test func halvesAreTheWholeWithWhatTheyShare() {
    var random = TestGenerator(seed: 4)
    for length in [0, 1, 2, 3, 10, 50, 51, 52, 53, 54, 55] {
      var text = AtomText()
      text.append(Tokenizer().tokenize(random.messyBytes(length).span))
      for count in 0...3 {
        let (first, second) = text.halves(sharing: count)
        let shared = AtomText(units: first.units, runs: text.runs).openTail(count)
        var tail: [UInt16] = []
        for code in shared { AtomUnits.append(code, to: &tail) }
        #expect(second.units.starts(with: tail))
        #expect(first.units + second.units.dropFirst(tail.count) == text.units)
        for half in [first, second] { #expect(codes(half).count <= codes(text).count) }
        #expect(codes(first) + codes(second).dropFirst(shared.count) == codes(text))
      }
    }
  }

  private func codes(_ text: AtomText) -> [UInt32] {
    var (codes, position) = ([UInt32](), 0)
    while position < text.units.count {
      let (code, next) = AtomUnits.next(text.units.span, at: position)
      codes.append(code)
      position = next
    }
    return codes
  }

  @Test func aClauseThatEndedHasNoOpenTail() {
    var text = AtomText()
    text.append(Tokenizer().tokenize(Array("中国，".utf8).span))
    #expect(text.openTail(8).isEmpty)
  }

  @Test(arguments: [1, 2, 3, 100])
  func chunksEndWithBorders(count: Int) {
    var text = AtomText()
    var random = TestGenerator(seed: 2)
    text.append(Tokenizer().tokenize(random.messyBytes(30_000).span))
    let chunks = text.chunks(count)
    #expect(chunks.first?.lowerBound == 0)
    #expect(chunks.last?.upperBound == text.units.count)
    for (one, next) in zip(chunks, chunks.dropFirst()) {
      #expect(one.upperBound == next.lowerBound)
      #expect(text.units[one.upperBound - 1] == AtomUnits.border)
    }
  }
}

@Suite struct AtomUnitsTests {
  @Test func everyCodeIsReadFromBothEnds() {
    let runs = (0..<2000).map { AtomUnits.firstRun + UInt32($0 * 37_003) }
    let codes = [0x20, 0x4E00, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x20BB7, 0x10FFFF].map(UInt32.init)
    for code in codes + runs {
      var units: [UInt16] = [0x4E00]
      AtomUnits.append(code, to: &units)
      let end = units.count
      units.append(0x4E01)
      #expect(AtomUnits.next(units.span, at: 1) == (code, end))
      #expect(AtomUnits.last(units.span, before: end) == (code, 1))
      #expect(units[1...].dropFirst(end == 2 ? 0 : 1).allSatisfy { $0 >= 0x20 })
    }
  }
}
