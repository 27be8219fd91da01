/// The system refused memory that a call needs.
public struct OutOfMemory: Error, Equatable, Sendable, CustomStringConvertible {
  /// The bytes that were asked for.
  public let bytes: Int

  public init(bytes: Int) { self.bytes = bytes }

  public var description: String {
    let amount = bytes < 1 << 20 ? "\(bytes) bytes" : "\(bytes >> 20) MiB"
    return "the system refused memory (\(amount)); a higher limit of the process, or a smaller "
      + "budget, would help"
  }
}
