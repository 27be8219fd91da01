import Testing
import WordMineText

@testable import WordMine

@Suite struct CollocationTableTests {
  private func read(_ text: String) throws -> [Collocation] {
    let bytes = Array(text.utf8).drop { [0xEF, 0xBB, 0xBF].contains($0) }
    #expect(RecordReader<Collocation>.areCollocations(bytes[...]))
    var rest = Array(text.utf8)[...]
    let source = try ByteSource(name: "pairs") { count in
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    return try RecordReader(collocations: source).all()
  }

  private func write(_ pairs: some Sequence<Collocation>, _ format: TableFormat) throws -> String {
    let sink = ByteSink.memory()
    try Table.collocations(window: 6).write(pairs, to: sink, as: format)
    return String(decoding: sink.bytes, as: UTF8.self)
  }

  /// All figures are there in six digits, and what was read is written again in the same bytes.
  @Test(arguments: TableFormat.allCases)
  func readsWhatItWrites(format: TableFormat) throws {
    let found = try CollocationMinerTests.mine(CollocationMinerTests.random(seed: 2))
    let text = try write(found, format)
    let read = try read(text)
    #expect(read.count == found.count && read.count > 10)
    #expect(try write(read, format) == text)
    for (one, other) in zip(found, read) {
      #expect(one.first == other.first && one.second == other.second)
      #expect(one.count == other.count && one.distances == other.distances)
      for measure in Collocation.Measure.allCases {
        let (a, b) = (measure.value(of: one), measure.value(of: other))
        #expect(abs(a - b) <= 1e-5 * abs(a))
      }
    }
  }

  @Test func aTableMayLackFigures() throws {
    for header in ["#a\tb\tn\tn_1\tn_2\tother\tpmi", "a\tb\tn\tn_1\tn_2\tother\tpmi"] {
      let pair = try #require(try read(header + "\n香\t气\t5\t4\t1\t1\t7.25\n").first)
      #expect(pair.first == "香" && pair.count == 5 && pair.distances == [4, 1])
      #expect(pair.pointwiseInformation == 7.25 && pair.gain.isNaN)
    }
    let line = "{\"a\":\"香\",\"b\":\"气\",\"g2\":1,\"n\":5,\"distances\":[4,1]}\n"
    #expect(try read(line).first?.distances == [4, 1])
    let pair = try #require(try read("{\"a\":\"香\",\"b\":\"气\",\"n\":5}\n").first)
    #expect(pair.count == 5 && pair.distances.isEmpty && pair.spread.isNaN && pair.peak == 0)
  }

  @Test(arguments: [
    ("#a\tb\tn\tn_1\n香\t气\tx\t4\n", "pairs:2: n is not a number: \"x\""),
    ("a\tb\tn\tn_1\n香\t气\t4\n", "pairs:2: 3 fields under 4 column names"),
    ("a\tb\tn\n\t气\t4\n", "pairs:2: a word of the pair is missing"),
    ("a\tb\tn\n香\t气\t-4\n", "pairs:2: n is not a number: \"-4\""),
    (
      "{\"a\":\"香\",\"b\":\"气\",\"n\":5}\n{\"a\":\"香\",\"n\":5}\n",
      "pairs:2: there is no column \"b\""
    ),
    ("{\"a\":\"香\",\"b\":\"气\",\"n\":5}\n{\n", "pairs:2: not a JSON object: {"),
  ])
  func saysWhatIsWrong(text: String, message: String) {
    #expect { try read(text) } throws: { "\($0)" == message }
  }

  @Test(arguments: ["word\tcount\n", "a\tb\n", "{\"word\":\"茶\"}\n", "", "茶\n", "{\n"])
  func isToldFromOtherFiles(text: String) {
    #expect(!RecordReader<Collocation>.areCollocations(Array(text.utf8)[...]))
  }
}
