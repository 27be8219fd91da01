import WordMineText

/// The file of n-gram counts: header, atoms, windows, trailer.
///
/// | part | content |
/// | --- | --- |
/// | magic | `WMCOUNTS` |
/// | header | version, order, script, key order (1: UTF-8 bytes of the folded atoms), one byte each |
/// | atoms | front-coded, ascending: shared bytes + 1, further bytes, those bytes; 0 ends the list |
/// | windows | an `NGramRun`, ended by 0xFF |
/// | trailer | distinct windows and all windows (less than 2⁴⁸), LEB128; CRC-32 of all before it, little-endian |
///
/// The bytes depend on the counts alone: not on threads, memory, or the order and split of inputs.
package enum NGramCountsFormat {
  static let magic = Array("WMCOUNTS".utf8)
  static let version: UInt8 = 1
  static let keyOrder: UInt8 = 1
  /// The counts of a file add up to less than this, so that no sum of them overflows.
  static let limit = 1 << 48

  /// What the counts were made with; only counts of the same kind can be added.
  package struct Header: Equatable, Sendable {
    /// The longest n-gram.
    package var order: Int
    /// The script that atoms were folded to.
    package var script: Script

    package init(order: Int, script: Script = .asIs) {
      self.order = order
      self.script = script
    }

    /// - Throws: `InputError` unless counts with these headers can be added.
    func requireSame(
      as wanted: Header, of name: String, _ other: String
    ) throws(InputError) {
      guard self != wanted else { return }
      throw InputError(
        .mismatch(
          "counts of order \(order), script \(script.rawValue), do not go with counts of order "
            + "\(wanted.order), script \(wanted.script.rawValue), in \(other)"),
        at: SourcePosition(source: name))
    }

    var bytes: [UInt8] {
      [version, UInt8(order), UInt8(Script.allCases.firstIndex(of: script)!), keyOrder]
    }
  }
}

/// Writes a counts file, part by part.
struct NGramCountsWriter {
  private let sink: ByteSink
  private let start: Int
  private var previousAtom: [UInt8] = []
  private var run = NGramRun()
  private var previous: MergeWindow?
  private var distinct = 0
  /// All windows so far.
  private(set) var total = 0

  /// - Parameter sink: Nothing was written to it before.
  init(_ header: NGramCountsFormat.Header, to sink: ByteSink) throws {
    self.sink = sink
    start = sink.bytesWritten
    try sink.write(NGramCountsFormat.magic + header.bytes)
  }

  /// - Precondition: Atoms come in ascending order, before any window.
  mutating func write(atom: [UInt8]) throws {
    var shared = 0
    while shared < min(atom.count, previousAtom.count), atom[shared] == previousAtom[shared] {
      shared += 1
    }
    var bytes: [UInt8] = []
    LEB128.append(UInt64(shared + 1), to: &bytes)
    LEB128.append(UInt64(atom.count - shared), to: &bytes)
    try sink.write(bytes + atom[shared...])
    previousAtom = atom
  }

  func endAtoms() throws { try sink.write([0]) }

  /// Takes windows that are already encoded; their first must share nothing with what came before.
  mutating func write(_ encoded: NGramRun, total: Int) throws {
    try sink.write(encoded.bytes)
    distinct += encoded.windows
    self.total += total
  }

  mutating func write(_ window: MergeWindow) throws {
    if let previous {
      let shared = window.sharedPrefix(previous)
      let before = shared == 0 ? 0 : previous.atom(shared)
      run.append(count: window.count, shared: shared, window.atom(shared) &- before) {
        window.atom($0)
      }
    } else {
      run.append(count: window.count, shared: 0, window.atom(0)) { window.atom($0) }
    }
    previous = window
    distinct += 1
    total += window.count
    if run.bytes.count >= 1 << 16 { try flush() }
  }

  private mutating func flush() throws {
    try sink.write(run.bytes)
    run.removeBytes()
  }

  mutating func end() throws {
    try flush()
    var trailer: [UInt8] = [NGramRun.endMark]
    LEB128.append(UInt64(distinct), to: &trailer)
    LEB128.append(UInt64(total), to: &trailer)
    try sink.write(trailer)
    try sink.write(LittleEndian.bytes(sink.checksum.value))
  }
}
