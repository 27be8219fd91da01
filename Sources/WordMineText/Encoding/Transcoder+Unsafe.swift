import CICU

/// Converts text in another encoding to UTF-8, block by block.
@safe struct Transcoder: ~Copyable {
  private let handle: OpaquePointer

  /// - Parameter encoding: An ICU converter name, such as `GB18030`.
  init?(_ encoding: String) {
    guard let handle = unsafe wm_icu_transcoder_open(encoding) else { return nil }
    unsafe self.handle = handle
  }

  deinit { unsafe wm_icu_transcoder_close(handle) }

  /// Converts as much of `input` as possible, and appends it to `output`.
  ///
  /// - Parameter last: Whether no input follows; a truncated character at the end is then invalid.
  func convert(
    _ input: ArraySlice<UInt8>, into output: inout [UInt8], last: Bool
  ) -> wm_transcoding {
    let start = output.count
    let room = 2 * input.count + 8192
    output.append(contentsOf: repeatElement(0, count: room))
    let result = unsafe input.withUnsafeBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        // SAFETY: `room` bytes were just added after `start`.
        unsafe input.withMemoryRebound(to: CChar.self) { input in
          unsafe wm_icu_transcode(
            handle, input.baseAddress, input.count, last ? 1 : 0,
            UnsafeMutableRawPointer(output.baseAddress! + start)
              .assumingMemoryBound(to: CChar.self), room)
        }
      }
    }
    output.removeLast(room - Int(result.produced))
    return result
  }
}

/// The encoding that ICU detects in a sample; `nil` if it is not confident.
func detectedEncoding(of sample: ArraySlice<UInt8>) -> String? {
  unsafe sample.withUnsafeBufferPointer { sample in
    unsafe sample.withMemoryRebound(to: CChar.self) { sample in
      unsafe wm_icu_detect(sample.baseAddress, Int32(sample.count)).map {
        unsafe String(cString: $0)
      }
    }
  }
}
