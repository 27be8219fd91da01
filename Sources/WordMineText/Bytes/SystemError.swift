import SystemPackage

/// A failed system call on an output or a temporary file.
public struct SystemError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The attempted operation: `create words.tsv`.
  public var operation: String
  public var errno: Errno

  public init(_ operation: String, _ errno: Errno) {
    self.operation = operation
    self.errno = errno
  }

  /// Whether the reader of a pipe closed it.
  public var isBrokenPipe: Bool { errno == .brokenPipe }

  /// Whether the file could not be created, as opposed to written.
  public var isCreation: Bool { operation.hasPrefix("create") }

  public var description: String { "cannot \(operation): \(errno)" }
}
