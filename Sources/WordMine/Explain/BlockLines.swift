import WordMineText

/// The lines of a block, with what stands around it.
struct BlockLines {
  private let bytes: [UInt8]
  /// Where the block begins.
  private let start: Int
  private let atoms: Lazy

  /// The extents of the atoms, from the beginning of the block; computed when they are needed.
  private final class Lazy {
    lazy var extents = BlockLines.extents(bytes)
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }
  }

  private static func extents(_ bytes: [UInt8]) -> [Range<Int32>] {
    var tokenizer = Tokenizer()
    tokenizer.recordsExtents = true
    return tokenizer.tokenize(bytes.span).extents
  }

  init(before: [UInt8], _ block: [UInt8], after: [UInt8]) {
    bytes = before + block + after
    start = before.count
    atoms = Lazy(block + after)
  }

  /// Some atoms in their line.
  ///
  /// - Parameters:
  ///   - atom: The number of the first in the block.
  ///   - characters: How many are shown on each side.
  func context(_ atom: Int, _ count: Int, characters: Int) -> WordExplanation.Context {
    let extents = atoms.extents
    let last = min(atom + count, extents.count) - 1
    let word = start + Int(extents[atom].lowerBound)..<start + Int(extents[last].upperBound)
    let (before, after) = (bytes[..<word.lowerBound], bytes[word.upperBound...])
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? before.startIndex
    let lineEnd = after.firstIndex(of: 0x0A) ?? after.endIndex
    // No character of any use has more bytes.
    let reach = 16 * characters
    return WordExplanation.Context(
      before: Self.clean(Self.text(before[lineStart...].suffix(reach)).suffix(characters)),
      word: Self.text(bytes[word]),
      after: Self.clean(Self.text(after[..<lineEnd].prefix(reach)).prefix(characters)))
  }

  /// Characters that are cut at the edges are left out.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes.drop { $0 & 0xC0 == 0x80 }, as: UTF8.self)
    return text.hasSuffix("\u{FFFD}") ? String(text.dropLast()) : text
  }

  /// Without controls, which would break the line.
  private static func clean(_ text: Substring) -> String {
    let isControl = { (scalar: Unicode.Scalar) in
      scalar.properties.generalCategory == .control || (0x2028...0x2029).contains(scalar.value)
    }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
  }
}
