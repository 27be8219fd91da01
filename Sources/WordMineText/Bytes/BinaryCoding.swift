/// Variable-length integers: seven bits per byte, lowest first.
@usableFromInline package enum LEB128 {
  @inlinable package static func append(_ value: UInt64, to bytes: inout [UInt8]) {
    var value = value
    while value >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
      value &>>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: value))
  }
}

/// Fixed-width numbers, lowest byte first.
@usableFromInline package enum LittleEndian {
  package static func bytes<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
    (0..<Value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> Value($0 * 8)) }
  }

  package static func value<Value: FixedWidthInteger>(_ bytes: [UInt8]) -> Value {
    bytes.reversed().reduce(0) { $0 << 8 | Value(truncatingIfNeeded: $1) }
  }
}

/// Reads the binary files of this project: integers and bytes, with a running checksum.
///
/// Any inconsistency is an `InputError` that names the file.
@usableFromInline package struct BinaryReader: ~Copyable {
  private var source: ByteSource
  private var buffer: [UInt8] = []
  private var position = 0
  private var checksum = Checksum()
  private static let blockSize = 256 << 10

  package init(_ source: consuming ByteSource) { self.source = source }

  package var name: String { source.name }

  package func error(_ reason: InputError.Reason) -> InputError {
    InputError(reason, at: SourcePosition(source: source.name))
  }

  private mutating func refill() throws(InputError) {
    checksum.update(buffer)
    buffer = try source.read(Self.blockSize)
    position = 0
  }

  package mutating func byte() throws(InputError) -> UInt8 {
    if position == buffer.count {
      try refill()
      if buffer.isEmpty { throw error(.damaged("the file ends too early")) }
    }
    let byte = buffer[position]
    position += 1
    return byte
  }

  package mutating func bytes(_ count: Int) throws(InputError) -> [UInt8] {
    var result: [UInt8] = []
    while result.count < count {
      if position == buffer.count {
        try refill()
        if buffer.isEmpty { throw error(.damaged("the file ends too early")) }
      }
      let taken = min(count - result.count, buffer.count - position)
      result += buffer[position..<position + taken]
      position += taken
    }
    return result
  }

  /// A LEB128 number that is below `limit`.
  package mutating func number(below limit: UInt64 = 1 << 62) throws(InputError) -> Int {
    let value = buffer.count - position > Self.longestNumber ? try nearNumber() : try farNumber()
    guard value < limit else { throw error(.damaged("a number is out of range")) }
    return Int(value)
  }

  /// The greatest length of an integer in bytes.
  private static var longestNumber: Int { 9 }

  /// An integer that is known to be complete in the buffer.
  @inline(__always) private mutating func nearNumber() throws(InputError) -> UInt64 {
    let (value, next) = Self.number(in: buffer.span, at: position)
    guard next - position <= Self.longestNumber else {
      throw error(.damaged("a number is too large"))
    }
    position = next
    return value
  }

  /// An integer and its end, which is more than `longestNumber` bytes away if it is too large.
  @inline(__always) private static func number(
    in bytes: Span<UInt8>, at start: Int
  ) -> (UInt64, Int) {
    var place = start
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = UInt64(bytes[place])
      value |= (byte & 0x7F) &<< shift
      place += 1
      shift += 7
      if byte < 0x80 || shift > 63 { return (value, place) }
    }
  }

  /// An integer for which the buffer may need to be refilled.
  private mutating func farNumber() throws(InputError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try byte()
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
      if shift > 56 { throw error(.damaged("a number is too large")) }
    }
  }

  /// Checks the magic bytes and the version.
  package mutating func expect(
    magic: [UInt8], version: UInt8, format: String
  ) throws(InputError) {
    let found: [UInt8]
    do {
      found = try bytes(magic.count)
    } catch {
      throw self.error(.notThisFormat(expected: format, hint: "it is too short"))
    }
    guard found == magic else {
      throw error(.notThisFormat(expected: format, hint: "it begins otherwise"))
    }
    let foundVersion = try byte()
    guard foundVersion == version else {
      throw error(.otherVersion(found: Int(foundVersion), supported: Int(version)))
    }
  }

  /// Reads and checks the CRC-32 of everything before it, and checks that nothing follows.
  ///
  /// - Returns: That checksum.
  @discardableResult
  package mutating func expectChecksumAndEnd() throws(InputError) -> UInt32 {
    var sum = checksum
    sum.update(buffer[..<position])
    let found: UInt32 = LittleEndian.value(try bytes(4))
    guard found == sum.value else { throw error(.damaged("the checksum does not match")) }
    if position == buffer.count { try refill() }
    guard position == buffer.count else { throw error(.damaged("bytes follow the end")) }
    return found
  }
}
