import WordMineBase
import WordMineText

/// The file of a segmentation model.
///
/// | part | content |
/// | --- | --- |
/// | magic | `WMMODEL_` |
/// | header | version, script, maximum word length, one byte each; number of atoms in the corpus, and in the sample that weights and words were learned from |
/// | atoms | number; for each: its text, count, a byte of entropy bins |
/// | pairs, triples | number; for each, ascending: key as the difference from the previous one, count, bins |
/// | weights | the weight of the entropy correction, as a float; the weights of the boundary model that are not zero: number; for each, ascending: the place in `BoundaryWeights`, four to a feature, as the difference from the previous one, and the weight times 1024, its sign in the lowest bit |
/// | word model | 0, or 1 and then: the gate as a float; number of words; for each: number of atoms, ids, c, t, u; number of pairs; for each: the first word as the difference from the previous pair's, the second, count; or 2 and then: the cost of an atom that is no word; number of words of dictionaries, and of other words; for each: number of atoms, ids, cost |
/// | words | number; for each: text and uses |
/// | trailer | CRC-32 of everything before it, little-endian |
///
/// Numbers are LEB128 unless noted; texts are a length and UTF-8.
package enum SegmentationModelFormat {
  static let magic = Array("WMMODEL_".utf8)
  static let version: UInt8 = 3

  /// Counts are less than this, and those of the word model less than `wordCountLimit`.
  private static var countLimit: UInt64 { 1 << 48 }
  private static var wordCountLimit: UInt64 { 1 << 40 }

  /// Writes a model.
  ///
  /// - Throws: `InvalidValue` if counts are too large for the file; `SystemError`.
  package static func write(_ model: SegmentationModel, to sink: ByteSink) throws {
    try check(model)
    var bytes = magic + [version, UInt8(Script.allCases.firstIndex(of: model.script)!)]
    bytes.append(UInt8(clamping: model.maximumLength))
    LEB128.append(UInt64(model.totalCount), to: &bytes)
    LEB128.append(UInt64(model.sampledAtoms), to: &bytes)
    LEB128.append(UInt64(model.atoms.count), to: &bytes)
    for (text, gram) in zip(model.atoms, model.singles) {
      append(text, to: &bytes)
      LEB128.append(UInt64(gram.count), to: &bytes)
      bytes.append(gram.rightBin << 4 | gram.leftBin)
    }
    append(model.pairs, to: &bytes)
    append(model.triples, to: &bytes)
    bytes += LittleEndian.bytes(Float(model.granularity).bitPattern)
    append(model.boundaries, to: &bytes)
    if let unigrams = model.unigrams {
      append(unigrams, to: &bytes)
    } else {
      append(model.wordModel, to: &bytes)
    }
    LEB128.append(UInt64(model.words.count), to: &bytes)
    for word in model.words {
      append(word.text, to: &bytes)
      LEB128.append(UInt64(word.count), to: &bytes)
    }
    try sink.write(bytes)
    try sink.write(LittleEndian.bytes(sink.checksum.value))
  }

  private static func check(_ model: SegmentationModel) throws(InvalidValue) {
    var counts = [model.totalCount, model.sampledAtoms]
    for grams in [model.singles, model.pairs, model.triples] { counts += grams.map(\.count) }
    counts += model.words.map(\.count)
    let words = model.wordModel?.words.map { max($0.following, $0.followers, $0.preceders) } ?? []
    let pairs = model.wordModel?.pairs.map(\.count) ?? []
    for (counts, limit) in [(counts, countLimit), (words + pairs, wordCountLimit)] {
      guard let greatest = counts.max(), greatest >= limit else { continue }
      throw InvalidValue(
        "a count of the model is \(greatest); a model file holds less than \(limit); "
          + "give it less text")
    }
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

  private static func append(_ boundaries: BoundaryWeights, to bytes: inout [UInt8]) {
    let weights = boundaries.units.enumerated().filter { $0.element != 0 }
    LEB128.append(UInt64(weights.count), to: &bytes)
    var previous = -1
    for (place, weight) in weights {
      LEB128.append(UInt64(place - previous), to: &bytes)
      LEB128.append(UInt64(weight.magnitude) << 1 | (weight < 0 ? 1 : 0), to: &bytes)
      previous = place
    }
  }

  private static func weights(
    _ input: inout BinaryReader, atoms: Int
  ) throws(InputError) -> BoundaryWeights {
    var boundaries = BoundaryWeights(layout: .init(atoms: atoms))
    let size = 4 * boundaries.values.count
    var place = -1
    for _ in 0..<(try input.number(below: UInt64(size) + 1)) {
      let step = try input.number(below: UInt64(size) + 1)
      let weight = try input.number(below: UInt64(BoundaryWeights.largestUnits) << 1 + 2)
      place += step
      guard step > 0, place < size else { throw input.error(.damaged("the place of a weight")) }
      guard weight > 1 else { throw input.error(.damaged("a weight of zero")) }
      boundaries.values[place >> 2][place & 3] =
        Float(weight >> 1) * (weight & 1 == 0 ? 1 : -1) / BoundaryWeights.scale
    }
    return boundaries
  }

  private static func append(_ model: BigramModel?, to bytes: inout [UInt8]) {
    bytes.append(model == nil ? 0 : 1)
    guard let model else { return }
    bytes += LittleEndian.bytes(model.gate.bitPattern)
    LEB128.append(UInt64(model.words.count), to: &bytes)
    for word in model.words {
      bytes.append(UInt8(word.atoms.count))
      for value in word.atoms { LEB128.append(UInt64(value), to: &bytes) }
      for value in [word.following, word.followers, word.preceders] {
        LEB128.append(UInt64(value), to: &bytes)
      }
    }
    LEB128.append(UInt64(model.pairs.count), to: &bytes)
    var before: UInt32 = 0
    for pair in model.pairs {
      LEB128.append(UInt64(pair.before - before), to: &bytes)
      LEB128.append(UInt64(pair.word), to: &bytes)
      LEB128.append(UInt64(pair.count), to: &bytes)
      before = pair.before
    }
  }

  private static func append(_ model: UnigramModel, to bytes: inout [UInt8]) {
    bytes.append(2)
    LEB128.append(UInt64(model.unlistedCost), to: &bytes)
    LEB128.append(UInt64(model.knownCount), to: &bytes)
    LEB128.append(UInt64(model.count - model.knownCount), to: &bytes)
    for number in 0..<model.count {
      let word = model[number]
      bytes.append(UInt8(word.count))
      for value in word + [model.costs[number]] { LEB128.append(UInt64(value), to: &bytes) }
    }
  }

  private static func unigrams(
    _ input: inout BinaryReader, atoms: Int
  ) throws(InputError) -> UnigramModel {
    func cost(_ input: inout BinaryReader) throws(InputError) -> UInt32 {
      UInt32(try input.number(below: UInt64(UnigramModel.greatestCost) + 1))
    }
    var model = UnigramModel(unlistedCost: try cost(&input))
    let known = try input.number(below: 1 << 31)
    let others = try input.number(below: 1 << 31)
    for number in 0..<known + others {
      let length = Int(try input.byte())
      guard 1...UnigramModel.longestWord ~= length else {
        throw input.error(.damaged("the length of a word"))
      }
      var word: [UInt32] = []
      for _ in 0..<length {
        let id = UInt32(try input.number(below: UInt64(atoms)))
        guard id > 0 else { throw input.error(.damaged("an atom of a word")) }
        word.append(id)
      }
      let cost = try cost(&input)
      if number < known {
        model.appendKnown(word[...], cost: cost)
      } else {
        model.append(word[...], cost: cost)
      }
    }
    return model
  }

  private static func wordModel(
    _ input: inout BinaryReader, atoms: Int
  ) throws(InputError) -> (bigrams: BigramModel?, unigrams: UnigramModel?) {
    switch try input.byte() {
    case 0: (nil, nil)
    case 1: (try bigrams(&input, atoms: atoms), nil)
    case 2: (nil, try unigrams(&input, atoms: atoms))
    default: throw input.error(.damaged("the header of the word model"))
    }
  }

  private static func bigrams(
    _ input: inout BinaryReader, atoms: Int
  ) throws(InputError) -> BigramModel {
    let gate = Float(bitPattern: LittleEndian.value(try input.bytes(4)))
    guard gate.isFinite, gate >= 0 else { throw input.error(.damaged("the gate")) }
    var words: [BigramModel.Word] = []
    for number in 0..<(try input.number(below: 1 << 32)) {
      let length = Int(try input.byte())
      guard length <= AtomSequence.longestWord, (length == 0) == (number == 0) else {
        throw input.error(.damaged("the length of a word"))
      }
      var ids: [UInt32] = []
      for _ in 0..<length {
        let id = UInt32(try input.number(below: UInt64(atoms)))
        guard id > 0 else { throw input.error(.damaged("an atom of a word")) }
        ids.append(id)
      }
      guard words.last.map({ $0.atoms.lexicographicallyPrecedes(ids) }) ?? true else {
        throw input.error(.damaged("words are out of order"))
      }
      words.append(
        .init(
          atoms: ids, following: try input.number(below: wordCountLimit),
          followers: try input.number(below: wordCountLimit),
          preceders: try input.number(below: wordCountLimit)))
    }
    guard !words.isEmpty else { throw input.error(.damaged("the list of words")) }
    let pairs = try pairs(&input, words: words.count)
    var (followers, preceders) = (words.map(\.followers), words.map(\.preceders))
    for pair in pairs {
      followers[Int(pair.before)] -= 1
      preceders[Int(pair.word)] -= 1
    }
    guard (followers + preceders).allSatisfy({ $0 >= 0 }) else {
      throw input.error(.damaged("a word has more pairs than neighbours"))
    }
    return BigramModel(gate: gate, words: words, pairs: pairs)
  }

  private static func pairs(
    _ input: inout BinaryReader, words: Int
  ) throws(InputError) -> [BigramModel.Pair] {
    var pairs: [BigramModel.Pair] = []
    var before = 0
    for _ in 0..<(try input.number(below: 1 << 32)) {
      before += try input.number(below: UInt64(words))
      let word = try input.number(below: UInt64(words))
      guard before < words, word > 0,
        pairs.last.map({ ($0.before, $0.word) < (UInt32(before), UInt32(word)) }) ?? true
      else { throw input.error(.damaged("a pair of words")) }
      pairs.append(
        .init(
          before: UInt32(before), word: UInt32(word), count: try input.number(below: wordCountLimit)
        ))
    }
    return pairs
  }

  /// Reads a model.
  ///
  /// - Throws: `InputError` if the source is not a model, has another version, or is truncated or
  ///   corrupt.
  package static func read(_ source: consuming ByteSource) throws(InputError) -> SegmentationModel {
    var input = BinaryReader(source)
    try input.expect(magic: magic, version: version, format: "segmentation model")
    let script = Int(try input.byte())
    let maximumLength = Int(try input.byte())
    guard Script.allCases.indices.contains(script), maximumLength > 0 else {
      throw input.error(.damaged("the header makes no sense"))
    }
    let totalCount = try input.number(below: countLimit)
    let sampledAtoms = try input.number(below: countLimit)
    var atoms: [String] = []
    var singles: [SegmentationModel.Gram] = []
    let atomCount = try input.number(below: 1 << ShortGram.bits)
    guard atomCount > AtomAlphabet.latinClass else {
      throw input.error(.damaged("the list of atoms"))
    }
    for id in 0..<atomCount {
      atoms.append(try text(&input))
      let count = try input.number(below: countLimit)
      let bins = try input.byte()
      singles.append(
        .init(
          key: UInt64(id) << (2 * ShortGram.bits), count: count, rightBin: bins >> 4,
          leftBin: bins & 15))
    }
    let pairs = try grams(&input, atoms: atomCount)
    let triples = try grams(&input, atoms: atomCount)
    let granularity = Float(bitPattern: LittleEndian.value(try input.bytes(4)))
    guard granularity.isFinite else { throw input.error(.damaged("the entropy correction")) }
    let boundaries = try weights(&input, atoms: atomCount)
    let wordModel = try wordModel(&input, atoms: atomCount)
    var words: [SegmentationModel.Word] = []
    for _ in 0..<(try input.number()) {
      words.append(.init(text: try text(&input), count: try input.number(below: countLimit)))
    }
    try input.expectChecksumAndEnd()
    return SegmentationModel(
      script: Script.allCases[script], maximumLength: maximumLength, atoms: atoms,
      singles: singles, pairs: pairs, triples: triples, totalCount: totalCount,
      boundaries: boundaries, sampledAtoms: sampledAtoms,
      granularity: Double(granularity), wordModel: wordModel.bigrams, unigrams: wordModel.unigrams,
      words: words)
  }

  private static func text(_ input: inout BinaryReader) throws(InputError) -> String {
    let bytes = try input.bytes(try input.number(below: 1 << 16))
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw input.error(.damaged("a text is not UTF-8"))
    }
    return text
  }

  private static func grams(
    _ input: inout BinaryReader, atoms: Int
  ) throws(InputError) -> [SegmentationModel.Gram] {
    var grams: [SegmentationModel.Gram] = []
    var key: UInt64 = 0
    let mask = (UInt64(1) << ShortGram.bits) - 1
    for _ in 0..<(try input.number()) {
      let step = UInt64(try input.number(below: 1 << 63))
      guard step > 0, key &+ step < 1 << 63 else { throw input.error(.damaged("a string's key")) }
      key += step
      for shift in 0..<3 where key >> (UInt64(shift) * ShortGram.bits) & mask >= UInt64(atoms) {
        throw input.error(.damaged("an atom is out of range"))
      }
      let count = try input.number(below: countLimit)
      let bins = try input.byte()
      grams.append(.init(key: key, count: count, rightBin: bins >> 4, leftBin: bins & 15))
    }
    return grams
  }
}

extension SegmentationModel {
  /// Reads a model from a file.
  ///
  /// - Throws: `InputError` if the file cannot be read, is not a model, has another version, or is
  ///   damaged.
  public init(contentsOf path: String) throws(InputError) {
    self = try SegmentationModelFormat.read(try ByteSource(path: path))
  }

  /// Writes the model to a file, which appears only once it is complete.
  ///
  /// - Throws: `SystemError` if the file cannot be written; `InvalidValue` if counts are too large for it.
  public func write(to path: String) throws {
    let sink = try ByteSink.file(path)
    try SegmentationModelFormat.write(self, to: sink)
    try sink.close()
  }
}
