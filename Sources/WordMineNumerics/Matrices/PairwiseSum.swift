/// Up to so many numbers are added one after the other, and sums of more by halves: rounding errors then
/// grow with the logarithm of the count, not with the count.
let longestPlainSum = 1024

/// Σ x
///
/// Reference: Higham 1993, *The Accuracy of Floating Point Summation*.
@specialized(where Element == Float)
@specialized(where Element == Double)
package func pairwiseSum<Element: Scalar>(_ x: ArraySlice<Element>) -> Element {
  guard x.count > longestPlainSum else { return x.reduce(0, +) }
  let middle = x.startIndex + x.count / 2
  return pairwiseSum(x[..<middle]) + pairwiseSum(x[middle...])
}

/// √Σ x², also where the squares overflow or vanish.
@specialized(where Element == Float)
@specialized(where Element == Double)
package func norm<Element: Scalar>(_ x: ArraySlice<Element>) -> Element {
  let square = dot(x, x)
  let leastExact = Element.leastNormalMagnitude / Element.ulpOfOne
  if square.isNaN || (square >= leastExact && square.isFinite) { return square.squareRoot() }
  let largest = x.reduce(0) { max($0, abs($1)) }
  guard largest > 0, largest.isFinite else { return largest }
  let scaled = x.map { $0 / largest }
  return largest * dot(scaled[...], scaled[...]).squareRoot()
}
