import WordMineNumerics

extension LanguageModelTraining {
  private static let kind = "language model training"

  /// The state of the training, also in the middle of a window of micro-batches.
  public var checkpoint: TensorArchive {
    var archive = model.archive
    archive.kind = Self.kind
    archive.setJSON("training", configuration)
    archive.metadata["step"] = String(step)
    archive.metadata["text"] = String(stream.fingerprint)
    archive.set(optimizer)
    return archive
  }

  /// Why a training cannot be resumed from a checkpoint.
  public enum Mismatch: Error, Equatable, CustomStringConvertible {
    /// The checkpoint is of a training with another configuration.
    case configuration
    /// The checkpoint is of a training with other documents.
    case text

    public var description: String {
      switch self {
      case .configuration: "a checkpoint of a training with other options"
      case .text: "a checkpoint of a training with another text"
      }
    }
  }

  /// Continues from the state of a training of the same configuration and documents.
  ///
  /// - Throws: `TensorArchive.Failure` if it is not a checkpoint, `Mismatch` if it is of another training;
  ///   then nothing is changed.
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
