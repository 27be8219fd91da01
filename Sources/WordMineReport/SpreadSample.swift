/// Items from all of a sequence whose length is not known: each one of so many, of which there are more the longer it is.
struct SpreadSample<Item: Sendable>: Sendable {
  private let limit: Int
  private var stride = 1
  private var passed = 0
  private(set) var items: [Item] = []

  /// - Parameter limit: The sample has from half as many items to this many.
  init(limit: Int) { self.limit = limit }

  /// Passes the next item, which is only made if it is kept.
  mutating func add(_ item: () -> Item) {
    defer { passed += 1 }
    guard passed % stride == 0 else { return }
    if items.count == limit {
      items = items.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
      stride *= 2
      guard passed % stride == 0 else { return }
    }
    items.append(item())
  }
}
