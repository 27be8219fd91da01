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

  subscript(rank: Int) -> ArraySlice<UInt8> { bytes[ends[rank - 1]..<ends[rank]] }
}
