/// Memory for arrays that are made again and again.
@usableFromInline package struct ScratchArray<Element: BitwiseCopyable & Sendable>: Sendable {
  @usableFromInline var storage = SharedArray<Element>(zerosOrTrap: 0)

  @inlinable package init() {}

  /// An array of so many elements, whatever they are; the view before it is no longer valid.
  @inlinable package mutating func array(_ count: Int) -> SharedArray<Element>.View {
    if storage.count < count { storage = SharedArray(zerosOrTrap: max(count, 2 * storage.count)) }
    return storage.view.slice(0..<count)
  }
}
