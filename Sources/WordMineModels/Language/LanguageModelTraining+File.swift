import WordMineNumerics

extension LanguageModelTraining {
  private static let kind = "language model training"

  /// The state of the training, even between the micro-batches of an update.
  public var checkpoint: TensorArchive {
    var archive = model.archive
    archive.kind = Self.kind
    archive.setJSON("training", configuration)
    archive.metadata["step"] = String(step)
    archive.metadata["text"] = String(stream.fingerprint)
    archive.set(optimizer)
    return archive
  }

  /// The reason why training cannot be resumed from a checkpoint.
  public enum Mismatch: Error, Equatable, CustomStringConvertible {
    /// The checkpoint belongs to a training with another configuration.
    case configuration
    /// The checkpoint belongs to a training with other documents.
    case text

    public var description: String {
      switch self {
      case .configuration: "a checkpoint of a training with other options"
      case .text: "a checkpoint of a training with another text"
      }
    }
  }

  /// Resumes a training with the same configuration and documents.
  ///
  /// - Throws: `TensorArchive.Failure` if the archive is not a checkpoint, `Mismatch` if it belongs
  ///   to another training; nothing is changed then.
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
