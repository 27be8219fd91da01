/// The words in the slots of one use of a template, four bits each.
struct SlotLengths: BitwiseCopyable, Equatable, Sendable {
  private var bits: UInt32 = 0

  /// The most words of a slot.
  static let longest = 15
  /// The most slots of a template.
  static let mostSlots = 8

  @inline(__always) func adding(_ length: Int, at slot: UInt32) -> SlotLengths {
    var lengths = self
    lengths.bits |= UInt32(truncatingIfNeeded: length) &<< (4 &* slot)
    return lengths
  }

  /// Calls `body` with the number of each slot and its words.
  @inline(__always) func visit(_ body: (_ slot: Int, _ length: Int) -> Void) {
    var (bits, slot) = (bits, 0)
    while bits != 0 {
      body(slot, Int(bits & 15))
      bits &>>= 4
      slot += 1
    }
  }

  /// The words in all slots.
  var sum: Int {
    var sum = 0
    visit { sum += $1 }
    return sum
  }
}

/// Where the slots of templates stand among their literals.
struct SlotLayout: Sendable {
  private var starts: [Int32] = [0]
  /// For each slot the literals before it.
  private var literalsBefore: [Int32] = []

  init(_ shapes: [TemplateShape]) {
    for shape in shapes {
      for index in 0..<shape.count where shape.hasSlot(before: index) {
        literalsBefore.append(Int32(index))
      }
      starts.append(Int32(literalsBefore.count))
    }
  }

  /// The slots of a template, among those of all.
  @inline(__always) func slots(of template: Int) -> Range<Int> {
    Int(starts[template])..<Int(starts[template + 1])
  }

  /// Calls `body` for each slot with its number, its distance from the first literal, and its words.
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
