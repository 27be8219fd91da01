import Invariants

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  Invariants.all["Decoder"]!(Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}
