/// The sum of the products of the elements at the same places.
///
/// - Precondition: Both have as many elements.
@specialized(where Element == Float)
@specialized(where Element == Double)
func dot<Element: Scalar>(_ a: ArraySlice<Element>, _ b: ArraySlice<Element>) -> Element {
  precondition(a.count == b.count, "vectors of \(a.count) and \(b.count) elements")
  // Eight sums, so that an addition need not wait for the one before it.
  var sums = SIMD8<Element>()
  var rest: Element = 0
  let count = a.count
  unsafe a.withUnsafeBufferPointer { a in
    unsafe b.withUnsafeBufferPointer { b in
      guard let a = a.baseAddress, let b = b.baseAddress else { return }
      let whole = count & ~7
      // SAFETY: all indices are less than the count of both.
      for first in stride(from: 0, to: whole, by: 8) {
        unsafe sums += SIMD8(at: a + first) * SIMD8(at: b + first)
      }
      for index in whole..<count { unsafe rest += a[index] * b[index] }
    }
  }
  return sums.sum() + rest
}

extension SIMD8 {
  /// Eight elements that stand one after the other.
  @inline(__always) init(at first: UnsafePointer<Scalar>) {
    unsafe self.init(
      first[0], first[1], first[2], first[3], first[4], first[5], first[6], first[7])
  }
}
