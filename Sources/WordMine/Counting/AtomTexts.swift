/// The texts of atoms by their ranks, from 1, in one piece of memory.
struct AtomTexts {
  private var bytes: [UInt8] = []
  private var ends = [0]

  var count: Int { ends.count - 1 }
  /// The memory in use, in bytes.
  var memory: Int { bytes.count + MemoryLayout<Int>.stride * ends.count }

  mutating func append(_ text: [UInt8]) {
    bytes += text
    ends.append(bytes.count)
  }

  /// The rank of a text, where they were appended in ascending order; `nil` if it is not there.
  func rank(of text: [UInt8]) -> UInt32? {
    let rank = ends.indices.dropFirst().partitioningIndex {
      !self[$0].lexicographicallyPrecedes(text)
    }
    return rank <= count && self[rank].elementsEqual(text) ? UInt32(rank) : nil
  }

  subscript(rank: Int) -> ArraySlice<UInt8> { bytes[ends[rank - 1]..<ends[rank]] }
}
