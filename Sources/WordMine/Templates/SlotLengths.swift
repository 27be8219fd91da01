/// The number of words in each slot of one use of a template, in four bits each.
struct SlotLengths: BitwiseCopyable, Equatable, Sendable {
  private var bits: UInt32 = 0

  /// The most words in a slot.
  static let longest = 15
  /// The most slots in a template.
  static let mostSlots = 8

  @inline(__always) func adding(_ length: Int, at slot: UInt32) -> SlotLengths {
    var lengths = self
    lengths.bits |= UInt32(truncatingIfNeeded: length) &<< (4 &* slot)
    return lengths
  }

  /// Calls `body` with the index of each slot and its number of words.
  @inline(__always) func visit(_ body: (_ slot: Int, _ length: Int) -> Void) {
    var (bits, slot) = (bits, 0)
    while bits != 0 {
      body(slot, Int(bits & 15))
      bits &>>= 4
      slot += 1
    }
  }

  /// The number of words in all slots.
  var sum: Int {
    var sum = 0
    visit { sum += $1 }
    return sum
  }
}

/// The positions of slots among the literals of their templates.
struct SlotLayout: Sendable {
  private var starts: [Int32] = [0]
  /// For each slot, the number of literals before it.
  private var literalsBefore: [Int32] = []

  init(_ shapes: [TemplateShape]) {
    for shape in shapes {
      for index in 0..<shape.count where shape.hasSlot(before: index) {
        literalsBefore.append(Int32(index))
      }
      starts.append(Int32(literalsBefore.count))
    }
  }

  /// The slots of a template, as indices among all slots.
  @inline(__always) func slots(of template: Int) -> Range<Int> {
    Int(starts[template])..<Int(starts[template + 1])
  }

  /// Calls `body` with the index of each slot, its offset from the first literal, and its length.
  @inline(__always) func visitSlots(
    of template: Int, _ lengths: SlotLengths,
    _ body: (_ slot: Int, _ offset: Int, _ length: Int) -> Void
  ) {
    let first = slots(of: template).lowerBound
    var words = 0
    lengths.visit { slot, length in
      body(slot, Int(literalsBefore[first + slot]) + words, length)
      words += length
    }
  }
}
