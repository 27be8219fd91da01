import WordMineBase
import WordMineNumerics

extension CharacterLanguageModel {
  private static let kind = "language model"

  /// The model as an archive that can be saved to a file.
  public var archive: TensorArchive {
    var archive = TensorArchive(kind: Self.kind)
    archive.setJSON("shape", shape)
    var characters = String.UnicodeScalarView()
    characters.append(contentsOf: vocabulary.characters.compactMap(Unicode.Scalar.init))
    archive.metadata["characters"] = String(characters)
    archive.set(decoder.parameters)
    return archive
  }

  /// - Throws: `TensorArchive.Failure` if something is missing or inconsistent.
  public init(_ archive: TensorArchive) throws(TensorArchive.Failure) {
    guard archive.kind == Self.kind else {
      throw .otherKind(found: archive.kind, expected: Self.kind)
    }
    try self.init(parts: archive)
  }

  /// Creates a model from an archive of any kind, such as a checkpoint.
  init(parts archive: TensorArchive) throws(TensorArchive.Failure) {
    let shape: LanguageModelShape = try archive.json("shape")
    let characters = try archive.text("characters").unicodeScalars.map(\.value)
    guard Set(characters).count == characters.count else {
      throw .damaged("a character occurs twice")
    }
    let table: Matrix<Float> = try archive.matrix("parameter.emb")
    guard table.shape == (characters.count + 2, shape.width) else {
      throw .damaged("the table of characters is \(table.rows) × \(table.columns)")
    }
    try shape.check(archive)
    var decoder = try Self.decoder(shape, vocabulary: characters.count + 2)
    try archive.restore(&decoder.parameters)
    self.init(
      shape: shape, vocabulary: CharacterVocabulary(characters: characters), decoder: decoder)
  }
}

extension CharacterLanguageModel {
  private static func decoder(
    _ shape: LanguageModelShape, vocabulary: Int
  ) throws(TensorArchive.Failure) -> DecoderLanguageModel<Float> {
    do throws(InvalidValue) {
      return try DecoderLanguageModel(shape.decoder(vocabulary: vocabulary), seed: 0)
    } catch {
      throw .damaged(error.description)
    }
  }
}

extension LanguageModelShape {
  /// Checks that all layers exist before memory is allocated, because a small file could declare a
  /// large model.
  fileprivate func check(_ archive: TensorArchive) throws(TensorArchive.Failure) {
    for layer in 0..<layers {
      for (name, columns) in [("Wo", width), ("Wg", feedForward)] {
        let found: Matrix<Float> = try archive.matrix("parameter.\(layer).\(name)")
        guard found.shape == (width, columns) else {
          throw .damaged("\(name) of layer \(layer) is \(found.rows) × \(found.columns)")
        }
      }
    }
  }
}
