import FoundationEssentials

extension TensorArchive {
  private static let magic = Array("WMTENSOR".utf8)

  private struct Header: Codable {
    struct Entry: Codable {
      var name: String
      var type: String
      var rows: Int
      var columns: Int
    }

    var version: Int
    var kind: String
    var metadata: [String: String]
    var tensors: [Entry]
  }

  /// The bytes of the file.
  public var bytes: [UInt8] {
    let names = tensors.keys.sorted()
    var entries: [Header.Entry] = []
    var body: [UInt8] = []
    for name in names {
      switch tensors[name]! {
      case .float(let matrix): Self.append(matrix, name, to: &entries, &body)
      case .double(let matrix): Self.append(matrix, name, to: &entries, &body)
      }
    }
    let header = Header(
      version: Self.version, kind: kind, metadata: metadata, tensors: entries)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    // Strings and integers can always be encoded.
    guard let json = try? encoder.encode(header) else { preconditionFailure("a header in JSON") }
    var result = Self.magic + LittleEndianBytes.of(UInt64(json.count), count: 4) + json + body
    result += LittleEndianBytes.of(UInt64(CyclicRedundancy.checksum(result)), count: 4)
    return result
  }

  private static func append<Element: Scalar>(
    _ matrix: Matrix<Element>, _ name: String, to entries: inout [Header.Entry],
    _ body: inout [UInt8]
  ) {
    entries.append(
      Header.Entry(
        name: name, type: Element.typeName, rows: matrix.rows, columns: matrix.columns))
    let size = MemoryLayout<Element>.size
    body.reserveCapacity(body.count + size * matrix.count)
    for element in matrix.elements {
      LittleEndianBytes.append(element.bits, count: size, to: &body)
    }
  }

  /// Reads the bytes of a file.
  ///
  /// - Throws: `Failure` for anything that is not a whole archive of this version, and for numbers that are
  ///   not finite.
  public init(bytes: [UInt8]) throws(Failure) {
    guard bytes.starts(with: Self.magic) else { throw .notAnArchive }
    guard bytes.count >= Self.magic.count + 8 else { throw .damaged("it ends too early") }
    let sum = LittleEndianBytes.value(bytes[(bytes.count - 4)...])
    guard sum == UInt64(CyclicRedundancy.checksum(bytes.dropLast(4))) else {
      throw .damaged("the checksum does not match")
    }
    let start = Self.magic.count + 4
    let length = Int(LittleEndianBytes.value(bytes[Self.magic.count..<start]))
    guard length <= bytes.count - start - 4 else { throw .damaged("the header is too long") }
    let header = try Self.header(bytes[start..<start + length])
    var rest = bytes[(start + length)...].dropLast(4)
    self.init(kind: header.kind, metadata: header.metadata)
    for entry in header.tensors {
      guard tensors[entry.name] == nil else { throw .damaged("\(entry.name) occurs twice") }
      tensors[entry.name] = try Self.tensor(entry, &rest)
    }
    guard rest.isEmpty else { throw .damaged("\(rest.count) bytes follow the matrices") }
  }

  private static func header(_ json: ArraySlice<UInt8>) throws(Failure) -> Header {
    struct Version: Codable { var version: Int }
    let data = Data(json)
    guard let version = try? JSONDecoder().decode(Version.self, from: data) else {
      throw .damaged("the header is not JSON")
    }
    guard version.version == Self.version else { throw .otherVersion(version.version) }
    guard let header = try? JSONDecoder().decode(Header.self, from: data) else {
      throw .damaged("the header lacks something")
    }
    return header
  }

  private static func tensor(
    _ entry: Header.Entry, _ rest: inout ArraySlice<UInt8>
  ) throws(Failure) -> Tensor {
    switch entry.type {
    case Float.typeName: .float(try matrix(entry, &rest))
    case Double.typeName: .double(try matrix(entry, &rest))
    default: throw .damaged("\(entry.name) is of unknown type \(entry.type)")
    }
  }

  /// The most rows or columns of a matrix without elements, since products have as many.
  private static let longestOfNothing = 1 << 20

  private static func matrix<Element: Scalar>(
    _ entry: Header.Entry, _ rest: inout ArraySlice<UInt8>
  ) throws(Failure) -> Matrix<Element> {
    let size = MemoryLayout<Element>.size
    let (count, overflow) = entry.rows.multipliedReportingOverflow(by: entry.columns)
    guard entry.rows >= 0, entry.columns >= 0, !overflow, count <= rest.count / size,
      max(entry.rows, entry.columns) <= max(count, Self.longestOfNothing)
    else {
      throw .damaged("\(entry.name) of \(entry.rows) × \(entry.columns) does not fit")
    }
    let start = rest.startIndex
    let elements = (0..<count).map { index in
      let place = start + index * size
      return Element(bits: LittleEndianBytes.value(rest[place..<place + size]))
    }
    rest = rest.dropFirst(count * size)
    let matrix = Matrix(entry.rows, entry.columns, elements)
    if let (row, column) = matrix.firstNotFinite {
      throw .damaged(
        "\(entry.name) is \(matrix[row, column]) in row \(row + 1), column \(column + 1)")
    }
    return matrix
  }
}

/// Little-endian integers.
enum LittleEndianBytes {
  static func of(_ value: UInt64, count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    append(value, count: count, to: &bytes)
    return bytes
  }

  static func append(_ value: UInt64, count: Int, to bytes: inout [UInt8]) {
    for place in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value &>> UInt64(8 &* place))) }
  }

  static func value(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var value: UInt64 = 0
    var place = bytes.endIndex
    while place > bytes.startIndex {
      place -= 1
      value = value << 8 | UInt64(bytes[place])
    }
    return value
  }
}

/// The checksum of Ethernet and gzip, CRC-32.
enum CyclicRedundancy {
  /// The remainder of each byte.
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { rest, _ in
      rest & 1 == 1 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1
    }
  }

  static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(~0) { $0 >> 8 ^ table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] }
  }
}
