import FoundationEssentials
import WordMineNumerics

extension CharacterLanguageModel {
  private static let kind = "language model"

  /// The model as an archive.
  public var archive: TensorArchive {
    var archive = TensorArchive(kind: Self.kind)
    archive.setJSON("shape", shape)
    var characters = String.UnicodeScalarView()
    characters.append(contentsOf: vocabulary.characters.compactMap(Unicode.Scalar.init))
    archive.metadata["characters"] = String(characters)
    archive.set(decoder.parameters)
    return archive
  }

  /// - Throws: `TensorArchive.Failure` where something is missing or does not fit.
  public init(_ archive: TensorArchive) throws(TensorArchive.Failure) {
    guard archive.kind == Self.kind else {
      throw .otherKind(found: archive.kind, expected: Self.kind)
    }
    try self.init(parts: archive)
  }

  /// From an archive of any kind.
  init(parts archive: TensorArchive) throws(TensorArchive.Failure) {
    let shape: LanguageModelShape = try archive.json("shape")
    if let flaw = shape.flaw { throw .damaged(flaw) }
    let characters = try archive.text("characters").unicodeScalars.map(\.value)
    guard Set(characters).count == characters.count else {
      throw .damaged("a character occurs twice")
    }
    let table: Matrix<Float> = try archive.matrix("parameter.emb")
    guard table.shape == (characters.count + 2, shape.width) else {
      throw .damaged("the table of characters is \(table.rows) × \(table.columns)")
    }
    try shape.check(archive)
    var decoder = DecoderLanguageModel<Float>(
      shape.decoder(vocabulary: characters.count + 2), seed: 0)
    try archive.restore(&decoder.parameters)
    self.init(
      shape: shape, vocabulary: CharacterVocabulary(characters: characters), decoder: decoder)
  }
}

extension LanguageModelShape {
  /// Whether all layers are there, before so much is made: a small file could ask for a large model.
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

extension TensorArchive {
  /// Saves a value as JSON.
  mutating func setJSON(_ key: String, _ value: some Encodable) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    // Configurations hold finite numbers and text, which can always be encoded.
    guard let data = try? encoder.encode(value) else { preconditionFailure("\(key) in JSON") }
    metadata[key] = String(decoding: data, as: UTF8.self)
  }

  /// A value that was saved as JSON.
  func json<Value: Decodable>(
    _ key: String, as type: Value.Type = Value.self
  ) throws(Failure) -> Value {
    let data = Data(try text(key).utf8)
    guard let value = try? JSONDecoder().decode(type, from: data) else {
      throw .damaged("\(key) is not what it should be")
    }
    return value
  }
}
