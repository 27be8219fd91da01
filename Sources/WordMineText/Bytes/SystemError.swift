import SystemPackage

/// The system refused an operation on an output or a temporary file.
public struct SystemError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What was tried: `create words.tsv`.
  public var operation: String
  public var errno: Errno

  public init(_ operation: String, _ errno: Errno) {
    self.operation = operation
    self.errno = errno
  }

  /// Whether the reader of a pipe went away.
  public var isBrokenPipe: Bool { errno == .brokenPipe }

  /// Whether the file could not be made, as opposed to written.
  public var isCreation: Bool { operation.hasPrefix("create") }

  public var description: String { "cannot \(operation): \(errno)" }
}
