import WordMineText

/// What is known of the runs of a bucket, by the records at which they begin.
struct RunMeasures: Sendable {
  /// What is known of a string: H′, D and its count.
  struct Measure: BitwiseCopyable, Sendable {
    var plain: Double
    var correction: Float
    var count: UInt32

    init(plain: Double, correction: Float, count: UInt32) {
      (self.plain, self.correction, self.count) = (plain, correction, count)
    }

    @inline(__always) fileprivate init(bits: UInt128) {
      plain = Double(bitPattern: UInt64(truncatingIfNeeded: bits &>> 64))
      correction = Float(bitPattern: UInt32(truncatingIfNeeded: bits &>> 32))
      count = UInt32(truncatingIfNeeded: bits)
    }

    @inline(__always) fileprivate var bits: UInt128 {
      UInt128(plain.bitPattern) &<< 64
        | UInt128(UInt64(correction.bitPattern) &<< 32 | UInt64(count))
    }
  }

  /// The measures. Records are as large, and are sorted before runs are measured: here is their scratch.
  let scratch: SharedArray<UInt128>
  /// For each record, how many of its atoms it shares with the record before, below its length.
  let common: SharedArray<UInt8>

  init(records: Int) {
    scratch = SharedArray(zeros: (BranchingEntropy.longest - 1) * records + 1)
    common = SharedArray(zeros: records)
  }

  /// That of the run of `level` atoms that begins at a record. The run of one atom is the bucket, and
  /// begins at record 0, so that the others need three places a record.
  @inline(__always) subscript(record: Int, level: Int) -> Measure {
    get { Measure(bits: scratch.view[place(record, level)]) }
    nonmutating set { scratch.view[place(record, level)] = newValue.bits }
  }

  @inline(__always) private func place(_ record: Int, _ level: Int) -> Int {
    (BranchingEntropy.longest - 1) * record + level - 1
  }
}
