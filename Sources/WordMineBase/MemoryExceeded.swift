/// A text needs more memory than a run may use.
public struct MemoryExceeded: Error, Sendable, CustomStringConvertible {
  /// The limit, as in `512M`.
  public var limit: String
  /// The size of text that the limit is enough for.
  public var enoughFor: String
  /// What would work, beside more memory.
  public var advice: String?

  /// - Parameter limit: In bytes.
  package init(limit: Int, enoughFor: String, advice: String? = nil) {
    (self.limit, self.enoughFor, self.advice) = ("\(limit >> 20)M", enoughFor, advice)
  }

  /// - Throws: `MemoryExceeded` if what is needed is more than the limit, in bytes.
  package static func check(
    _ bytes: Int, limit: Int, enoughFor size: @autoclosure () -> String, advice: String? = nil
  ) throws(MemoryExceeded) {
    guard bytes > limit else { return }
    throw MemoryExceeded(limit: limit, enoughFor: size(), advice: advice)
  }

  public var description: String {
    "\(limit) of memory is enough for \(enoughFor), and there is more"
      + (advice.map { "; \($0)" } ?? "")
  }
}
