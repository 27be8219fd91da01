import WordMineBase
import WordMineText

/// External sort: sorted runs in temporary files, merged.
struct RecordSort {
  private var records: [UInt128] = []
  private var runs: [TemporaryFile] = []
  private let limit: Int
  private let directory: String
  private let workers: Workers

  private static let width = 16

  /// - Parameter memory: The size of the buffer in bytes.
  init(memory: Int, directory: String, workers: Workers = Workers()) {
    limit = max(1 << 12, memory / Self.width)
    self.directory = directory
    self.workers = workers
  }

  /// - Throws: `SystemError` if a temporary file cannot be written; `Interrupted`.
  mutating func append(_ record: UInt128) throws {
    records.append(record)
    if records.count >= limit { try spill() }
  }

  private mutating func spill() throws {
    try records.sort(on: workers, by: <)
    let file = try TemporaryFile(in: directory, expecting: Self.width * records.count)
    let sink = ByteSink.temporary(file)
    for start in stride(from: 0, to: records.count, by: 4096) {
      try workers.checkInterrupt()
      try sink.write(
        records[start..<min(records.count, start + 4096)].flatMap(LittleEndian.bytes))
    }
    try sink.close()
    runs.append(file)
    records.removeAll(keepingCapacity: true)
  }

  /// Returns a function that yields the records in ascending order, then `nil`.
  consuming func sorted() throws -> () throws -> UInt128? {
    try records.sort(on: workers, by: <)
    if runs.isEmpty {
      let records = records
      var next = 0
      return {
        defer { next += 1 }
        return next < records.count ? records[next] : nil
      }
    }
    if !records.isEmpty { try spill() }
    records = []
    let inputs = try runs.map { try Run($0.source()) }
    return {
      var least: Run?
      for input in inputs {
        if let head = input.head, least?.head.map({ head < $0 }) ?? true { least = input }
      }
      guard let least, let head = least.head else { return nil }
      try least.advance()
      return head
    }
  }

  /// A sorted run that is being read.
  private final class Run {
    private var source: ByteSource
    private var bytes: [UInt8] = []
    private var next = 0
    private(set) var head: UInt128?

    init(_ source: consuming ByteSource) throws {
      self.source = source
      try advance()
    }

    func advance() throws {
      while bytes.count - next < RecordSort.width {
        let more = try source.read(1 << 16)
        if more.isEmpty {
          head = nil
          return
        }
        bytes = bytes[next...] + more
        next = 0
      }
      head = LittleEndian.value(Array(bytes[next..<next + RecordSort.width]))
      next += RecordSort.width
    }
  }
}
