import WordMineText

/// A message of Protocol Buffers that is being written.
struct ProtobufMessage {
  private(set) var bytes: [UInt8] = []

  /// Appends an integer; a negative one takes ten bytes.
  mutating func append(_ field: Int, _ value: Int) {
    key(field, 0)
    LEB128.append(UInt64(bitPattern: Int64(value)), to: &bytes)
  }

  mutating func append(_ field: Int, _ value: Float) {
    key(field, 5)
    bytes += LittleEndian.bytes(value.bitPattern)
  }

  mutating func append(_ field: Int, _ value: some Collection<UInt8>) {
    key(field, 2)
    LEB128.append(UInt64(value.count), to: &bytes)
    bytes += value
  }

  private mutating func key(_ field: Int, _ type: Int) {
    LEB128.append(UInt64(field << 3 | type), to: &bytes)
  }
}

/// The fields of a message of Protocol Buffers, read one after the other.
struct ProtobufFields {
  enum Value {
    case number(UInt64)
    case fixed32(UInt32)
    case fixed64
    case bytes(ArraySlice<UInt8>)
  }

  private var rest: ArraySlice<UInt8>

  init(_ message: ArraySlice<UInt8>) { rest = message }

  /// The next field; `nil` after the last.
  ///
  /// - Throws: `InputError.Reason.damaged` if there is none, but bytes.
  mutating func next() throws(InputError.Reason) -> (number: UInt64, value: Value)? {
    if rest.isEmpty { return nil }
    let key = try number()
    let value: Value
    switch key & 7 {
    case 0: value = .number(try number())
    case 1:
      _ = try take(8)
      value = .fixed64
    case 2: value = .bytes(try take(try number()))
    case 5: value = .fixed32(LittleEndian.value(Array(try take(4))))
    default: throw .damaged("a field of an unknown type")
    }
    return (key >> 3, value)
  }

  private mutating func take(_ count: UInt64) throws(InputError.Reason) -> ArraySlice<UInt8> {
    guard count <= UInt64(rest.count) else { throw .damaged("a field ends after the file") }
    defer { rest = rest.dropFirst(Int(count)) }
    return rest.prefix(Int(count))
  }

  private mutating func number() throws(InputError.Reason) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard let byte = rest.popFirst() else { throw .damaged("a number ends after the file") }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw .damaged("a number is too large")
  }
}
