import WordMineBase
import WordMineText

/// Counts known phrases in a segmented text.
struct PhraseCounter: Sendable {
  /// One occurrence of a phrase.
  struct Use: BitwiseCopyable, Sendable {
    var phrase: UInt32
    /// Whether word boundaries of the segmentation enclose it.
    var isUnit: Bool
    /// The atoms before and after it.
    var before: UInt32
    var after: UInt32
  }

  private var phrases = IDTable()
  private var beginnings = IDTable()
  private let longest: Int

  /// - Parameter strings: Distinct strings of at least two ids each.
  init(_ strings: [[UInt32]]) {
    longest = strings.map(\.count).max() ?? 0
    for string in strings {
      let keys = string.reduce(into: [UInt64]()) {
        $0.append(Self.extend($0.last ?? 0, by: $1))
      }
      _ = beginnings.insert(keys[1])
      _ = phrases.insert(keys[keys.count - 1])
    }
  }

  @inline(__always) private static func extend(_ key: UInt64, by atom: UInt32) -> UInt64 {
    Hash.mix(key ^ UInt64(atom))
  }

  /// - Parameter cuts: 1 where a word begins.
  /// - Complexity: O(atoms).
  func uses(
    _ ids: SharedArray<UInt32>.View, _ range: Range<Int>, _ cuts: SharedArray<UInt8>.View
  ) -> [Use] {
    var uses: [Use] = []
    if longest == 0 { return uses }
    for start in range where ids[start] != 0 && start + 1 < range.upperBound && ids[start + 1] != 0
    {
      var key = Self.extend(Self.extend(0, by: ids[start]), by: ids[start + 1])
      guard beginnings.id(of: key) != nil else { continue }
      var end = start + 2
      while true {
        if let phrase = phrases.id(of: key) {
          let endsWord = end >= range.upperBound || ids[end] == 0 || cuts[end] != 0
          uses.append(
            Use(
              phrase: phrase, isUnit: cuts[start] != 0 && endsWord, before: ids[start - 1],
              after: end < range.upperBound ? ids[end] : 0))
        }
        guard end < range.upperBound, ids[end] != 0, end - start < longest else { break }
        key = Self.extend(key, by: ids[end])
        end += 1
      }
    }
    return uses
  }
}

/// A phrase of a sample, counted in the whole corpus.
struct CountedPhrase: Sendable {
  var ids: [UInt32]
  /// The saving from joining and the entropies, in nats, both from the sample.
  var gain: Double
  var leftEntropy: Double
  var rightEntropy: Double
  /// That of `PhraseFinder.Phrase`.
  var share: Double
  var count = 0
  var rawCount = 0
  var contexts = LinearCounter()
  var contextsAfter = LinearCounter()

  mutating func add(_ use: PhraseCounter.Use) {
    rawCount += 1
    guard use.isUnit else { return }
    count += 1
    contexts.insert(Hash.mix(UInt64(use.before)))
    contextsAfter.insert(Hash.mix(UInt64(use.after)))
  }
}
