import Glibc
import SystemPackage

/// What the system says of a file.
package struct FileStatus: Sendable {
  package enum Kind: Sendable { case regular, directory, pipe, other }

  /// Which file it is, whatever its name.
  package struct Identity: Hashable, Sendable {
    var device: dev_t
    var node: ino_t
  }

  package let kind: Kind
  package let identity: Identity
  /// The rights to read, write and execute, without those to become another user.
  let permissions: mode_t
  let owner: (user: uid_t, group: gid_t)

  /// The file at the end of the symbolic links; `nil` if there is none.
  package init?(path: String) {
    var status = stat()
    guard unsafe stat(FileName.system(path), &status) == 0 else { return nil }
    self.init(status)
  }

  /// What a descriptor is open on; `nil` if it is closed.
  package init?(_ descriptor: FileDescriptor) {
    var status = stat()
    guard unsafe fstat(descriptor.rawValue, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .directory
      case S_IFIFO: .pipe
      default: .other
      }
    identity = Identity(device: status.st_dev, node: status.st_ino)
    permissions = status.st_mode & 0o777
    owner = (status.st_uid, status.st_gid)
  }

  /// Gives an open file the owner, if the system lets us, and the permissions of this one.
  ///
  /// The owner comes first: rights that were meant for one user are never those of another.
  func copyAccess(to descriptor: FileDescriptor) {
    let own = (user: geteuid(), group: getegid())
    if owner != own, fchown(descriptor.rawValue, owner.user, owner.group) != 0 {
      _ = fchown(descriptor.rawValue, uid_t.max, owner.group)
    }
    _ = fchmod(descriptor.rawValue, permissions)
  }
}
