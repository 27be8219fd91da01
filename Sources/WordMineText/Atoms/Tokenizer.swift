import WordMineBase

/// Splits UTF-8 text into atoms.
///
/// An atom is one Han, kana or bopomofo character (also `%`, `○` and private use), or a run of
/// letters and digits of any other script, with single `.` or `-` allowed between two of them.
/// Numbers (`12,345.60`, `3:30`) and addresses (`https://example.com/?q=1`, `name@example.com`) are runs
/// with more signs; see `endOfRun`. Combining marks, and characters that are not seen, belong to the
/// preceding atom; a kana and its mark of voicing are one character. Everything else ends a clause, including invalid
/// bytes, and runs longer than `longestRun` bytes, which are not words in any language.
package struct Tokenizer: Sendable {
  /// The greatest length of a run that is an atom, in bytes.
  package static let longestRun = 256

  let table: CharacterTable
  /// The most bytes of a text whose extents are recorded: they are offsets of 32 bits.
  package static let longestText = Int(Int32.max)

  /// Whether to record the byte ranges of atoms.
  package var recordsExtents = false

  package init(_ table: CharacterTable = .standard) { self.table = table }

  /// The atoms of a block.
  ///
  /// - Precondition: If extents are recorded, the block has at most `longestText` bytes.
  /// - Complexity: O(bytes).
  package func tokenize(_ bytes: Span<UInt8>) -> TokenizedBlock {
    var block = TokenizedBlock()
    tokenize(bytes, into: &block)
    return block
  }

  /// The same in place of what the block held, whose memory is used again.
  package func tokenize(_ bytes: Span<UInt8>, into block: inout TokenizedBlock) {
    block.removeAll()
    block.bytes = bytes.count
    if recordsExtents { block.extents.reserveCapacity(bytes.count / 3 + 16) }
    var units: [UInt16] = []
    swap(&units, &block.units)
    // A run of one byte takes three units, and the border after it takes another byte and unit.
    units.append(addingCapacity: 2 * bytes.count + 2) { units in
      var position = 0
      var afterBorder = false
      while position < bytes.count {
        let end = addHan(bytes, position, &block, &units)
        if end > position { afterBorder = false }
        position = end < bytes.count ? step(bytes, end, &block, &units, &afterBorder) : end
      }
    }
    swap(&units, &block.units)
  }

  /// Adds the plain Han characters from `start` on, and returns the position after them.
  ///
  /// Three bytes that begin with 0xE4 to 0xE9 encode U+4000 to U+9FFF: nearly all of Chinese text.
  private func addHan(
    _ bytes: Span<UInt8>, _ start: Int, _ block: inout TokenizedBlock,
    _ units: inout OutputSpan<UInt16>
  ) -> Int {
    let atoms = table.atoms.span
    var end = start
    while end + 2 < bytes.count {
      let (first, second, third) = (bytes[end], bytes[end + 1], bytes[end + 2])
      guard first &- 0xE4 < 6, second & 0xC0 == 0x80, third & 0xC0 == 0x80 else { break }
      let code = UInt32(first & 15) &<< 12 | UInt32(second & 63) &<< 6 | UInt32(third & 63)
      let atom = atoms[Int(code)]
      guard atom >= CharacterTable.firstAtom else { break }
      units.append(atom)
      end += 3
    }
    let count = (end - start) / 3
    block.characters += count
    block.atoms += count
    if recordsExtents {
      for position in stride(from: Int32(start), to: Int32(end), by: 3) {
        block.extents.append(position..<position + 3)
      }
    }
    return end
  }

  /// Processes anything other than plain Han characters.
  private func step(
    _ bytes: Span<UInt8>, _ position: Int, _ block: inout TokenizedBlock,
    _ units: inout OutputSpan<UInt16>, _ afterBorder: inout Bool
  ) -> Int {
    let (scalar, length) = UTF8Scanner.next(in: bytes, at: position)
    guard let scalar else {
      if block.firstInvalid == nil { block.firstInvalid = (position, block.lines) }
      block.invalidBytes += length
      Self.addBorder(&units, &afterBorder)
      return position + length
    }
    if scalar == 0x0A { block.lines += 1 }
    switch table.characterClass(of: scalar) {
    case .character:
      block.characters += 1
      add(scalar, position..<position + length, &block, &units)
      afterBorder = false
      return position + length
    case .run:
      return addRun(bytes, position, &block, &units, &afterBorder)
    case .mark:
      block.characters += 1
      voice(scalar, endingAt: position + length, &block, &units)
      return position + length
    case .blank:
      Self.addBorder(&units, &afterBorder)
      return position + length
    case .border, .joiner, .invalid:
      block.characters += 1
      Self.addBorder(&units, &afterBorder)
      return position + length
    }
  }

  private static func addBorder(
    _ units: inout OutputSpan<UInt16>, _ afterBorder: inout Bool
  ) {
    if !afterBorder { units.append(AtomUnits.border) }
    afterBorder = true
  }

  private func add(
    _ code: UInt32, _ extent: Range<Int>, _ block: inout TokenizedBlock,
    _ units: inout OutputSpan<UInt16>
  ) {
    AtomUnits.append(code, to: &units)
    block.atoms += 1
    if recordsExtents {
      block.extents.append(Int32(extent.lowerBound)..<Int32(extent.upperBound))
    }
  }

  private func addRun(
    _ bytes: Span<UInt8>, _ start: Int, _ block: inout TokenizedBlock,
    _ units: inout OutputSpan<UInt16>, _ afterBorder: inout Bool
  ) -> Int {
    let (end, characters) = endOfRun(bytes, start)
    block.characters += characters
    guard end - start <= Self.longestRun else {
      Self.addBorder(&units, &afterBorder)
      return end
    }
    let run = bytes.extracting(start..<end)
    let number = block.runs.insert(run)
    block.runPositions.append(units.count + 1)
    add(AtomUnits.firstRun + UInt32(number), start..<end, &block, &units)
    afterBorder = false
    return end
  }

  /// Makes the kana that was added last the one with a mark of voicing.
  private func voice(
    _ mark: UInt32, endingAt end: Int, _ block: inout TokenizedBlock,
    _ units: inout OutputSpan<UInt16>
  ) {
    let last = units.count - 1
    guard last >= 0, let voiced = CharacterTable.voiced(units[last], mark) else { return }
    // A unit of a run may look like a kana.
    if last >= 2, units[last - 2] == AtomUnits.escape { return }
    units[last] = voiced
    if recordsExtents {
      let index = block.extents.count - 1
      block.extents[index] = block.extents[index].lowerBound..<Int32(end)
    }
  }
}
