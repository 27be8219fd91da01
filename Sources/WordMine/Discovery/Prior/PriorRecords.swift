import WordMineBase
import WordMineText

/// Prior counts as records, one bucket after another.
final class PriorRecords {
  typealias Record = (id: UInt32, record: UInt128)

  private let sources: [() throws -> Record?]
  /// The next record of each source, with its bucket.
  private var heads: [Record?]
  private var bucket: UInt32 = 0
  /// The source of the last record that was returned.
  private var given = 0
  private var check: InterruptCheck

  /// - Parameter sources: Functions that yield records in ascending order of bucket and record.
  init(_ sources: [() throws -> Record?], workers: Workers = Workers()) throws {
    self.sources = sources
    check = InterruptCheck(workers)
    heads = try sources.map { try $0() }
  }

  /// Moves to another bucket; buckets are visited in ascending order.
  func begin(_ id: Int) { bucket = UInt32(id) }

  /// The next record of the bucket, if it comes before the text's record `next`; `nil` otherwise.
  @inline(__always)
  func record(before text: SharedArray<UInt128>.View, _ next: Int) -> UInt128? {
    var least: UInt128?
    for (index, head) in heads.enumerated() {
      guard let head, head.id == bucket, least.map({ head.record < $0 }) ?? true else { continue }
      (least, given) = (head.record, index)
    }
    guard let least, next < text.count else { return least }
    let lowest = UInt128(ContextRecord.lowestBit)
    return least &>> lowest <= text[next] &>> lowest ? least : nil
  }

  /// - Throws: The errors of the source; `Interrupted`.
  func advance() throws {
    try check.step()
    heads[given] = try sources[given]()
  }
}
