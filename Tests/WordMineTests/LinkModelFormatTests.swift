import Testing
import WordMineText

@testable import WordMine

@Suite struct LinkModelFormatTests {
  static func model(_ text: String = CollocationMinerTests.random(seed: 5)) throws -> LinkModel {
    try CollocationMinerTests.mine(text).model
  }

  static func bytes(_ model: LinkModel) throws -> [UInt8] {
    let sink = ByteSink.memory()
    try model.write(to: sink)
    return sink.bytes
  }

  static func read(_ bytes: [UInt8]) throws -> LinkModel {
    var rest = bytes[...]
    return try LinkModel(
      ByteSource(name: "x.links") { count in
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
      })
  }

  @Test(arguments: ["", "茶", "甲 乙 。 甲 乙 。 甲 乙 。 甲 丙"])
  func roundTrips(text: String) throws {
    let bytes = try Self.bytes(Self.model(text))
    #expect(try Self.bytes(Self.read(bytes)) == bytes)
  }

  /// Continuation bytes without their character, and characters that are cut.
  @Test(arguments: [[0x80], [0xE8, 0x8C], [0xE8], [0xBF, 0xBF], [0xE9, 0x80, 0x80, 0x80]])
  func invalidBytesAreReadBack(bytes: [UInt8]) throws {
    let (tea, blank) = (Array("茶".utf8), Array(" ".utf8))
    let line =
      [bytes, tea + bytes, bytes + tea, tea + bytes + tea].joined(separator: blank) + [0x0A]
    let block = WordBlock(Array(repeatElement(line, count: 9).joined()))
    for number in 0..<block.forms.count {
      let form = block.forms[number]
      #expect(String(validating: form, as: UTF8.self) != nil, "\(Array(form))")
    }
    var configuration = CollocationMiner.Configuration()
    configuration.minimumCount = 2
    let model = try CollocationMiner(configuration).run(on: SentenceCorpus([block])).model
    let written = try Self.bytes(model)
    #expect(try Self.bytes(Self.read(written)) == written)
  }

  @Test func judgesAsTheModelThatWasWritten() throws {
    let model = try Self.model()
    let read = try Self.read(Self.bytes(model))
    let words = ["甲", "乙", "1", "，", "未知", "丙"]
    for form in SentenceParser.Form.allCases {
      var configuration = SentenceParser.Configuration()
      (configuration.form, configuration.links) = (form, .projective)
      let (one, other) = (SentenceParser(model, configuration), SentenceParser(read, configuration))
      #expect(one.parse(words) == other.parse(words))
      #expect(one.links(words) == other.links(words))
    }
  }

  @Test func refusesDamage() throws {
    let bytes = try Self.bytes(Self.model())
    #expect(throws: InputError.self) { try Self.read(Array(bytes.dropLast(5))) }
    #expect(throws: InputError.self) { try Self.read(bytes + [0]) }
    #expect(throws: InputError.self) { try Self.read(Array("WMMODEL_".utf8) + bytes.dropFirst(8)) }
    for place in stride(from: 8, to: bytes.count, by: max(1, bytes.count / 50)) {
      var damaged = bytes
      damaged[place] ^= 0x10
      #expect(throws: InputError.self) { try Self.read(damaged) }
    }
  }

  @Test func namesAnotherVersion() throws {
    var bytes = try Self.bytes(Self.model())
    bytes[8] = 9
    #expect(
      throws: InputError(
        .otherVersion(found: 9, supported: 1), at: SourcePosition(source: "x.links"))
    ) { try Self.read(bytes) }
  }
}
