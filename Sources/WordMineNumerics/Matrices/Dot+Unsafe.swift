/// The inner product of two vectors.
///
/// - Precondition: Both have the same number of elements.
@specialized(where Element == Float)
@specialized(where Element == Double)
func dot<Element: Scalar>(_ a: ArraySlice<Element>, _ b: ArraySlice<Element>) -> Element {
  precondition(a.count == b.count, "vectors of \(a.count) and \(b.count) elements")
  return unsafe a.withUnsafeBufferPointer { a in
    unsafe b.withUnsafeBufferPointer { b in
      guard let first = a.baseAddress, let second = b.baseAddress else { return 0 }
      // SAFETY: the precondition makes both counts the same.
      return unsafe Element.dot(first, second, count: a.count)
    }
  }
}

/// `target += factor · source`
///
/// - Precondition: Both have the same number of elements.
@specialized(where Element == Float)
@specialized(where Element == Double)
func addMultiple<Element: Scalar>(
  _ factor: Element, of source: [Element], to target: inout [Element]
) {
  precondition(source.count == target.count, "\(source.count) and \(target.count) elements")
  unsafe target.withUnsafeMutableBufferPointer { target in
    guard let first = target.baseAddress else { return }
    // SAFETY: the precondition makes both counts the same.
    unsafe Element.addMultiple(factor, of: source, to: first, count: target.count)
  }
}
