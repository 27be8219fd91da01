extension Matrix {
  /// The matrix, whose largest element then is from 1 to below 2, and the power of two that it was divided
  /// by. Products of its elements neither overflow nor vanish as a whole, and no bit is lost.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  func scaledToOne() -> (Matrix, scale: Element) {
    let largest = maximumMagnitude
    guard largest > 0 else { return (self, 1) }
    // The inverse of the least normal number is finite, that of smaller ones is not.
    let exponent = max(largest.exponent, Element.leastNormalMagnitude.exponent)
    let inverse = Element(sign: .plus, exponent: -exponent, significand: 1)
    return (self * inverse, Element(sign: .plus, exponent: exponent, significand: 1))
  }
}
