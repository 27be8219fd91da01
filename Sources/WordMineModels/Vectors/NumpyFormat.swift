import WordMineNumerics
import WordMineText

/// The `.npy` format of NumPy, for matrices of 32- or 64-bit floats in row-major order.
///
/// Reference: NumPy, *NEP 1: A Simple File Format for NumPy Arrays*.
public enum NumpyFormat {
  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// The most rows or columns of a matrix without elements, since products can have as many.
  private static let longestOfNothing = 1 << 20

  /// The contents of a file, version 1.0.
  public static func bytes(_ matrix: Matrix<Float>) -> [UInt8] {
    header("<f4", shape: "\(matrix.rows), \(matrix.columns)")
      + matrix.elements.flatMap { LittleEndian.bytes($0.bitPattern) }
  }

  /// The contents of a file with a checksum of another file, to which it belongs: a second array behind
  /// the first, as `numpy.save` appends to an open file. `numpy.load` reads the first.
  package static func bytes(_ matrix: Matrix<Float>, with checksum: Checksum) -> [UInt8] {
    bytes(matrix) + seal(checksum)
  }

  private static func seal(_ checksum: Checksum) -> [UInt8] {
    header("<u4", shape: "1,") + LittleEndian.bytes(checksum.value)
  }

  private static func header(_ type: String, shape: String) -> [UInt8] {
    var header = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(shape)), }"
    // The numbers begin at a multiple of 64 bytes, after a line break.
    let length = magic.count + 4 + header.utf8.count + 1
    header += String(repeating: " ", count: (64 - length % 64) % 64) + "\n"
    let size = LittleEndian.bytes(UInt16(header.utf8.count))
    return magic + [1, 0] + size + header.utf8
  }

  /// Reads a matrix, or a vector as one row.
  ///
  /// - Throws: `InputError` for other element types, another memory order, files that are too short or too
  ///   long, and numbers that are not finite, or too large for 32 bits.
  public static func read(_ source: consuming ByteSource) throws(InputError) -> Matrix<Float> {
    try read(source, with: nil)
  }

  /// - Parameter checksum: Of the file that the matrix must belong to, if it says to which.
  package static func read(
    _ source: consuming ByteSource, with checksum: Checksum?
  ) throws(InputError) -> Matrix<Float> {
    let position = SourcePosition(source: source.name)
    var bytes: [UInt8] = []
    while true {
      let block = try source.read(1 << 20)
      if block.isEmpty { break }
      bytes += block
    }
    do {
      return try matrix(unsealed(bytes[...], checksum))
    } catch {
      throw InputError(error, at: position)
    }
  }

  /// The bytes without those of a second array that holds a checksum.
  private static func unsealed(
    _ bytes: ArraySlice<UInt8>, _ checksum: Checksum?
  ) throws(InputError.Reason) -> [UInt8] {
    let length = seal(Checksum()).count
    guard bytes.count > length, case let seal = bytes.suffix(length),
      seal.starts(with: header("<u4", shape: "1,"))
    else { return Array(bytes) }
    let found: UInt32 = LittleEndian.value(Array(seal.suffix(4)))
    if let checksum, found != checksum.value {
      throw .mismatch("the words beside it are those of other vectors")
    }
    return Array(bytes.dropLast(length))
  }

  private static func matrix(_ bytes: [UInt8]) throws(InputError.Reason) -> Matrix<Float> {
    guard bytes.starts(with: magic), bytes.count >= 10 else {
      throw .notThisFormat(expected: "numpy file", hint: "it begins otherwise")
    }
    let isLong = bytes[6] > 1
    let start = isLong ? 12 : 10
    let size: UInt32 = LittleEndian.value(Array(bytes[8..<min(start, bytes.count)]))
    guard bytes.count >= start + Int(size) else { throw .damaged("the header is cut off") }
    let header = String(decoding: bytes[start..<start + Int(size)], as: UTF8.self)
    let (rows, columns) = try shape(header)
    let body = bytes[(start + Int(size))...]
    let width = header.contains("'<f4'") ? 4 : 8
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard !overflow, body.count % width == 0, count == body.count / width,
      max(rows, columns) <= max(count, longestOfNothing)
    else {
      throw .damaged("\(body.count) bytes for \(rows) × \(columns) numbers")
    }
    var elements: [Float] = []
    elements.reserveCapacity(count)
    for index in 0..<count {
      let place = body.startIndex + index * width
      let number = number(Array(body[place..<place + width]))
      guard Float(number).isFinite else {
        throw .mismatch(
          "the number in row \(index / columns + 1), column \(index % columns + 1) is \(number); numbers "
            + "must be finite, and fit 32 bits")
      }
      elements.append(Float(number))
    }
    return Matrix(rows, columns, elements)
  }

  private static func number(_ bytes: [UInt8]) -> Double {
    bytes.count == 4
      ? Double(Float(bitPattern: LittleEndian.value(bytes)))
      : Double(bitPattern: LittleEndian.value(bytes))
  }

  private static func shape(_ header: String) throws(InputError.Reason) -> (Int, Int) {
    guard header.contains("'<f4'") || header.contains("'<f8'") else {
      throw .mismatch(
        "the numbers are not 32- or 64-bit floats, little-endian; convert with astype")
    }
    guard header.contains("'fortran_order': False") else {
      throw .mismatch("the numbers stand in columns; save numpy.ascontiguousarray of them")
    }
    let inside = header.split(separator: "(").last?.split(separator: ")").first ?? ""
    let fields = inside.split(separator: ",").map { $0.drop { $0 == " " } }
    let sizes = fields.compactMap { Int($0) }.filter { $0 >= 0 }
    guard sizes.count == fields.count, 1...2 ~= sizes.count else {
      throw .mismatch("an array that is no matrix: \(header.prefix(80))")
    }
    return sizes.count == 1 ? (1, sizes[0]) : (sizes[0], sizes[1])
  }
}
