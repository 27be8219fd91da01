import WordMineModels
import WordMineNumerics
import WordMineText

/// Documents in which a and b are used alike, and so are c and d.
let planted: [[String]] = (0..<60).map { index in
  let first = index % 2 == 0 ? "a" : "b"
  let second = index % 3 == 0 ? "c" : "d"
  return ["x", first, "y", "z", first, "x"] + ["u", second, "v", "w", second, "u"]
}

extension Matrix {
  /// A matrix that a test spells out by its rows.
  init(_ rows: [[Element]]) { try! self.init(rows: rows) }
}

/// A source of some bytes, given in pieces.
func source(_ bytes: [UInt8], pieces: Int = 7) throws -> ByteSource {
  var rest = bytes[...]
  return try ByteSource(name: "given") { _ in
    defer { rest = rest.dropFirst(pieces) }
    return Array(rest.prefix(pieces))
  }
}
