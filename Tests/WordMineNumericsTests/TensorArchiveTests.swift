import Testing

@testable import WordMineNumerics

@Suite struct TensorArchiveTests {
  private var archive: TensorArchive {
    var archive = TensorArchive(kind: "test", metadata: ["name": "茶馆", "count": "3"])
    archive.set("double", random(3, 4, seed: 1))
    archive.set("float", Matrix<Float>(random(2, 2, seed: 2)))
    archive.set("empty", Matrix<Double>(rows: 0, columns: 5))
    archive.set(
      "odd", Matrix<Double>(row: [.greatestFiniteMagnitude, -0.0, .leastNonzeroMagnitude]))
    return archive
  }

  @Test func roundTripsEveryBit() throws {
    let read = try TensorArchive(bytes: archive.bytes)
    #expect(read.metadata == archive.metadata)
    #expect(read.kind == "test")
    #expect(read.bytes == archive.bytes)
    let odd: Matrix<Double> = try read.matrix("odd")
    #expect(odd.elements[1].sign == .minus && odd.elements[2] == .leastNonzeroMagnitude)
    let float: Matrix<Float> = try read.matrix("float")
    #expect(float == Matrix<Float>(random(2, 2, seed: 2)))
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func numbersThatAreNotFiniteAreRefused(number: Float) {
    var archive = TensorArchive(kind: "k")
    archive.set("w", Matrix<Float>([[1, 2], [number, 3]]))
    #expect(throws: TensorArchive.Failure.damaged("w is \(number) in row 2, column 1")) {
      try TensorArchive(bytes: archive.bytes)
    }
  }

  /// Written out by hand: one float, 1.0, little-endian.
  @Test func theLayoutIsWhatTheCommentSays() {
    var archive = TensorArchive(kind: "k")
    archive.set("w", Matrix<Float>(row: [1]))
    let json =
      #"{"kind":"k","metadata":{},"tensors":[{"columns":1,"name":"w","rows":1,"type":"float32"}],"#
      + #""version":1}"#
    let head = Array("WMTENSOR".utf8) + [UInt8(json.utf8.count), 0, 0, 0] + Array(json.utf8)
    #expect(Array(archive.bytes.dropLast(4)) == head + [0, 0, 0x80, 0x3F])
    // The known value of CRC-32.
    #expect(CyclicRedundancy.checksum("123456789".utf8) == 0xCBF4_3926)
  }

  @Test func everyDamagedByteIsFound() {
    let bytes = archive.bytes
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 0x10
      #expect(throws: TensorArchive.Failure.self) { try TensorArchive(bytes: damaged) }
    }
    for count in [0, 7, 8, 12, 15, bytes.count / 2, bytes.count - 1] {
      #expect(throws: TensorArchive.Failure.self) {
        try TensorArchive(bytes: Array(bytes.prefix(count)))
      }
    }
    #expect(throws: TensorArchive.Failure.self) { try TensorArchive(bytes: bytes + [0]) }
  }

  /// A header that lies is found out though the checksum is right.
  @Test(arguments: [
    (#"{"kind":"k","metadata":{},"tensors":[],"version":2}"#, "version 2"),
    (#"{"kind":"k"}"#, "JSON"), (#"{"version":1}"#, "lacks"), ("[", "JSON"),
    (
      #"{"kind":"k","metadata":{},"tensors":[{"columns":9,"name":"w","rows":9,"type":"float32"}],"version":1}"#,
      "does not fit"
    ),
    (
      #"{"kind":"k","metadata":{},"tensors":[{"columns":-1,"name":"w","rows":-1,"type":"float32"}],"version":1}"#,
      "does not fit"
    ),
    (
      #"{"kind":"k","metadata":{},"tensors":[{"columns":4611686018427387904,"name":"w","rows":4,"type":"float32"}],"version":1}"#,
      "does not fit"
    ),
    (
      #"{"kind":"k","metadata":{},"tensors":[{"columns":4611686018427387904,"name":"w","rows":0,"type":"float32"}],"version":1}"#,
      "does not fit"
    ),
    (
      #"{"kind":"k","metadata":{},"tensors":[{"columns":1,"name":"w","rows":1,"type":"int8"}],"version":1}"#,
      "unknown type"
    ),
  ])
  func lyingHeadersAreRefused(json: String, message: String) throws {
    var bytes = Array("WMTENSOR".utf8) + LittleEndianBytes.of(UInt64(json.utf8.count), count: 4)
    bytes += json.utf8
    bytes += LittleEndianBytes.of(UInt64(CyclicRedundancy.checksum(bytes)), count: 4)
    let failure = #expect(throws: TensorArchive.Failure.self) { try TensorArchive(bytes: bytes) }
    #expect(failure?.description.contains(message) == true)
  }

  @Test func saysWhatIsMissingOrOther() {
    #expect(throws: TensorArchive.Failure.missing("matrix w")) {
      let _: Matrix<Double> = try archive.matrix("w")
    }
    #expect(throws: TensorArchive.Failure.damaged("float is not of float64")) {
      let _: Matrix<Double> = try archive.matrix("float")
    }
    #expect(throws: TensorArchive.Failure.damaged("double is 3 × 4, not 4 × 3")) {
      try archive.matrix("double", like: Matrix<Double>(rows: 4, columns: 3))
    }
    #expect(throws: TensorArchive.Failure.damaged("name is 茶馆")) { try archive.number("name") }
    #expect(throws: TensorArchive.Failure.missing("size")) { try archive.number("size") }
    var large = archive
    large.metadata["count"] = String(Int.max)
    #expect(throws: TensorArchive.Failure.self) { try large.number("count") }
  }
}
