import CPlatform

extension Array {
  /// Prefetches the element at `index`, if it exists.
  @inlinable package func prefetch(_ index: Int) {
    // SAFETY: the address is within the elements, and a hint reads nothing.
    unsafe withUnsafeBufferPointer { elements in
      guard elements.indices.contains(index), let base = elements.baseAddress else { return }
      unsafe wm_prefetch(base + index)
    }
  }
}
