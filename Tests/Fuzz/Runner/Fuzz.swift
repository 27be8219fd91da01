import Invariants

/// The driver of libFuzzer.
@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// `Fuzz <target> [options and directories of libFuzzer]`
@main enum Fuzz {
  /// libFuzzer gives a test nothing but the input.
  nonisolated(unsafe) static var check: @Sendable ([UInt8]) -> Void = { _ in }

  static func main() {
    let name = CommandLine.arguments.dropFirst().first ?? ""
    guard let target = Invariants.all[name] else {
      print("targets: \(Invariants.all.keys.sorted().joined(separator: " "))")
      return
    }
    check = target
    var count = CommandLine.argc - 1
    var arguments = CommandLine.unsafeArgv + 1
    _ = runDriver(&count, &arguments) { bytes, length in
      Fuzz.check(Array(UnsafeBufferPointer(start: bytes, count: length)))
      return 0
    }
  }
}
