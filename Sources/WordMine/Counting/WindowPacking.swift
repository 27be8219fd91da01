import WordMineBase
import WordMineText

/// How the atoms of a window after its first are packed into one key, the first of them highest.
struct WindowPacking<Key: RadixSort.Key>: Sendable {
  let order: Int
  /// The bits of an atom.
  let bits: Int
  /// The bits of all.
  let width: Int
  private let shift: Key
  /// Where the highest atom stands.
  private let top: Key
  private let mask: Key
  private let atomMask: UInt32

  /// - Precondition: `(order − 1) · bits` is at most the width of `Key`.
  init(order: Int, bits: Int) {
    (self.order, self.bits) = (order, bits)
    width = (order - 1) * bits
    precondition(width <= Key.bitWidth, "\(order) atoms of \(bits) bits")
    shift = Key(truncatingIfNeeded: bits)
    top = Key(truncatingIfNeeded: max(0, order - 2) * bits)
    atomMask = UInt32.max &>> UInt32(32 - bits)
    mask = width == Key.bitWidth ? ~0 : (1 &<< (top &+ shift)) &- 1
  }

  /// The highest atom.
  @inline(__always) func first(of key: Key) -> Int { Int(truncatingIfNeeded: key &>> top) }

  /// Adds an atom below the others, so that the highest leaves.
  @inline(__always) func append(_ atom: UInt32, to key: Key) -> Key {
    (key &<< shift | Key(truncatingIfNeeded: atom)) & mask
  }

  /// Encodes the windows of one bucket, sorted: equal neighbours are counted.
  func encode(_ bucket: SharedArray<Key>.View, first: UInt32, into run: inout NGramRun) {
    var previous: Key = 0
    var index = 0
    while index < bucket.count {
      let key = bucket[index]
      let start = index
      repeat { index &+= 1 } while index < bucket.count && bucket[index] == key
      if start == 0 {
        run.append(count: index, shared: 0, first) { atom($0, of: key) }
      } else {
        let shared = 1 + sharedAtoms(key, previous)
        let step = atom(shared, of: key) &- atom(shared, of: previous)
        run.append(count: index &- start, shared: shared, step) { atom($0, of: key) }
      }
      previous = key
    }
  }

  /// An atom of the window, by its index; 0 after the last.
  @inline(__always) private func atom(_ index: Int, of key: Key) -> UInt32 {
    let place = (order &- 1 &- index) &* bits
    if place < 0 { return 0 }
    return UInt32(truncatingIfNeeded: key &>> Key(truncatingIfNeeded: place)) & atomMask
  }

  /// How many of the packed atoms are the same in both keys, which differ, from the first.
  @inline(__always) private func sharedAtoms(_ one: Key, _ other: Key) -> Int {
    let different = one ^ other
    var shared = 0
    var place = top
    while different &>> place == 0 {
      shared &+= 1
      place &-= shift
    }
    return shared
  }
}
