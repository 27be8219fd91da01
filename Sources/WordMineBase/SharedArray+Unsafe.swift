import CPlatform
import Glibc

/// A fixed-size array of trivial values that several threads can write at once.
///
/// Only one thread at a time may write to an `Array`. Sorting and statistics write to scattered
/// elements of one large array, no two workers to the same one; this type allows that, and still
/// checks every index.
///
/// - Precondition: Two threads never access the same element at the same time.
@usableFromInline
package final class SharedArray<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  /// A view of the elements, cheap to copy. It does not retain the array, which must outlive it.
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
        // SAFETY: as above; `Element` is trivial, so nothing needs to be deinitialized.
        unsafe base[index] = newValue
      }
    }

    /// Prefetches the element at `index`, if it exists.
    @inlinable package func prefetch(_ index: Int) {
      if UInt(bitPattern: index) < UInt(bitPattern: count) { unsafe wm_prefetch(base + index) }
    }

    /// The part of this view in `range`, indexed from 0.
    @inlinable package func slice(_ range: Range<Int>) -> View {
      precondition(range.lowerBound >= 0 && range.upperBound <= count, "range out of bounds")
      return unsafe View(base: base + range.lowerBound, count: range.count)
    }

    /// Whether both views begin at the same element.
    @inlinable package func isSame(as other: View) -> Bool { unsafe base == other.base }

    /// Copies all elements of `other` to the start of this view.
    @inlinable package func copy(from other: View) {
      precondition(other.count <= count, "\(other.count) values into \(count) places")
      unsafe base.update(from: other.base, count: other.count)
    }
  }

  @usableFromInline package let view: View

  /// Creates an array of zero bits.
  ///
  /// - Throws: `OutOfMemory` if the system has no such memory.
  @inlinable package init(zeros count: Int) throws(OutOfMemory) {
    let (bytes, overflows) = max(1, count).multipliedReportingOverflow(
      by: MemoryLayout<Element>.stride)
    guard !overflows, let zeros = unsafe wm_calloc(bytes) else {
      throw OutOfMemory(bytes: overflows ? .max : bytes)
    }
    let base = unsafe zeros.bindMemory(to: Element.self, capacity: max(1, count))
    view = unsafe View(base: base, count: count)
  }

  /// Creates an array of zero bits that is small beside what its owner holds in Swift's collections,
  /// and like these ends the process where there is no memory.
  @inlinable package convenience init(zerosOrTrap count: Int) {
    do { try self.init(zeros: count) } catch { fatalError("\(error)") }
  }

  /// Creates a copy of an array.
  ///
  /// - Throws: `OutOfMemory`.
  @inlinable package convenience init(_ elements: [Element]) throws(OutOfMemory) {
    try self.init(zeros: elements.count)
    let view = view
    for index in elements.indices { view[index] = elements[index] }
  }

  @inlinable package var count: Int { view.count }

  deinit { unsafe free(view.base) }
}
