import WordMine
import WordMineText

/// The binary files: what is damaged in them, and behind their checksums.
extension Invariants {
  /// A small file of each format that ends with a checksum, by the name of its target.
  public static func binaryFile(_ target: String) -> [UInt8] {
    let sink = ByteSink.memory()
    do {
      switch target {
      case "Model":
        guard let model = discover(.asIs, after: { _ in }).learnedModel else {
          preconditionFailure("no model was made")
        }
        try SegmentationModelFormat.write(model, to: sink)
      case "Links": try links.write(to: sink)
      default:
        var counter = NGramCounter(.init(order: 5))
        try counter.add(Tokenizer().tokenize(Array(sample.utf8).span), endsInput: true)
        try counter.finish(to: sink)
      }
    } catch {
      preconditionFailure("text at hand cannot fail: \(error)")
    }
    return sink.bytes
  }

  /// The same bytes, of which the last four are the checksum of the others.
  public static func withChecksum(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count > 4 else { return bytes }
    var checksum = Checksum()
    checksum.update(bytes.dropLast(4))
    return bytes.dropLast(4) + LittleEndian.bytes(checksum.value)
  }

  /// An invariant, also of the bytes with a checksum that fits: without it, only the checksum would be
  /// tested.
  static func alsoMended(
    _ invariant: @escaping @Sendable ([UInt8]) -> Void
  ) -> @Sendable ([UInt8]) -> Void {
    { bytes in
      invariant(bytes)
      invariant(withChecksum(bytes))
    }
  }
}
