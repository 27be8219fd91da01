import Testing
import WordMineText

@testable import WordMine

@Suite struct EntryContrastTests {
  private func pair(_ first: String, _ second: String, _ distances: [Int]) -> ListedCollocation {
    ListedCollocation(
      first: first, second: second, occurrences: distances.reduce(0, +), distances: distances)
  }

  @Test func listsPairsThatAreTypical() throws {
    let target = [pair("香", "气", [180, 20]), pair("春", "茶", [100, 0])]
    let reference = [pair("香", "气", [0, 20]), pair("春", "茶", [270, 10])]
    let result = CollocationContrast().contrast(target, reference)
    #expect(result.items.map(\.text) == ["香 气"] && result.candidates == 2)
    let item = try #require(result.items.first)
    #expect(item.logLikelihood == Keyness.logLikelihood(200, of: 300, 20, of: 300))
    #expect(item.targetEntry == target[0] && item.referenceEntry == reference[0])
  }

  @Test func whatOneListLacksCountsAsNone() throws {
    var configuration = CollocationContrast.Configuration()
    (configuration.falseDiscoveryRate, configuration.direction) = (1, .both)
    let result = CollocationContrast(configuration).contrast(
      [pair("香", "气", [9]), pair("太", "少", [4])], [pair("春", "茶", [7])])
    #expect(Set(result.items.map(\.text)) == ["香 气", "春 茶"])
    #expect(result.items.allSatisfy { $0.target == 0 || $0.reference == 0 })
  }

  /// Shares (3/4, 1/4) and (1/4, 3/4): ¾ log₂ (3/2) + ¼ log₂ (1/2) = 0.1887 bits.
  @Test(
    arguments: [
      ([5, 5], [50, 50], 0), ([4], [0, 3], 1), ([3, 1], [1, 3], 0.18872187554), ([], [3], nil),
      ([0, 0], [3], nil), ([7], [7, 0, 0], 0),
    ] as [([Int], [Int], Double?)])
  func measuresTheChangeOfDistances(one: [Int], other: [Int], change: Double?) {
    for found in [
      ListedCollocation.distanceChange(one, other), ListedCollocation.distanceChange(other, one),
    ] {
      #expect((found == nil) == (change == nil))
      #expect(abs((found ?? 0) - (change ?? 0)) < 1e-9)
    }
  }
}

@Suite struct CollocationFormatTests {
  private func read(_ text: String) throws -> [ListedCollocation] {
    let bytes = Array(text.utf8)
    let isTSV = TSVCollocationFormat.holds(bytes[...])
    #expect(isTSV || JSONLCollocationFormat.holds(bytes[...]))
    let format: any LineFormat<ListedCollocation> =
      isTSV ? TSVCollocationFormat() : JSONLCollocationFormat()
    var rest = bytes[...]
    let source = try ByteSource(name: "pairs") { count in
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    return try RecordReader(source, as: format).all()
  }

  @Test func readsWhatItWrites() throws {
    let pairs = [
      ListedCollocation(first: "香", second: "气", occurrences: 12, distances: [11, 1]),
      ListedCollocation(first: "#年", second: "\"", occurrences: 3, distances: [0, 3]),
    ]
    for format in [TSVCollocationFormat(window: 2), JSONLCollocationFormat()]
      as [any LineFormat<ListedCollocation>]
    {
      let sink = ByteSink.memory()
      var writer = try RecordWriter(sink, as: format)
      for pair in pairs { try writer.write(pair) }
      #expect(try read(String(decoding: sink.bytes, as: UTF8.self)) == pairs)
    }
  }

  @Test func passesOverOtherColumns() throws {
    let pairs = try read("#a\tb\tn\tn_1\tn_2\tpeak\tpmi\n香\t气\t5\t4\t1\t1\t7.25\n")
    let pair = ListedCollocation(first: "香", second: "气", occurrences: 5, distances: [4, 1])
    #expect(pairs == [pair])
    #expect(try read("{\"a\":\"香\",\"b\":\"气\",\"g2\":1,\"n\":5,\"distances\":[4,1]}\n") == [pair])
    #expect(try read("{\"a\":\"香\",\"b\":\"气\",\"n\":5}\n").first?.distances == [])
  }

  @Test(arguments: [
    ("#a\tb\tn\tn_1\n香\t气\tx\t4\n", "pairs:2: a count is not a number: \"x\""),
    ("#a\tb\tn\tn_1\n香\t气\t4\n", "pairs:2: 3 fields under 4 column names"),
    ("#a\tb\tn\n\t气\t4\n", "pairs:2: a word of the pair is missing"),
    ("#a\tb\tn\n香\t气\t-4\n", "pairs:2: a count is not a number: \"-4\""),
    (
      "{\"a\":\"香\",\"b\":\"气\",\"n\":5}\n{\"a\":\"香\",\"n\":5}\n",
      "pairs:2: there is no column \"b\""
    ),
    ("{\"a\":\"香\",\"b\":\"气\",\"n\":5}\n{\n", "pairs:2: not a JSON object: {"),
  ])
  func saysWhatIsWrong(text: String, message: String) {
    #expect { try read(text) } throws: { "\($0)" == message }
  }
}
