import Testing
import WordMineText

@Suite struct CSVFormatTests {
  @Test(
    arguments: [
      ("", [[""]]),
      ("a,b,c", [["a", "b", "c"]]),
      ("a,,", [["a", "", ""]]),
      ("\"a,b\",c", [["a,b", "c"]]),
      ("\"\",\"\"", [["", ""]]),
      ("\"say \"\"hi\"\"\",2", [["say \"hi\"", "2"]]),
      ("\"\"\"\"", [["\""]]),
      ("\"one\ntwo\",3\n4,5", [["one\ntwo", "3"], ["4", "5"]]),
      ("\"one\n\n,two\"\n4", [["one\n\n,two"], ["4"]]),
      // What RFC 4180 does not have, as spreadsheets read it.
      ("5\" disk,b", [["5\" disk", "b"]]),
      ("\"a\"b,c", [["ab", "c"]]),
      (" \"a\", b ", [[" \"a\"", " b "]]),
      ("词典,\"T恤，卡\"", [["词典", "T恤，卡"]]),
    ] as [(String, [[String]])])
  func splitsRecords(text: String, expected: [[String]]) {
    #expect(records(text) == expected)
  }

  @Test func isOpenWhileAQuoteIs() {
    var record = CSVRecord()
    let first = record.append(line: Array("a,\"b".utf8).span)
    #expect(!first)
    #expect(record.isOpen)
    record.removeAll()
    let second = record.append(line: Array("c".utf8).span)
    #expect(second)
    #expect(record.count == 1)
  }

  /// Any fields are read as they were written.
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func roundTrips(seed: UInt64) {
    var random = TestGenerator(seed: seed)
    let pieces = ["\"", ",", "\n", "词", "a", " ", "\u{301}", "'", "="]
    let written = (0..<20).map { _ in
      (0..<4).map { _ in
        (0..<Int.random(in: 0...5, using: &random)).map { _ in
          pieces.randomElement(using: &random)!
        }.joined()
      }
    }
    let text = written.map { $0.map(CSVRecord.field).joined(separator: ",") }
      .joined(separator: "\n")
    #expect(
      records(text).map { $0.map { Array($0.utf8) } } == written.map { $0.map { Array($0.utf8) } })
  }

  private func records(_ text: String) -> [[String]] {
    var record = CSVRecord()
    var found: [[String]] = []
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    where record.append(line: Array(line).span) {
      found.append((0..<record.count).map { String(decoding: record[$0], as: UTF8.self) })
    }
    return found
  }
}
