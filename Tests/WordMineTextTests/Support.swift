import Foundation
import WordMineText

/// Random numbers that a seed repeats.
struct TestGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed &>> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed &>> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed &>> 31
  }

  /// Pieces of text and of broken text, so that every kind of character meets every other.
  mutating func messyBytes(_ count: Int) -> [UInt8] {
    let pieces: [[UInt8]] =
      [
        "中", "国", "𠮷", "a", "Bé", "7", "3.14", "-", ".", "e\u{301}", "字\u{FE00}", "，", "。", " ",
        "\u{3000}", "\n", "\r\n", "\0", "—", "——", "…", "%", "％", "カ", "ﾊﾞ", "①", "㍿", "한", "д",
        "\u{200D}", "\u{E000}", "😀", "\u{FFFD}", "\u{FEFF}", "か\u{3099}", "⺠", "\u{AD}", "12,345",
        ":", ",",
        "https://a.cn/b?c=(1)", "www.", "://", "@", "_", "x_y@a.com", "👨\u{200D}👩", "🇨", "👍🏽",
      ].map { Array($0.utf8) } + [
        [0xFF], [0xE4, 0xB8], [0xF0, 0x9F, 0x98], [0x80], [0xC0, 0xAF],
      ]
    return (0..<count).flatMap { _ in pieces.randomElement(using: &self)! }
  }
}

/// Bytes as hexadecimal digits show them.
func hex(_ digits: String) -> [UInt8] {
  let values = digits.compactMap(\.hexDigitValue).map(UInt8.init)
  return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
}

/// Everything that an input holds, read `size` bytes at a time.
func content(_ source: consuming ByteSource, by size: Int = 1 << 16) throws -> [UInt8] {
  var source = source
  var bytes: [UInt8] = []
  while true {
    let part = try source.read(size)
    if part.isEmpty { return bytes }
    bytes += part
  }
}

/// Runs a test in a directory of its own, which is empty before and removed after it.
func withDirectory<Result>(_ body: (String) throws -> Result) throws -> Result {
  let url = FileManager.default.temporaryDirectory
    .appendingPathComponent("wordmine-test-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: url) }
  return try body(url.path)
}

func names(in directory: String) throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
}

/// The atoms of a text as they were written, clause by clause.
func clauses(_ text: AtomText) -> [[String]] {
  var clauses: [[String]] = [[]]
  var position = 0
  while position < text.units.count {
    let (code, next) = AtomUnits.next(text.units.span, at: position)
    position = next
    if code == 0 {
      clauses.append([])
    } else {
      clauses[clauses.count - 1].append(String(decoding: text.text(of: code), as: UTF8.self))
    }
  }
  return clauses.filter { !$0.isEmpty }
}

func clauses(_ bytes: [UInt8]) -> [[String]] {
  var text = AtomText()
  text.append(Tokenizer().tokenize(bytes.span))
  return clauses(text)
}

/// Reads inputs as atoms, and gives what was gathered and what was counted.
func read(
  _ inputs: [CorpusInput], _ change: (inout CorpusReader.Configuration) -> Void = { _ in }
) throws -> (text: AtomText, summary: CorpusReader.Summary) {
  var configuration = CorpusReader.Configuration()
  change(&configuration)
  var reader = CorpusReader(inputs, configuration)
  var text = AtomText()
  try reader.readAtoms { block, atoms in
    text.append(atoms)
    if block.isLast { text.endClause() }
  }
  return (text, reader.summary)
}
