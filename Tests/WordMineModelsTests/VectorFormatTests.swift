import Testing
import WordMineNumerics
import WordMineText

@testable import WordMineModels

@Suite struct VectorFormatTests {
  private let words = try! WordVectors(
    vocabulary: VectorVocabulary(words: ["茶", "b"], counts: [1, 1]),
    vectors: Matrix([[0.1, -2.5e-9], [3, 1e30]]))

  @Test func word2VecRoundTrips() throws {
    let sink = ByteSink.memory()
    try Word2VecFormat.write(words, to: sink, name: "out")
    #expect(String(decoding: sink.bytes, as: UTF8.self).hasPrefix("2 2\n茶 0.1 -2.5e-09\n"))
    #expect(try Word2VecFormat.read(source(sink.bytes)) == words)
  }

  @Test(arguments: [
    ("", "empty"), ("words\n", "does not begin"), ("2 2\na 1 2\n", "1 words"),
    ("1 2\na 1\n", "given:2"), ("1 2\na 1 x\n", "not a number"), ("1 1\na nan\n", "not a number"),
    ("2 1\na 1\na 2\n", "twice"), ("-1 2\n", "does not begin"),
    ("1 9223372036854775807\na 1\n", "does not begin"),
  ])
  func word2VecRefuses(text: String, message: String) throws {
    let error = #expect(throws: InputError.self) {
      try Word2VecFormat.read(source(Array(text.utf8)))
    }
    #expect(error?.description.contains(message) == true)
  }

  @Test func word2VecRefusesBlanksInWords() throws {
    let blank = try WordVectors(
      vocabulary: VectorVocabulary(words: ["a b"], counts: [1]), vectors: Matrix([[1]]))
    #expect(throws: InputError.self) {
      try Word2VecFormat.write(blank, to: .memory(), name: "out")
    }
  }

  @Test func numpyRoundTrips() throws {
    let bytes = NumpyFormat.bytes(words.vectors)
    #expect((bytes.count - 16) % 64 == 0)
    #expect(try NumpyFormat.read(source(bytes)) == words.vectors)
    let none = Matrix<Float>(rows: 0, columns: 3)
    #expect(try NumpyFormat.read(source(NumpyFormat.bytes(none))) == none)
  }

  private func file(_ header: String, _ body: [UInt8], version: UInt8 = 1) -> [UInt8] {
    let size: [UInt8] =
      version == 1
      ? LittleEndian.bytes(UInt16(header.utf8.count))
      : LittleEndian.bytes(UInt32(header.utf8.count))
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + size + header.utf8 + body
  }

  @Test func numpyReadsDoublesAndVectorsAndLongHeaders() throws {
    let body = [1.5, -2].flatMap { LittleEndian.bytes($0.bitPattern) }
    let header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }\n"
    #expect(try NumpyFormat.read(source(file(header, body))).elements == [1.5, -2])
    #expect(try NumpyFormat.read(source(file(header, body, version: 2))).shape == (1, 2))
  }

  @Test(arguments: [
    ("'<i8', 'fortran_order': False, 'shape': (1, 1)", "floats"),
    ("'<f4', 'fortran_order': True, 'shape': (1, 1)", "columns"),
    ("'<f4', 'fortran_order': False, 'shape': (1, 1, 1)", "no matrix"),
    ("'<f4', 'fortran_order': False, 'shape': (2, 1)", "4 bytes for 2 × 1"),
    ("'<f4', 'fortran_order': False, 'shape': (-1, -4)", "no matrix"),
    ("'<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4)", "bytes for"),
    ("'<f4', 'fortran_order': False, 'shape': (4611686018427387904, 0)", "bytes for"),
  ])
  func numpyRefuses(header: String, message: String) throws {
    let error = #expect(throws: InputError.self) {
      try NumpyFormat.read(source(file(header, [0, 0, 0, 0])))
    }
    #expect(error?.description.contains(message) == true)
  }

  @Test func numpyRefusesWhatIsCutOff() throws {
    let bytes = NumpyFormat.bytes(words.vectors)
    for count in bytes.indices {
      #expect(throws: InputError.self) {
        try NumpyFormat.read(source(Array(bytes.prefix(count)), pieces: 1000))
      }
    }
  }

  /// The second of two numbers is not finite, or not in 32 bits.
  @Test(arguments: [Double.nan, .infinity, -.infinity, 1e39])
  func numpyRefusesNumbersThatAreNotFinite(number: Double) throws {
    let body = [1.5, number].flatMap { LittleEndian.bytes($0.bitPattern) }
    let header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 1), }\n"
    let error = #expect(throws: InputError.self) {
      try NumpyFormat.read(source(file(header, body)))
    }
    #expect(error?.description.contains("row 2, column 1 is \(number)") == true)
  }

  @Test func numpyRefusesSinglesThatAreNotFinite() throws {
    let bytes = NumpyFormat.bytes(Matrix([[1, 2], [3, .nan]]))
    let error = #expect(throws: InputError.self) { try NumpyFormat.read(source(bytes)) }
    #expect(error?.description.contains("row 2, column 2 is nan") == true)
  }

  @Test(arguments: ["nan", "inf", "-Infinity", "1e39", "0x1p200"])
  func word2VecRefusesNumbersThatAreNotFinite(number: String) throws {
    let error = #expect(throws: InputError.self) {
      try Word2VecFormat.read(source(Array("1 2\na 1 \(number)\n".utf8)))
    }
    #expect(error?.description.contains("given:2") == true)
  }
}
