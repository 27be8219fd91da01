import Glibc
import SystemPackage

extension FileDescriptor {
  /// Writes all bytes, also where another process made the descriptor one that does not wait.
  func writeWaiting(_ bytes: [UInt8]) throws(Errno) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes { buffer in
        // SAFETY: the system reads at most as many bytes as there are.
        unsafe Glibc.write(rawValue, buffer.baseAddress!, buffer.count)
      }
      if written >= 0 { rest = rest.dropFirst(written) } else { try waitAfterError(for: POLLOUT) }
    }
  }

  /// Reads at most `count` bytes, also where the descriptor does not wait; none at the end.
  func readWaiting(_ count: Int) throws(Errno) -> [UInt8] {
    while true {
      var result = 0
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
        // SAFETY: the system writes the first `result` bytes of the buffer.
        result = unsafe Glibc.read(rawValue, buffer.baseAddress!, count)
        initialized = max(0, result)
      }
      if result >= 0 { return bytes }
      try waitAfterError(for: POLLIN)
    }
  }

  /// Whether a pipe has no byte in the next two milliseconds; a file is never waited for.
  var waits: Bool {
    var request = pollfd(fd: rawValue, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&request, 1, 2) == 0
  }

  /// Waits until the descriptor is ready, if that is what the last call failed for.
  private func waitAfterError(for event: CInt) throws(Errno) {
    switch Errno(rawValue: errno) {
    case .interrupted: return
    case .wouldBlock:
      var request = pollfd(fd: rawValue, events: Int16(event), revents: 0)
      _ = unsafe poll(&request, 1, -1)
    case let error: throw error
    }
  }
}
