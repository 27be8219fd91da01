import CPlatform

extension SIMD4<Float> {
  /// The square roots of all elements, as `squareRoot()` has them, which takes one after the other.
  @inlinable package var squareRoots: Self { wm_square_roots(self) }
}
