import WordMineBase
import WordMineText

/// The file of a link model.
///
/// | part | content |
/// | --- | --- |
/// | magic | `WMLINKS_` |
/// | header | version, window and number of classes, one byte each; number of clauses |
/// | words | number of words, and of last characters; for each, then for all other words: its text (except for the last), count, class, number of clauses that it begins, number of clauses that it ends |
/// | rows | three tables: classes after a word, classes before it, words after it; for each word: number of entries, for each the difference from the previous key, and its count |
/// | trailer | CRC-32 of everything before it, little-endian |
///
/// Numbers are LEB128 unless noted; texts are a length and UTF-8.
extension LinkModel {
  static let magic = Array("WMLINKS_".utf8)
  static let version: UInt8 = 1

  /// Writes the model to a file, which appears only once it is complete.
  public func write(to path: String) throws(SystemError) {
    let sink = try ByteSink.file(path)
    try write(to: sink)
    try sink.close()
  }

  /// Writes the model.
  public func write(to sink: ByteSink) throws(SystemError) {
    var bytes = Self.magic + [Self.version, UInt8(window), UInt8(classCount)]
    for value in [clauses, words.wordCount, words.forms.count - words.wordCount] {
      LEB128.append(UInt64(value), to: &bytes)
    }
    for id in 1..<words.count {
      if id <= words.forms.count {
        let form = words.forms[id - 1]
        LEB128.append(UInt64(form.count), to: &bytes)
        bytes += form
      }
      for value in [words.counts[id], Int(classes[id]), begins[id], ends[id]] {
        LEB128.append(UInt64(value), to: &bytes)
      }
    }
    try sink.write(bytes)
    for rows in [counts.after, counts.before, counts.pairs] {
      try Self.write(rows, to: sink)
    }
    try sink.write(LittleEndian.bytes(sink.checksum.value))
  }

  private static func write(_ rows: SparseRows, to sink: ByteSink) throws(SystemError) {
    var bytes: [UInt8] = []
    for row in 1..<max(1, rows.rowCount) {
      let entries = rows.row(row)
      LEB128.append(UInt64(entries.count), to: &bytes)
      var previous: UInt32 = 0
      for entry in entries {
        LEB128.append(UInt64(rows.keys[entry] - previous), to: &bytes)
        LEB128.append(UInt64(rows.counts[entry]), to: &bytes)
        previous = rows.keys[entry]
      }
      if bytes.count > 1 << 16 {
        try sink.write(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try sink.write(bytes)
  }

  /// Reads a model from a file.
  ///
  /// - Throws: `InputError` if the file is not a model, has another version, or is damaged.
  public init(contentsOf path: String) throws(InputError) {
    try self.init(try ByteSource(path: path))
  }

  /// Reads a model.
  ///
  /// - Throws: `InputError` if the source is not a model, has another version, or is truncated or
  ///   corrupt.
  package init(_ source: consuming ByteSource) throws(InputError) {
    var input = BinaryReader(source)
    try input.expect(magic: Self.magic, version: Self.version, format: "link model")
    let window = Int(try input.byte())
    let classCount = Int(try input.byte())
    guard (1...CollocationMiner.longestWindow).contains(window), classCount > 0 else {
      throw input.error(.damaged("the header makes no sense"))
    }
    let clauses = try input.number(below: 1 << 40)
    let list = try Self.wordList(&input, classCount: classCount)
    let ids = list.words.count
    let classKeys = UInt32(classCount * window)
    let classRange: Range<UInt32> = 0..<classKeys
    let pairRange = UInt32(window)..<UInt32((list.words.wordCount + 1) * window)
    let after = try Self.rows(&input, count: ids, keys: classRange)
    let before = try Self.rows(&input, count: ids, keys: classRange)
    let pairs = try Self.rows(&input, count: ids, keys: pairRange)
    try input.expectChecksumAndEnd()
    self.init(
      words: list.words, classes: list.classes, classCount: classCount,
      counts: PairCounts(window: window, after: after, before: before, pairs: pairs),
      begins: list.begins, ends: list.ends, clauses: clauses)
  }

  /// The words of a model, with their data by id.
  private struct WordList {
    var words: LinkWords
    var classes: [UInt8]
    var begins = [0]
    var ends = [0]
  }

  private static func wordList(
    _ input: inout BinaryReader, classCount: Int
  ) throws(InputError) -> WordList {
    let wordCount = try input.number(below: 1 << 27)
    let groupCount = try input.number(below: 1 << 24)
    var forms = StringTable()
    var counts: [Int] = []
    var list = WordList(
      words: LinkWords(forms: forms, wordCount: 0, counts: [0]), classes: [UInt8(classCount)])
    for index in 0...wordCount + groupCount {
      if index < wordCount + groupCount { try form(&input, isGroup: index >= wordCount, &forms) }
      counts.append(try input.number(below: 1 << 40))
      list.classes.append(UInt8(try input.number(below: UInt64(classCount))))
      list.begins.append(try input.number(below: 1 << 40))
      list.ends.append(try input.number(below: 1 << 40))
    }
    list.words = LinkWords(forms: forms, wordCount: wordCount, counts: counts)
    return list
  }

  /// Reads the text of a word, or a zero and the last character of a group.
  private static func form(
    _ input: inout BinaryReader, isGroup: Bool, _ forms: inout StringTable
  ) throws(InputError) {
    let form = try input.bytes(try input.number(below: 1 << 20))
    guard String(validating: form, as: UTF8.self) != nil, !form.isEmpty,
      (form[0] == 0) == isGroup,
      forms.insert(form.span) == forms.count - 1
    else { throw input.error(.damaged("the text of a word")) }
  }

  private static func rows(
    _ input: inout BinaryReader, count: Int, keys: Range<UInt32>
  ) throws(InputError) -> SparseRows {
    var rows = SparseRows()
    rows.endRow()
    for _ in 1..<count {
      var previous: UInt64 = 0
      for index in 0..<(try input.number(below: 1 << 32)) {
        let key = previous + UInt64(try input.number(below: 1 << 32))
        guard key < UInt64(keys.upperBound), key >= UInt64(keys.lowerBound),
          index == 0 || key > previous
        else { throw input.error(.damaged("a key is out of range")) }
        let value = try input.number(below: 1 << 32)
        guard value > 0 else { throw input.error(.damaged("a count of nothing")) }
        rows.append(UInt32(key), UInt32(value))
        previous = key
      }
      rows.endRow()
    }
    return rows
  }
}
