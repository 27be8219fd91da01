import WordMineText

/// The file of a segmentation model.
///
/// | part | content |
/// | --- | --- |
/// | magic | `WMMODEL_` |
/// | header | version, script, maximum word length, one byte each; number of atoms of the corpus |
/// | atoms | number; for each: its text, count, a byte of entropy bins |
/// | pairs, triples | number; for each, ascending: key as the difference to the one before, count, bins |
/// | weights | 960 floats, little-endian bit patterns |
/// | words | number; for each: text and uses |
/// | trailer | CRC-32 of all before it, little-endian |
///
/// Numbers are LEB128 unless said; texts are a length and UTF-8.
public enum SegmentationModelFormat {
  static let magic = Array("WMMODEL_".utf8)
  static let version: UInt8 = 1

  /// Writes a model.
  public static func write(_ model: SegmentationModel, to sink: ByteSink) throws(SystemError) {
    var bytes = magic + [version, UInt8(Script.allCases.firstIndex(of: model.script)!)]
    bytes.append(UInt8(clamping: model.maximumLength))
    LEB128.append(UInt64(model.totalCount), to: &bytes)
    LEB128.append(UInt64(model.atoms.count), to: &bytes)
    for (text, gram) in zip(model.atoms, model.singles) {
      append(text, to: &bytes)
      LEB128.append(UInt64(gram.count), to: &bytes)
      bytes.append(gram.rightBin << 4 | gram.leftBin)
    }
    append(model.pairs, to: &bytes)
    append(model.triples, to: &bytes)
    for weight in model.boundaries.weights { bytes += LittleEndian.bytes(weight.bitPattern) }
    LEB128.append(UInt64(model.words.count), to: &bytes)
    for word in model.words {
      append(word.text, to: &bytes)
      LEB128.append(UInt64(word.count), to: &bytes)
    }
    try sink.write(bytes)
    try sink.write(LittleEndian.bytes(sink.checksum.value))
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    LEB128.append(UInt64(text.utf8.count), to: &bytes)
    bytes += text.utf8
  }

  private static func append(_ grams: [SegmentationModel.Gram], to bytes: inout [UInt8]) {
    LEB128.append(UInt64(grams.count), to: &bytes)
    var previous: UInt64 = 0
    for gram in grams {
      LEB128.append(gram.key - previous, to: &bytes)
      LEB128.append(UInt64(gram.count), to: &bytes)
      bytes.append(gram.rightBin << 4 | gram.leftBin)
      previous = gram.key
    }
  }

  /// Reads a model.
  ///
  /// - Throws: `InputError` if it is no model, of another version, cut short or changed.
  public static func read(_ source: consuming ByteSource) throws(InputError) -> SegmentationModel {
    var input = BinaryReader(source)
    try input.expect(magic: magic, version: version, format: "segmentation model")
    let script = Int(try input.byte())
    let maximumLength = Int(try input.byte())
    guard Script.allCases.indices.contains(script), maximumLength > 0 else {
      throw input.error(.damaged("the header makes no sense"))
    }
    let totalCount = try input.number()
    var atoms: [String] = []
    var singles: [SegmentationModel.Gram] = []
    let atomCount = try input.number(below: 1 << GramStatistics.bits)
    guard atomCount > DiscoveryAtoms.latinClass else {
      throw input.error(.damaged("the list of atoms"))
    }
    for id in 0..<atomCount {
      atoms.append(try text(&input))
      let count = try input.number(below: 1 << 48)
      let bins = try input.byte()
      singles.append(
        .init(
          key: UInt64(id) << (2 * GramStatistics.bits), count: count, rightBin: bins >> 4,
          leftBin: bins & 15))
    }
    let pairs = try grams(&input, atoms: atomCount)
    let triples = try grams(&input, atoms: atomCount)
    var weights: [Float] = []
    for _ in 0..<2 * BoundaryModel.foldSize {
      let weight = Float(bitPattern: LittleEndian.value(try input.bytes(4)))
      guard weight.isFinite else { throw input.error(.damaged("a weight is not a number")) }
      weights.append(weight)
    }
    var words: [SegmentationModel.Word] = []
    for _ in 0..<(try input.number()) {
      words.append(.init(text: try text(&input), count: try input.number(below: 1 << 48)))
    }
    try input.expectChecksumAndEnd()
    return SegmentationModel(
      script: Script.allCases[script], maximumLength: maximumLength, atoms: atoms,
      singles: singles, pairs: pairs, triples: triples, totalCount: totalCount,
      boundaries: BoundaryModel(weights: weights), words: words)
  }

  private static func text(_ input: inout BinaryReader) throws(InputError) -> String {
    String(decoding: try input.bytes(try input.number(below: 1 << 16)), as: UTF8.self)
  }

  private static func grams(
    _ input: inout BinaryReader, atoms: Int
  ) throws(InputError) -> [SegmentationModel.Gram] {
    var grams: [SegmentationModel.Gram] = []
    var key: UInt64 = 0
    let mask = (UInt64(1) << GramStatistics.bits) - 1
    for _ in 0..<(try input.number()) {
      let step = UInt64(try input.number(below: 1 << 63))
      guard step > 0, key &+ step < 1 << 63 else { throw input.error(.damaged("a string's key")) }
      key += step
      for shift in 0..<3 where key >> (UInt64(shift) * GramStatistics.bits) & mask >= UInt64(atoms)
      {
        throw input.error(.damaged("an atom is out of range"))
      }
      let count = try input.number(below: 1 << 48)
      let bins = try input.byte()
      grams.append(.init(key: key, count: count, rightBin: bins >> 4, leftBin: bins & 15))
    }
    return grams
  }
}
