import CPlatform
import Glibc

/// A fixed number of plain values that several threads may fill at once.
///
/// An `Array` belongs to one thread at a time. Sorting and statistics write to places that are
/// scattered over one large array but never shared between workers; this type lets them, and still
/// checks every index.
///
/// - Precondition: two threads never touch the same element at the same time.
@usableFromInline
package final class SharedArray<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  /// A view to work on: cheap to copy, valid as long as the array lives, so keep that in a variable.
  @safe @usableFromInline package struct View: @unchecked Sendable {
    @usableFromInline let base: UnsafeMutablePointer<Element>
    @usableFromInline package let count: Int

    @usableFromInline init(base: UnsafeMutablePointer<Element>, count: Int) {
      unsafe self.base = unsafe base
      self.count = count
    }

    @inlinable package subscript(index: Int) -> Element {
      get {
        precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "index out of range")
        // SAFETY: the precondition keeps the index inside the allocation.
        return unsafe base[index]
      }
      nonmutating set {
        precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "index out of range")
        // SAFETY: as above; `Element` is trivial, so nothing has to be destroyed.
        unsafe base[index] = newValue
      }
    }

    /// Has the element brought into the cache, if there is one at `index`, ahead of its use.
    @inlinable package func prefetch(_ index: Int) {
      if UInt(bitPattern: index) < UInt(bitPattern: count) { unsafe wm_prefetch(base + index) }
    }

    /// The part of this view at `range`, indexed from 0.
    @inlinable package func slice(_ range: Range<Int>) -> View {
      precondition(range.lowerBound >= 0 && range.upperBound <= count, "range out of bounds")
      return unsafe View(base: base + range.lowerBound, count: range.count)
    }

    /// Whether both views begin at the same element.
    @inlinable package func isSame(as other: View) -> Bool { unsafe base == other.base }

    /// Copies all of `other` to the front of this view.
    @inlinable package func copy(from other: View) {
      precondition(other.count <= count, "\(other.count) values into \(count) places")
      unsafe base.update(from: other.base, count: other.count)
    }
  }

  @usableFromInline package let view: View

  /// All elements are zero bits.
  @inlinable package init(zeros count: Int) {
    let bytes = max(1, count) * MemoryLayout<Element>.stride
    guard let zeros = unsafe calloc(1, bytes) else { fatalError("no memory: \(bytes) bytes") }
    let base = unsafe zeros.bindMemory(to: Element.self, capacity: max(1, count))
    view = unsafe View(base: base, count: count)
  }

  /// A copy of an array.
  @inlinable package convenience init(_ elements: [Element]) {
    self.init(zeros: elements.count)
    let view = view
    for index in elements.indices { view[index] = elements[index] }
  }

  @inlinable package var count: Int { view.count }

  deinit { unsafe free(view.base) }
}
