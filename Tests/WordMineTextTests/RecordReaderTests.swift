import Testing
import WordMineText

/// A number a line, in a file that begins with `numbers`.
private struct NumberFormat: LineFormat {
  let header: String? = "numbers"

  func decode(_ line: Substring) throws(InputError.Reason) -> Int? {
    if line == "numbers" { return nil }
    guard let number = Int(line) else { throw .invalidNumber(String(line), field: "number") }
    return number
  }

  func encode(_ number: Int) throws(InputError.Reason) -> String {
    guard number >= 0 else { throw .mismatch("\(number) is negative") }
    return String(number)
  }
}

@Suite struct RecordReaderTests {
  @Test func readsWhatWasWritten() throws {
    let sink = ByteSink.memory()
    var writer = try RecordWriter(sink, as: NumberFormat())
    for number in [3, 1, 2] { try writer.write(number) }
    #expect(String(decoding: sink.bytes, as: UTF8.self) == "numbers\n3\n1\n2\n")
    var reader = RecordReader(try source(sink.bytes, by: 3), as: NumberFormat())
    var numbers: [Int] = []
    while let number = try reader.next() { numbers.append(number) }
    #expect(numbers == [3, 1, 2])
  }

  @Test func saysWhereALineIsWrong() throws {
    var reader = RecordReader(try source(Array("1\n2\nx9\n".utf8), by: 100), as: NumberFormat())
    _ = try reader.next()
    _ = try reader.next()
    #expect(reader.position.line == 2)
    #expect {
      try reader.next()
    } throws: {
      "\($0)" == "list.txt:3: number is not a number: \"x9\""
    }
  }

  @Test func saysWhichRecordCannotBeWritten() throws {
    var writer = try RecordWriter(.memory(), as: NumberFormat(), name: "out.txt")
    try writer.write(1)
    #expect {
      try writer.write(-1)
    } throws: {
      "\($0)" == "out.txt:3: -1 is negative"
    }
  }
}
