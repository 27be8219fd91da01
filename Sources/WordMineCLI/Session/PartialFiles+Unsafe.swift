import CAllocation

extension PartialFiles {
  /// Has the files removed if the process ends because the system refuses it memory.
  func removeWithoutMemory() {
    // SAFETY: the reference that the pointer holds is never released, so the files outlive every call.
    let context = unsafe Unmanaged.passRetained(self).toOpaque()
    unsafe wm_on_no_memory(
      { unsafe Unmanaged<PartialFiles>.fromOpaque($0!).takeUnretainedValue().remove() }, context)
  }
}
