import WordMineText

/// Reads a counts file window by window.
package struct NGramCountsReader: ~Copyable {
  package let header: NGramCountsFormat.Header
  private var input: BinaryReader
  private var atomBytes: [UInt8] = []
  /// The number of atoms read; once `nextAtom` gave `nil`, the number of all.
  package private(set) var atomCount = 0
  private var atomsEnded = false
  /// The number of atoms, if the file does not list them: they are ranks of a list that is kept elsewhere.
  let unlistedAtoms: Int?
  private var window = NGramWindow()
  private var distinct = 0
  private var total = 0
  private var ended = false

  /// - Throws: `InputError` if it is not a counts file of this version.
  package init(_ source: consuming ByteSource) throws(InputError) {
    try self.init(BinaryReader(source))
  }

  /// Reads a counts file that may have something before it, which the checksum covers too.
  ///
  /// - Parameter unlistedAtoms: The number of atoms, if the file does not list them.
  /// - Throws: `InputError` if it is not a counts file of this version.
  init(_ input: consuming BinaryReader, unlistedAtoms: Int? = nil) throws(InputError) {
    self.unlistedAtoms = unlistedAtoms
    self.input = input
    try self.input.expect(
      magic: NGramCountsFormat.magic, version: NGramCountsFormat.version, format: "counts file")
    let order = Int(try self.input.byte())
    let script = Int(try self.input.byte())
    let keyOrder = try self.input.byte()
    guard (1...NGramWindow.longest).contains(order), Script.allCases.indices.contains(script),
      keyOrder == NGramCountsFormat.keyOrder
    else { throw self.input.error(.damaged("the header makes no sense")) }
    if let unlistedAtoms {
      guard try self.input.number() == 0 else {
        throw self.input.error(.damaged("the list of atoms"))
      }
      (atomsEnded, atomCount) = (true, unlistedAtoms)
    }
    header = .init(order: order, script: Script.allCases[script])
  }

  package var name: String { input.name }

  /// The next atom, in ascending order; `nil` after the last.
  package mutating func nextAtom() throws(InputError) -> [UInt8]? {
    if atomsEnded { return nil }
    let shared = try input.number() - 1
    if shared < 0 {
      atomsEnded = true
      return nil
    }
    guard shared <= atomBytes.count, atomCount < Int(UInt32.max) else {
      throw input.error(.damaged("the list of atoms"))
    }
    let added = try input.bytes(try input.number(below: 1 << 16))
    let atom = Array(atomBytes[..<shared]) + added
    guard atomCount == 0 || atomBytes.lexicographicallyPrecedes(atom) else {
      throw input.error(.damaged("atoms are out of order"))
    }
    atomBytes = atom
    atomCount += 1
    return atom
  }

  /// All atoms by rank − 1.
  package mutating func atoms() throws(InputError) -> [[UInt8]] {
    var atoms: [[UInt8]] = []
    while let atom = try nextAtom() { atoms.append(atom) }
    return atoms
  }

  /// The next window; `nil` after the last, when the checksum was found right.
  package mutating func next() throws(InputError) -> NGramWindow? {
    while !atomsEnded { _ = try nextAtom() }
    if ended { return nil }
    let head = try input.byte()
    if head == NGramRun.endMark {
      try readTrailer()
      return nil
    }
    let shared = Int(head & 7)
    let length = shared + 1 + Int(head &>> 3 & 7)
    guard length <= header.order, shared <= window.length else {
      throw input.error(.damaged("a window is too long"))
    }
    let previous = window.atoms[shared]
    for index in shared..<NGramWindow.longest {
      window.atoms[index] = index < length ? UInt32(try input.number(below: 1 << 32)) : 0
    }
    if shared > 0 || distinct > 0 && shared == 0 {
      if shared > 0 {
        let (sum, overflow) = window.atoms[shared].addingReportingOverflow(previous)
        guard !overflow else { throw input.error(.damaged("an atom is out of range")) }
        window.atoms[shared] = sum
      }
      guard window.atoms[shared] > previous else {
        throw input.error(.damaged("windows are out of order"))
      }
    }
    for index in shared..<length {
      guard window.atoms[index] > 0, window.atoms[index] <= atomCount else {
        throw input.error(.damaged("an atom is out of range"))
      }
    }
    let count = Int(head &>> 6)
    window.count = count > 0 ? count : try input.number(below: UInt64(NGramCountsFormat.limit)) + 4
    distinct += 1
    total += window.count
    guard total < NGramCountsFormat.limit else {
      throw input.error(.damaged("the counts are too large"))
    }
    return window
  }

  private mutating func readTrailer() throws(InputError) {
    guard try input.number() == distinct, try input.number() == total else {
      throw input.error(.damaged("the totals do not match"))
    }
    try input.expectChecksumAndEnd()
    ended = true
  }

  /// Reads to the end, so that the checksum is looked at.
  package mutating func validate() throws(InputError) { while try next() != nil {} }
}
