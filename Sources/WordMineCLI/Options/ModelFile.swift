import WordMineNumerics
import WordMineText

/// A file of a learned model.
enum ModelFile {
  /// Reads a file, and makes a model of it.
  ///
  /// - Throws: `InputError` for a file that is missing, damaged, or of another sort of model.
  static func read<Model>(
    _ path: String, as make: (TensorArchive) throws(TensorArchive.Failure) -> Model
  ) throws(InputError) -> Model {
    var source = try ByteSource.named(path)
    var bytes: [UInt8] = []
    while case let part = try source.read(1 << 20), !part.isEmpty { bytes += part }
    do {
      return try make(try TensorArchive(bytes: bytes))
    } catch {
      throw InputError(reason(error), at: SourcePosition(source: path))
    }
  }

  static func reason(_ failure: TensorArchive.Failure) -> InputError.Reason {
    switch failure {
    case .notAnArchive:
      .notThisFormat(expected: "model file", hint: "it does not begin with WMTENSOR")
    case .otherVersion(let found): .otherVersion(found: found, supported: TensorArchive.version)
    case .damaged(let what): .damaged(what)
    case .otherKind, .missing: .mismatch(failure.description)
    }
  }
}
