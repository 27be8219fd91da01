import WordMineBase
import WordMineText

/// The statistics of the strings at one position, binned, in six fields of five bits.
///
/// | field | what | range | bins |
/// | --- | --- | --- | --- |
/// | 0 | branching entropy of the atom | 0 … 7 | 16 |
/// | 1 | … of two atoms | 0 … 6 | 16 |
/// | 2 | … of three atoms | 0 … 4 | 12 |
/// | 3 | pointwise mutual information of the atom and its neighbour | −3 … 9 | 24 |
/// | 4 | ln of the count of two atoms | 0 … 9 | 12 |
/// | 5 | ln of the ratio of the counts of three and two atoms | −8 … 0 | 12 |
///
/// A field of 31 has no value, because the string would cross a border. All values are in nats.
enum GapBins {
  static let none: UInt32 = 31
  static let missing: UInt32 = 0x3FFF_FFFF

  enum Field: UInt32 {
    case entropy1 = 0
    case entropy2 = 5
    case entropy3 = 10
    case information = 15
    case pairCount = 20
    case ratio = 25

    @inline(__always) var mask: UInt32 { 0x1F &<< rawValue }
  }

  /// Whether the bins are those of an atom before its entropies are known.
  static func lackOnlyEntropies(_ bins: UInt32) -> Bool {
    func holds(_ field: Field, below count: UInt32) -> Bool {
      let bin = self.field(bins, field)
      return bin < count || bin == none
    }
    return bins <= missing && field(bins, .entropy1) == 0 && field(bins, .entropy2) == none
      && field(bins, .entropy3) == none && holds(.information, below: 24)
      && holds(.pairCount, below: 12) && holds(.ratio, below: 12)
  }

  @inline(__always) private static func bin(
    _ value: Double, _ low: Double, _ high: Double, _ bins: Double
  ) -> UInt32 {
    let scaled = (value - low) * (bins / (high - low))
    return scaled <= 0 ? 0 : scaled >= bins ? UInt32(bins) - 1 : UInt32(scaled)
  }

  // Entropies are non-negative and in units of 1/1024 nat.
  @inline(__always) static func entropy1(_ units: Int32) -> UInt32 { bin(units, 7 * 64, 15) }
  @inline(__always) static func entropy2(_ units: Int32) -> UInt32 { bin(units, 6 * 64, 15) }
  @inline(__always) static func entropy3(_ units: Int32) -> UInt32 { bin(units * 3, 1024, 11) }

  @inline(__always) private static func bin(_ value: Int32, _ width: UInt32, _ last: UInt32)
    -> UInt32
  {
    min(UInt32(bitPattern: max(0, value)) / width, last)
  }

  @inline(__always) static func information(_ value: Double) -> UInt32 { bin(value, -3, 9, 24) }
  @inline(__always) static func pairCount(_ value: Double) -> UInt32 {
    bin(value, 0, 9, Double(pairCountBins))
  }
  @inline(__always) static func ratio(_ value: Double) -> UInt32 { bin(value, -8, 0, 12) }

  static let pairCountBins = 12
  /// The logarithm in the middle of a bin of pair counts.
  static func pairCount(middleOf bin: Int) -> Double {
    (Double(bin) + 0.5) * 9 / Double(pairCountBins)
  }

  @inline(__always) static func field(_ bins: UInt32, _ field: Field) -> UInt32 {
    bins &>> field.rawValue & 31
  }

  /// The entropies, in nats, of a bin for strings of one to three atoms; the last one is unbounded.
  static func entropies(_ bin: UInt8, length: Int) -> (lower: Double, upper: Double?) {
    let (width, last) =
      switch length {
      case 1: (7.0 / 16, 15)
      case 2: (6.0 / 16, 15)
      default: (4.0 / 12, 11)
      }
    return (width * Double(bin), bin < last ? width * Double(bin + 1) : nil)
  }
}
