import Glibc
import SystemPackage

/// What the path of an output leads to, at the end of its symbolic links.
enum OutputPlace {
  /// A descriptor that is open already: `/dev/stdout`, `/dev/fd/3`.
  case descriptor(FileDescriptor)
  /// A pipe, a device, or what another process has open: it is written to as it is.
  case device
  /// A regular file, or none yet.
  case file(path: String, replacing: FileStatus?)

  /// - Throws: `Errno` for a directory, a circle of links, or a folder that cannot be searched.
  init(_ path: String) throws(Errno) {
    let end = try Self.followed(path)
    switch Self.descriptor(at: end) {
    case .own(let number):
      self = .descriptor(FileDescriptor(rawValue: number))
      return
    case .foreign:
      self = .device
      return
    case nil: break
    }
    switch FileStatus(path: end)?.kind {
    case nil: self = .file(path: end, replacing: nil)
    case .directory?: throw .isDirectory
    case .regular?: self = .file(path: end, replacing: FileStatus(path: end))
    case .pipe?, .other?: self = .device
    }
  }

  /// As many links as Linux follows.
  private static let longestChain = 40

  /// The path at the end of the symbolic links, whether there is a file or not.
  ///
  /// The links to descriptors are not followed: what they seem to lead to may have been deleted, or
  /// be another place in the same file.
  private static func followed(_ path: String) throws(Errno) -> String {
    var path = path
    for _ in 0..<longestChain {
      guard descriptor(at: path) == nil, let target = linkTarget(path) else { return path }
      let folder = FilePath(path).removingLastComponent()
      path = folder.pushing(FilePath(target)).string
    }
    throw .tooManySymbolicLinkLevels
  }

  private static func linkTarget(_ path: String) -> String? {
    var target = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let length = unsafe target.withUnsafeMutableBytes { buffer in
      // SAFETY: the system writes at most as many bytes as the buffer has.
      unsafe readlink(FileName.system(path), buffer.baseAddress!, buffer.count)
    }
    return length < 0 ? nil : FileName.text(target.prefix(length))
  }

  private enum Descriptor {
    case own(CInt)
    /// Of another process.
    case foreign
  }

  /// The descriptor that a path names; those of this process are known even where `/proc` is missing.
  private static func descriptor(at path: String) -> Descriptor? {
    switch path {
    case "/dev/stdin": return .own(0)
    case "/dev/stdout": return .own(1)
    case "/dev/stderr": return .own(2)
    default: break
    }
    let path = FilePath(path)
    guard let name = path.lastComponent?.string, let number = CInt(name), number >= 0 else {
      return nil
    }
    let folder = path.removingLastComponent().string
    if folder == "/dev/fd" || folder == "/proc/self/fd" { return .own(number) }
    // The folder may be a link, or be named from inside.
    guard let found = unsafe realpath(FileName.system(folder.isEmpty ? "." : folder), nil) else {
      return nil
    }
    defer { unsafe free(found) }
    let parts = unsafe String(cString: found).split(separator: "/")
    guard parts.count >= 3, parts.first == "proc", parts.last == "fd" else { return nil }
    return parts[1] == "\(getpid())" ? .own(number) : .foreign
  }
}

/// Which place a result goes to, so that two names of one place are equal.
package enum OutputIdentity: Hashable, Sendable {
  case descriptor(CInt)
  /// A file, or a named pipe.
  case file(FileStatus.Identity)
  /// A file that does not exist yet.
  case new(folder: FileStatus.Identity?, name: String)

  /// - Returns: `nil` for a device, which takes any number of results.
  package init?(_ path: String) {
    guard let place = try? OutputPlace(path) else { return nil }
    switch place {
    case .descriptor(let descriptor): self = .descriptor(descriptor.rawValue)
    case .device:
      guard let status = FileStatus(path: path), status.kind != .other else { return nil }
      self = .file(status.identity)
    case .file(_, let status?): self = .file(status.identity)
    case .file(let path, nil):
      let path = FilePath(path)
      let folder = path.removingLastComponent()
      self = .new(
        folder: FileStatus(path: folder.isEmpty ? "." : folder.string)?.identity,
        name: path.lastComponent?.string ?? "")
    }
  }

  /// The file that the bytes go to, if it exists.
  package var file: FileStatus.Identity? {
    switch self {
    case .file(let identity): return identity
    case .new: return nil
    case .descriptor(let number):
      let status = FileStatus(FileDescriptor(rawValue: number))
      return status?.kind == .regular ? status?.identity : nil
    }
  }
}
