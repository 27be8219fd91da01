import WordMineBase
import WordMineText

/// How the segmentation of a corpus uses each word, gathered chunk by chunk.
///
/// Words are partitioned among the threads by key.
struct ChunkedUsage: Sendable {
  /// A word with its uses in the segmentation and in that by the boundary model alone.
  struct Word: Sendable {
    /// Up to four ids, padded with zeros.
    var atoms: SIMD4<UInt32>
    var count = 0
    var boundaryCount = 0
    var contexts = LinearCounter()
    var boundaryContexts = LinearCounter()
  }

  /// One use of a word.
  struct Use: BitwiseCopyable, Sendable {
    var key: UInt64
    /// The word before.
    var context: UInt64
    var position: UInt32
    var length: UInt32
  }

  /// The uses in one part of a chunk.
  struct Part: Sendable {
    var uses: [Use] = []
    /// The uses by the boundary model alone; `nil` if there is no other model.
    var boundaryUses: [Use]?
    var phrases: [PhraseCounter.Use] = []
  }

  fileprivate struct Share: Sendable {
    var table = IDTable()
    var words: [Word] = []
  }

  private var shares: [Share]
  private let workers: Workers
  private let limit: Int
  private let excess: MemoryExceeded?

  /// - Parameters:
  ///   - limit: Above this number of words, those used once are dropped after each chunk.
  ///   - excess: What is thrown instead.
  init(_ workers: Workers, limit: Int, excess: MemoryExceeded? = nil) {
    // One table per thread.
    shares = (0..<workers.threads).map { _ in Share() }
    self.workers = workers
    (self.limit, self.excess) = (limit, excess)
  }

  var words: [Word] { shares.flatMap(\.words) }

  /// Adds the uses in a chunk.
  mutating func add(_ parts: [Part], _ ids: SharedArray<UInt32>.View) throws {
    let count = UInt64(shares.count)
    let old = shares
    shares = []
    shares = try parallelMap(old.count, on: workers) { index in
      var share = old[index]
      for part in parts {
        for use in part.uses where use.key % count == index {
          let word = share.number(of: use, ids)
          share.words[word].count += 1
          share.words[word].contexts.insert(use.context)
        }
        for use in part.boundaryUses ?? part.uses where use.key % count == index {
          let word = share.number(of: use, ids)
          share.words[word].boundaryCount += 1
          share.words[word].boundaryContexts.insert(use.context)
        }
      }
      return share
    }
    if shares.reduce(0, { $0 + $1.words.count }) > limit {
      if let excess { throw excess }
      for index in shares.indices { shares[index].prune() }
    }
  }

  /// The words of a part of a text.
  ///
  /// - Parameter cuts: 1 where a word begins.
  static func uses(
    _ ids: SharedArray<UInt32>.View, _ range: Range<Int>, _ cuts: SharedArray<UInt8>.View
  ) -> [Use] {
    var uses: [Use] = []
    uses.reserveCapacity(range.count * 5 / 8)
    var position = range.lowerBound
    var context: UInt64 = 0
    while position < range.upperBound {
      if ids[position] == 0 {
        context = 0
        position += 1
        continue
      }
      var end = position
      var key: UInt64 = 0
      repeat {
        key = Hash.mix(key ^ UInt64(ids[end]))
        end += 1
      } while end < range.upperBound && ids[end] != 0 && cuts[end] == 0
      uses.append(
        Use(
          key: key, context: context &* Hash.golden, position: UInt32(position),
          length: UInt32(end - position)))
      context = key
      position = end
    }
    return uses
  }
}

extension ChunkedUsage.Share {
  fileprivate mutating func number(
    of use: ChunkedUsage.Use, _ ids: SharedArray<UInt32>.View
  ) -> Int {
    let number = Int(table.insert(use.key))
    if number == words.count {
      var atoms = SIMD4<UInt32>()
      for index in 0..<Int(use.length) { atoms[index] = ids[Int(use.position) + index] }
      words.append(ChunkedUsage.Word(atoms: atoms))
    }
    return number
  }

  fileprivate mutating func prune() {
    let keys = table.keys
    let kept = words.indices.filter { max(words[$0].count, words[$0].boundaryCount) > 1 }
    table = IDTable(expecting: kept.count)
    for index in kept { _ = table.insert(keys[index]) }
    words = kept.map { words[$0] }
  }
}
