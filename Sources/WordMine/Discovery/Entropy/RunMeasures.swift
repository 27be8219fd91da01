import WordMineText

/// What was found out about the strings of one bucket, record by record.
struct RunMeasures: Sendable {
  /// What is known of a string: H′, D and its count.
  struct Measure: BitwiseCopyable, Sendable {
    var plain: Double
    var correction: Float
    var count: UInt32
  }

  /// For the first record of each run of 1 to 4 atoms, at 4 · record + length − 1.
  let measures: SharedArray<Measure>
  /// For each record, how many of its atoms it shares with the record before, below its length.
  let common: SharedArray<UInt8>

  init(records: Int) {
    measures = SharedArray(zeros: BranchingEntropy.longest * records)
    common = SharedArray(zeros: records)
  }
}
