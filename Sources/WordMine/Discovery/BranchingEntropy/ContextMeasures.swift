import WordMineBase
import WordMineText

/// The measures of the runs of a bucket, indexed by their first records.
struct ContextMeasures: Sendable {
  /// The measures of a string: H′, D and its count.
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

  /// The measures. Records have the same size and are sorted earlier, so this is also the scratch
  /// space for sorting.
  let scratch: SharedArray<UInt128>
  /// The number of atoms that each record shares with the one before it; less than its length.
  let common: SharedArray<UInt8>

  init(records: Int) throws(OutOfMemory) {
    scratch = try SharedArray(zeros: (AtomSequence.longestWord - 1) * records + 1)
    common = try SharedArray(zeros: records)
  }

  /// The measure of the run of `level` atoms that begins at a record. The run of one atom is the
  /// whole bucket and begins at record 0, so the longer ones need three places per record.
  @inline(__always) subscript(record: Int, level: Int) -> Measure {
    get { Measure(bits: scratch.view[place(record, level)]) }
    nonmutating set { scratch.view[place(record, level)] = newValue.bits }
  }

  @inline(__always) private func place(_ record: Int, _ level: Int) -> Int {
    (AtomSequence.longestWord - 1) * record + level - 1
  }
}
