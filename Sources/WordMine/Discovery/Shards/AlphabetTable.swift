import WordMineBase
import WordMineText

/// The atoms of a corpus by their ids, for those who see only a part of it.
///
/// The part of the file of a plan: number of atoms; for each: its folded text, its usual form, its count;
/// number of characters that it is written as, and these; number of runs, and these. Then the counts of both
/// classes.
struct AlphabetTable: Equatable, Sendable {
  /// An atom with an id of its own.
  struct Atom: Equatable, Sendable {
    var folded: String
    /// Its most frequent form.
    var usual: String
    var count: Int
    /// What it is written as.
    var characters: [UInt32] = []
    var runs: [[UInt8]] = []
  }

  /// In the order of the ids, from the first behind the classes.
  var atoms: [Atom]
  /// The counts of numbers, and of rare runs.
  var classCounts: [Int]

  /// - Parameters:
  ///   - written: The forms that the alphabet was made of.
  ///   - text: Has the runs.
  init(_ alphabet: AtomAlphabet, _ written: [(code: UInt32, count: Int)], of text: AtomText) {
    let first = AtomAlphabet.latinClass + 1
    atoms = (first..<max(first, alphabet.count)).map { id in
      Atom(folded: alphabet.folded[id], usual: alphabet.usual[id], count: alphabet.counts[id])
    }
    classCounts = [
      alphabet.counts[AtomAlphabet.numberClass], alphabet.counts[AtomAlphabet.latinClass],
    ]
    for (code, _) in written {
      let number = Int(alphabet.id(of: code)) - first
      guard number >= 0 else { continue }
      if code < AtomUnits.firstRun {
        atoms[number].characters.append(code)
      } else {
        atoms[number].runs.append(text.text(of: code))
      }
    }
    // Their numbers depend on the order of the text.
    for number in atoms.indices {
      atoms[number].runs.sort { $0.lexicographicallyPrecedes($1) }
    }
  }

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(number: atoms.count)
    for atom in atoms {
      bytes.append(text: atom.folded.utf8)
      bytes.append(text: atom.usual.utf8)
      bytes.append(number: atom.count)
      bytes.append(ids: atom.characters)
      bytes.append(number: atom.runs.count)
      for run in atom.runs { bytes.append(text: run) }
    }
    for count in classCounts { bytes.append(number: count) }
    return bytes
  }

  init(_ body: inout BinaryReader) throws(InputError) {
    atoms = []
    classCounts = []
    for _ in 0..<(try body.number(below: 1 << ShortGram.bits)) {
      var atom = Atom(
        folded: try body.utf8(), usual: try body.utf8(), count: try body.count(),
        characters: try body.ids(below: Int(AtomUnits.firstRun)))
      for _ in 0..<(try body.number(below: 1 << 32)) { atom.runs.append(try body.text()) }
      atoms.append(atom)
    }
    for _ in 0..<2 { classCounts.append(try body.count()) }
    let counts = atoms.map(\.count) + classCounts
    guard counts.reduce(0.0, { $0 + Double($1) }) < 0x1p60 else {
      throw body.error(.damaged("the counts are too large"))
    }
  }
}

extension BinaryReader {
  fileprivate mutating func utf8() throws(InputError) -> String {
    guard let text = String(validating: try text(), as: UTF8.self) else {
      throw error(.damaged("a text is not UTF-8"))
    }
    return text
  }
}

extension AtomAlphabet {
  /// The atoms of a corpus, for a part of it that has runs of its own numbers.
  init(_ table: AlphabetTable, runs: StringTable = StringTable(), folding normalizer: Normalizer) {
    self.init(
      table.atoms.map { (folded: $0.folded, usual: $0.usual, count: $0.count) },
      classCounts: table.classCounts)
    var known: [[UInt8]: UInt32] = [:]
    for (index, atom) in table.atoms.enumerated() {
      let id = UInt32(Self.latinClass + 1 + index)
      for code in atom.characters { setID(id, of: code) }
      for run in atom.runs { known[run] = id }
    }
    for number in 0..<runs.count {
      let run = Array(runs[number])
      setID(
        known[run] ?? UInt32(Self.runClass(normalizer.fold(run))),
        of: AtomUnits.firstRun + UInt32(number))
    }
  }
}
