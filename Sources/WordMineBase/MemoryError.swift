/// A limit of memory is too small for what was asked.
public struct MemoryError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The limit in bytes.
  public var limit: Int
  /// What the limit is enough for, and what would work.
  public var advice: String

  public init(limit: Int, advice: String) {
    self.limit = limit
    self.advice = advice
  }

  public var description: String { "\(limit >> 20)M of memory \(advice)" }
}
