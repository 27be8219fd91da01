import WordMineBase
import WordMineText

/// How often each atom is written in shards of a corpus, and how long these are.
///
/// The body of the file:
///
/// | part | content |
/// | --- | --- |
/// | shards | number; for each: 16-bit units, blocks of the sample |
/// | characters | for each, ascending: the scalar as the difference from the one before, its count; 0 ends them |
/// | runs | for each, ascending: 1, its text, its count; 0 ends them |
package enum WrittenAtoms {
  /// The length of a shard.
  struct Size: Equatable, Sendable {
    /// 16-bit units.
    var units: Int
    /// `SampleBlocks`.
    var blocks: Int
  }

  /// An atom as it is written.
  enum Form: Equatable, Sendable {
    case character(UInt32)
    case run([UInt8])

    func precedes(_ other: Form) -> Bool {
      switch (self, other) {
      case (.character(let one), .character(let other)): one < other
      case (.run(let one), .run(let other)): one.lexicographicallyPrecedes(other)
      case (.character, .run): true
      case (.run, .character): false
      }
    }
  }

  /// Writes what there is in a shard.
  ///
  /// - Throws: `SystemError`; `Interrupted`.
  static func write(_ corpus: SpooledAtoms, to sink: ByteSink, workers: Workers) throws {
    var blocks = SampleBlocks()
    try corpus.visit(on: workers, stage: "counting blocks") { chunk in
      let units = chunk.units.span
      var position = 0
      while position < units.count {
        let (code, next) = AtomUnits.next(units, at: position)
        _ = blocks.next(isBorder: code == UInt32(AtomUnits.border))
        position = next
      }
    }
    var writer = try Writer(
      [Size(units: corpus.units, blocks: blocks.count)], to: sink)
    let forms = corpus.writtenCounts
    for (code, count) in forms where code < AtomUnits.firstRun {
      try writer.write(.character(code), count)
    }
    let runs = forms.filter { $0.code >= AtomUnits.firstRun }.map {
      (text: Array(corpus.runs[Int($0.code - AtomUnits.firstRun)]), count: $0.count)
    }.sorted { $0.text.lexicographicallyPrecedes($1.text) }
    for (text, count) in runs { try writer.write(.run(text), count) }
    try writer.end()
  }

  /// Writes the sum of files, in the order of their shards.
  ///
  /// - Throws: `InputError` if one is damaged, or none of these; `Interrupted`.
  static func merge(
    _ sources: [() throws -> ByteSource], to sink: ByteSink, workers: Workers
  ) throws {
    let inputs = try sources.map { try Head(Reader($0())) }
    var writer = try Writer(inputs.flatMap { $0.reader.shards }, to: sink)
    var check = InterruptCheck(workers)
    while let (form, count) = try least(of: inputs) {
      try check.step()
      try writer.write(form, count)
    }
    try writer.end()
  }

  private static func least(of inputs: [Head]) throws -> (Form, Int)? {
    var least: Form?
    for case (let form, _)? in inputs.lazy.map(\.next) {
      if least.map({ form.precedes($0) }) ?? true { least = form }
    }
    guard let least else { return nil }
    var sum = 0
    for input in inputs where input.next?.form == least {
      sum += input.next?.count ?? 0
      try input.advance()
    }
    return (least, sum)
  }

  /// A file on its way through a merge.
  private final class Head {
    var reader: Reader
    private(set) var next: (form: Form, count: Int)?

    init(_ reader: consuming Reader) throws {
      self.reader = reader
      try advance()
    }

    func advance() throws { next = try reader.next() }
  }

  /// Writes a file, form by form.
  private struct Writer {
    private let sink: ByteSink
    private var bytes: [UInt8] = []
    private var previous: UInt32 = 0
    private var isAtRuns = false

    init(_ shards: [Size], to sink: ByteSink) throws {
      self.sink = sink
      try ShardFile.begin(.init(kind: .written), sink)
      bytes.append(number: shards.count)
      for shard in shards {
        bytes.append(number: shard.units)
        bytes.append(number: shard.blocks)
      }
    }

    /// - Precondition: Forms come in ascending order.
    mutating func write(_ form: Form, _ count: Int) throws {
      switch form {
      case .character(let code):
        bytes.append(number: Int(code - previous))
        previous = code
      case .run(let text):
        beginRuns()
        bytes.append(1)
        bytes.append(text: text)
      }
      bytes.append(number: count)
      if bytes.count >= 1 << 16 { try flush() }
    }

    private mutating func beginRuns() {
      if !isAtRuns { bytes.append(0) }
      isAtRuns = true
    }

    private mutating func flush() throws {
      try sink.write(bytes)
      bytes.removeAll(keepingCapacity: true)
    }

    mutating func end() throws {
      beginRuns()
      bytes.append(0)
      try flush()
      try ShardFile.end(sink)
    }
  }

  /// Reads a file, form by form.
  struct Reader: ~Copyable {
    let shards: [Size]
    private var body: BinaryReader
    private var previous: Form = .character(0)
    private var isAtRuns = false
    private var isAtEnd = false

    /// - Throws: `InputError` if it is damaged, or none of these.
    init(_ source: consuming ByteSource) throws(InputError) {
      var input = try ShardFile.open(source, .written, of: nil)
      var shards: [Size] = []
      for _ in 0..<(try input.body.number(below: 1 << 32)) {
        shards.append(Size(units: try input.body.count(), blocks: try input.body.count()))
      }
      self.shards = shards
      body = input.body
    }

    /// The next form, in ascending order; `nil` after the last, when the checksum was found right.
    mutating func next() throws(InputError) -> (form: Form, count: Int)? {
      if isAtEnd { return nil }
      let mark = try body.number(below: UInt64(AtomUnits.firstRun))
      if mark == 0, !isAtRuns {
        isAtRuns = true
        return try next()
      }
      if mark == 0 {
        isAtEnd = true
        try body.expectChecksumAndEnd()
        return nil
      }
      let form: Form
      if isAtRuns {
        form = .run(try body.text())
      } else if case .character(let code) = previous {
        form = .character(code + UInt32(mark))
      } else {
        throw body.error(.damaged("the order of the atoms"))
      }
      guard previous.precedes(form), form.isValid else {
        throw body.error(.damaged("the order of the atoms"))
      }
      previous = form
      return (form, try body.count())
    }
  }
}

extension WrittenAtoms.Form {
  fileprivate var isValid: Bool {
    switch self {
    case .character(let code): Unicode.Scalar(code) != nil
    case .run(let text): !text.isEmpty && String(validating: text, as: UTF8.self) != nil
    }
  }
}

extension WrittenAtoms {
  /// The forms of some files as codes, with the text that has their runs.
  struct Sum {
    private(set) var shards: [Size] = []
    private(set) var text = AtomText()
    private var counts: [UInt32: Int] = [:]

    /// How often each form occurs, in the order of the codes.
    var written: [(code: UInt32, count: Int)] {
      counts.sorted { $0.key < $1.key }.map { (code: $0.key, count: $0.value) }
    }

    /// Adds a file.
    ///
    /// - Parameter check: Looks at the number of runs.
    /// - Throws: `InputError` if it is damaged, or none of these.
    mutating func add(_ source: consuming ByteSource, check: (Int) throws -> Void) throws {
      var reader = try Reader(source)
      shards += reader.shards
      while let (form, count) = try reader.next() {
        switch form {
        case .character(let code): counts[code, default: 0] += count
        case .run(let text):
          counts[self.text.intern(run: text), default: 0] += count
          try check(self.text.runs.count)
        }
      }
    }
  }
}
