import Invariants

/// The driver of libFuzzer.
@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// `Fuzz <target> [options and directories of libFuzzer]`, or `Fuzz <target> seeds <directory>` to write
/// the seeds that are no files of the program.
@main enum Fuzz {
  /// libFuzzer gives a test nothing but the input.
  nonisolated(unsafe) static var check: @Sendable ([UInt8]) -> Void = { _ in }

  static func main() throws {
    let name = CommandLine.arguments.dropFirst().first ?? ""
    guard let target = Invariants.all[name] else {
      print("targets: \(Invariants.all.keys.sorted().joined(separator: " "))")
      return
    }
    if CommandLine.arguments.count == 4, CommandLine.arguments[2] == "seeds" {
      return try Invariants.writeSeeds(of: name, to: CommandLine.arguments[3])
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
