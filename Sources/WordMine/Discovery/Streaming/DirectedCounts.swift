import WordMineBase
import WordMineText

/// The strings of up to five atoms of a corpus in one direction, counted in bounded memory.
struct DirectedCounts: Sendable {
  let direction: BranchingEntropy.Direction
  private let open: @Sendable () throws -> NGramCountsReader
  /// The ids by rank; 0 for the border.
  let ids: [UInt32]

  /// - Parameter memory: The memory for counting, in bytes, on one thread.
  /// - Throws: `SystemError` if a temporary file cannot be written; `Interrupted`.
  /// - Complexity: O(atoms · log) time.
  init(
    _ corpus: SpooledAtoms, _ atoms: AtomAlphabet,
    _ direction: BranchingEntropy.Direction, memory: Int, workers: Workers
  ) throws {
    let directory = corpus.configuration.directory
    let file = try StageFile(
      direction == .right ? "right.counts" : "left.counts", in: corpus.configuration.work,
      directory: directory
    ) { sink in
      var configuration = NGramCounter.Configuration(order: Self.order)
      configuration.memory = memory
      configuration.directory = directory
      let phases = workers.with(threads: 1).split("counting strings", into: 2)
      configuration.workers = phases[1]
      var counter = NGramCounter.ofIDs(configuration)
      try corpus.visit(on: phases[0], stage: "counting strings") { chunk in
        try counter.add(AtomSequence(chunk, atoms), backwards: direction == .left)
      }
      try counter.finish(to: sink)
    }
    self.direction = direction
    open = { try NGramCountsReader(try file.source()) }
    var reader = try open()
    ids = try [0] + reader.atoms().map { bytes in bytes.reduce(0) { $0 << 8 | UInt32($1) } - 1 }
  }

  /// Counts of a file whose ranks are the ids.
  init(
    _ direction: BranchingEntropy.Direction, atoms: AtomAlphabet,
    open: @escaping @Sendable () throws -> NGramCountsReader
  ) {
    (self.direction, self.open) = (direction, open)
    ids = Array(0..<UInt32(atoms.count))
  }

  /// Counts in both directions.
  ///
  /// - Parameter memory: The memory for counting, in bytes, on all threads.
  static func both(
    _ corpus: SpooledAtoms, _ atoms: AtomAlphabet, memory: Int, workers: Workers
  ) throws -> [DirectedCounts] {
    let parts = workers.split("counting strings", into: 2)
    return try parallelMap(2, on: workers) { index in
      try DirectedCounts(
        corpus, atoms, index == 0 ? .right : .left, memory: memory / 2 / min(2, workers.threads),
        workers: parts[index])
    }
  }

  /// The length of the strings that are counted.
  static let order = AtomSequence.longestWord + 1

  func reader() throws -> NGramCountsReader { try open() }
}

extension PriorRecords {
  /// Returns a function that yields the counted strings one by one.
  static func source(_ counts: DirectedCounts, bits: Int) throws -> () throws -> Record? {
    let reader = CountsInput(try counts.reader())
    let (ids, bits) = (counts.ids, UInt64(bits))
    return {
      guard let window = try reader.next() else { return nil }
      func id(_ index: Int) -> UInt64 { UInt64(ids[Int(window.atoms[index])]) }
      let record = ContextRecord.text(
        id(1), id(2), id(3), id(4), bits: bits, position: min(window.count, Int(UInt32.max)))
      return (ids[Int(window.atoms[0])], record)
    }
  }

  private final class CountsInput {
    private var reader: NGramCountsReader

    init(_ reader: consuming NGramCountsReader) { self.reader = reader }

    func next() throws -> NGramWindow? { try reader.next() }
  }
}

/// The result of a stage, in a work directory or a temporary file.
enum StageFile: Sendable {
  case temporary(TemporaryFile)
  case kept(WorkDirectory, String)

  /// - Parameter make: Writes the result; called unless the work directory already holds it.
  init(
    _ stage: String, in work: WorkDirectory?, directory: String,
    _ make: (ByteSink) throws -> Void
  ) throws {
    guard let work else {
      let file = try TemporaryFile(in: directory)
      let sink = ByteSink.temporary(file)
      try make(sink)
      try sink.close()
      self = .temporary(file)
      return
    }
    if !work.isFinished(stage) { try work.write(stage, make) }
    self = .kept(work, stage)
  }

  func source() throws -> ByteSource {
    switch self {
    case .temporary(let file): try file.source()
    case .kept(let work, let stage): try work.source(stage)
    }
  }
}
