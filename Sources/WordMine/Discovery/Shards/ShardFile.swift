import WordMineText

/// The files that the verbs of `wordmine shard` hand on to each other.
///
/// | part | content |
/// | --- | --- |
/// | magic | `WMSHARD_` |
/// | header | version and kind, one byte each; the checksum of the plan, four bytes, zeros in files that are made before it; the number of the shard or of the range; a byte for the direction of the strings: 1 right, 2 left, 0 none |
/// | body | see `WrittenAtoms`, `ShardPlan`, `RangeCounts`, `ShardSample`, `ShardEntropies`, `ShardUses`, `ShardMeasures` |
/// | trailer | CRC-32 of everything before it, little-endian |
///
/// Numbers are LEB128 unless noted, texts a length and UTF-8, fractions eight bytes, lowest first.
package enum ShardFile {
  static let magic = Array("WMSHARD_".utf8)
  static let version: UInt8 = 1

  /// What a file holds.
  package enum Kind: UInt8, CaseIterable, Sendable {
    case written = 1
    case plan
    case counts
    case sample
    case entropies
    case uses
    case measures

    /// For messages.
    var name: String {
      switch self {
      case .written: "written atoms"
      case .plan: "a plan"
      case .counts: "counts"
      case .sample: "a sample"
      case .entropies: "entropies"
      case .uses: "uses"
      case .measures: "measures"
      }
    }
  }

  /// What a file is part of.
  package struct Header: Hashable, Sendable {
    package var kind: Kind
    /// The checksum of the plan; 0 before there is one.
    var plan: UInt32 = 0
    /// The number of the shard or of the range.
    package var part = 0
    /// Where the continuations of the strings are; `nil` where there are no strings.
    var direction: BranchingEntropy.Direction?

    fileprivate var bytes: [UInt8] {
      var bytes = magic + [version, kind.rawValue] + LittleEndian.bytes(plan)
      LEB128.append(UInt64(part), to: &bytes)
      bytes.append(direction.map { $0 == .right ? 1 : 2 } ?? 0)
      return bytes
    }

    /// For messages.
    var place: String {
      guard let direction else { return "shard \(part)" }
      return "range \(part) to the \(direction == .right ? "right" : "left")"
    }
  }

  /// Begins a file.
  static func begin(_ header: Header, _ sink: ByteSink) throws { try sink.write(header.bytes) }

  /// Ends a file.
  static func end(_ sink: ByteSink) throws {
    try sink.write(LittleEndian.bytes(sink.checksum.value))
  }

  /// A file behind its header.
  struct Input: ~Copyable {
    let header: Header
    var body: BinaryReader

    /// - Throws: `InputError` unless it is a file of this version.
    init(_ source: consuming ByteSource) throws(InputError) {
      var reader = BinaryReader(source)
      try reader.expect(magic: magic, version: version, format: "file of wordmine shard")
      guard let kind = Kind(rawValue: try reader.byte()) else {
        throw reader.error(.damaged("the kind of the file"))
      }
      let plan: UInt32 = LittleEndian.value(try reader.bytes(4))
      let part = try reader.number(below: 1 << 32)
      let direction = try reader.byte()
      guard direction < 3 else { throw reader.error(.damaged("the direction")) }
      header = Header(
        kind: kind, plan: plan, part: part,
        direction: direction == 0 ? nil : direction == 1 ? .right : .left)
      body = reader
    }
  }

  /// Opens a file of a kind.
  ///
  /// - Parameter plan: What it was made with; `nil`: any.
  /// - Throws: `InputError` unless it is that.
  static func open(
    _ source: consuming ByteSource, _ kind: Kind, of plan: ShardPlan?
  ) throws(InputError) -> Input {
    let input = try Input(source)
    guard input.header.kind == kind else {
      throw input.body.error(
        .mismatch("holds \(input.header.kind.name), where \(kind.name) must be named"))
    }
    guard plan.map({ $0.checksum == input.header.plan }) ?? true else {
      throw input.body.error(.mismatch("was made with another plan; make it again with this one"))
    }
    return input
  }
}

// MARK: - Parts of bodies

extension [UInt8] {
  mutating func append(number: Int) { LEB128.append(UInt64(number), to: &self) }

  mutating func append(text: some Collection<UInt8>) {
    append(number: text.count)
    append(contentsOf: text)
  }

  /// Eight bytes, lowest first.
  mutating func append(word: UInt64) {
    for shift in 0..<8 as Range<UInt64> {
      append(UInt8(truncatingIfNeeded: word &>> (8 &* shift)))
    }
  }

  mutating func append(fraction: Double) { append(word: fraction.bitPattern) }

  mutating func append(counter: LinearCounter) {
    append(word: counter.maps.0)
    append(word: counter.maps.1)
  }

  mutating func append(ids: some Collection<UInt32>) {
    append(number: ids.count)
    for id in ids { append(number: Int(id)) }
  }
}

extension BinaryReader {
  mutating func text(limit: UInt64 = 1 << 24) throws(InputError) -> [UInt8] {
    try bytes(try number(below: limit))
  }

  /// Numbers of eight bytes, lowest first.
  mutating func words(_ count: Int) throws(InputError) -> [UInt64] {
    let bytes = try bytes(8 * count)
    let span = bytes.span
    return (0..<count).map { number in
      (0..<8).reduce(0) { $0 | UInt64(span[8 &* number &+ $1]) &<< UInt64(8 &* $1) }
    }
  }

  /// Fractions of a magnitude that can be squared and added up.
  mutating func fractions(_ count: Int) throws(InputError) -> [Double] {
    let values = try words(count).map { Double(bitPattern: $0) }
    guard values.allSatisfy({ $0.magnitude < 0x1p60 }) else {
      throw error(.damaged("a fraction"))
    }
    return values
  }

  mutating func fraction() throws(InputError) -> Double { try fractions(1)[0] }

  mutating func counter() throws(InputError) -> LinearCounter {
    let maps = try words(2)
    return LinearCounter(maps: (maps[0], maps[1]))
  }

  /// A count, of which many can be added up.
  mutating func count() throws(InputError) -> Int { try number(below: 1 << 48) }

  /// Ids of atoms that are no borders.
  mutating func ids(below limit: Int) throws(InputError) -> [UInt32] {
    var ids: [UInt32] = []
    for _ in 0..<(try number(below: 1 << 32)) { ids.append(try id(below: limit)) }
    return ids
  }

  mutating func id(below limit: Int) throws(InputError) -> UInt32 {
    let id = UInt32(try number(below: UInt64(limit)))
    guard id > 0 else { throw error(.damaged("an atom is out of range")) }
    return id
  }
}
