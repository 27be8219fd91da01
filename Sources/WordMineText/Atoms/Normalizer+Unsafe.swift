import CICU

/// Folds the text of an atom: width, compatibility and case (NFKC with case folding), then script.
///
/// The tokenizer calls it once per distinct atom, so ICU is fast enough.
@safe package final class Normalizer {
  private let script: OpaquePointer?

  package init(_ script: Script = .asIs) {
    unsafe self.script =
      script == .asIs ? nil : wm_icu_script_open(script == .simplified ? 1 : 0)
  }

  deinit { unsafe wm_icu_script_close(script) }

  /// The folded form; the text itself if ICU returns nothing (a lone mark may fold to nothing), or if
  /// it has more than 127 MiB.
  package func fold(_ text: [UInt8]) -> [UInt8] {
    let folded = unsafe Self.run(text) { unsafe wm_icu_fold($0, $1, $2, $3) }
    guard let script = unsafe script else { return folded }
    return unsafe Self.run(folded) { unsafe wm_icu_script_convert(script, $0, $1, $2, $3) }
  }

  private static func run(
    _ text: [UInt8],
    _ convert: (UnsafePointer<CChar>, Int32, UnsafeMutablePointer<CChar>, Int32) -> Int32
  ) -> [UInt8] {
    let capacity = 16 * text.count + 64
    // ICU takes sizes of 32 bits.
    if capacity > Int(Int32.max) { return text }
    var result = [UInt8](repeating: 0, count: capacity)
    let count = unsafe text.withUnsafeBufferPointer { text in
      unsafe result.withUnsafeMutableBufferPointer { result in
        unsafe text.withMemoryRebound(to: CChar.self) { text in
          unsafe result.withMemoryRebound(to: CChar.self) { result in
            // SAFETY: the capacity is that of the buffer.
            unsafe convert(
              text.baseAddress!, Int32(text.count), result.baseAddress!, Int32(capacity))
          }
        }
      }
    }
    return count > 0 ? Array(result[..<Int(count)]) : text
  }
}
