import WordMineNumerics

extension LanguageModelTraining {
  private static let kind = "language model training"

  /// Where the training stands, also within a window of micro-batches.
  public var checkpoint: TensorArchive {
    var archive = model.archive
    archive.kind = Self.kind
    archive.setJSON("training", configuration)
    archive.metadata["step"] = String(step)
    archive.metadata["text"] = String(stream.fingerprint)
    archive.set(optimizer)
    return archive
  }

  /// Why a training cannot go on from a checkpoint.
  public enum Mismatch: Error, Equatable, CustomStringConvertible {
    /// It is one of other options.
    case configuration
    /// It is one of other documents.
    case text

    public var description: String {
      switch self {
      case .configuration: "a checkpoint of a training with other options"
      case .text: "a checkpoint of a training with another text"
      }
    }
  }

  /// Goes on where a training of the same options and documents stood.
  ///
  /// - Throws: `TensorArchive.Failure` for what is no checkpoint, `Mismatch` for another one; then
  ///   nothing is changed.
  public mutating func resume(from archive: TensorArchive) throws {
    guard archive.kind == Self.kind else {
      throw TensorArchive.Failure.otherKind(found: archive.kind, expected: Self.kind)
    }
    guard try archive.json("training", as: Configuration.self) == configuration else {
      throw Mismatch.configuration
    }
    guard try archive.text("text") == String(stream.fingerprint) else { throw Mismatch.text }
    var resumed = self
    resumed.step = try archive.number("step")
    resumed.model = try CharacterLanguageModel(parts: archive)
    guard resumed.model.vocabulary == model.vocabulary else { throw Mismatch.text }
    try archive.restore(&resumed.optimizer, for: resumed.model.decoder.parameters)
    self = resumed
  }
}
