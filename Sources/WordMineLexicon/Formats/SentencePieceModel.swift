import WordMineText

/// A unigram model of SentencePiece, `.model`: a message of Protocol Buffers.
///
/// Characters that are no pieces become bytes. Nothing is normalized; blanks are written as `▁`.
struct SentencePieceModel: DictionaryDocument {
  private enum PieceType: Int {
    case normal = 1
    case unknown = 2
    case control = 3
    case byte = 6
  }

  private static let unigram = 1

  /// By the first piece: its text, and its score.
  func begins(_ beginning: ArraySlice<UInt8>) -> Bool {
    var model = ProtobufFields(beginning)
    guard case (1, .bytes(let bytes))? = try? model.next() else { return false }
    var piece = ProtobufFields(bytes)
    guard case (1, .bytes(let text))? = try? piece.next(), !text.isEmpty,
      String(validating: text, as: UTF8.self) != nil,
      case (2, .fixed32)? = try? piece.next()
    else { return false }
    return true
  }

  func decode(_ bytes: [UInt8], source: String) throws(InputError) -> [LexiconEntry] {
    do {
      var pieces: [UnigramVocabulary.Piece] = []
      var model = ProtobufFields(bytes[...])
      while let (field, value) = try model.next() {
        if field == 1, case .bytes(let bytes) = value, let piece = try Self.piece(bytes) {
          pieces.append(piece)
        }
      }
      return UnigramVocabulary.entries(pieces)
    } catch {
      throw InputError(error, at: SourcePosition(source: source))
    }
  }

  /// A piece of text; `nil` for one that stands for something else.
  private static func piece(
    _ message: ArraySlice<UInt8>
  ) throws(InputError.Reason) -> UnigramVocabulary.Piece? {
    var (text, score, type) = ("", Float(0), UInt64(PieceType.normal.rawValue))
    var fields = ProtobufFields(message)
    while let field = try fields.next() {
      switch field {
      case (1, .bytes(let bytes)):
        guard let valid = String(validating: bytes, as: UTF8.self) else {
          throw .damaged("a piece that is not UTF-8")
        }
        text = valid
      case (2, .fixed32(let bits)):
        score = Float(bitPattern: bits)
        guard score.isFinite else { throw .damaged("the score of a piece is no number") }
      case (3, .number(let number)): type = number
      default: break
      }
    }
    return type == PieceType.normal.rawValue
      ? UnigramVocabulary.Piece(text: text, score: Double(score)) : nil
  }

  func encode(_ entries: [LexiconEntry]) throws(InputError.Reason) -> [UInt8] {
    let pieces = try Self.pieces(entries, for: .sentencepiece)
    var model = ProtobufMessage()
    for piece in pieces {
      var message = ProtobufMessage()
      message.append(1, piece.text.utf8)
      message.append(2, Float(piece.score))
      message.append(3, piece.type.rawValue)
      model.append(1, message.bytes)
    }
    model.append(2, Self.trainer(pieces: pieces.count).bytes)
    model.append(3, Self.normalizer.bytes)
    return model.bytes
  }

  /// All pieces of a model, in their order.
  private static func pieces(
    _ entries: [LexiconEntry], for format: DictionaryFormat
  ) throws(InputError.Reason) -> [(text: String, score: Double, type: PieceType)] {
    let vocabulary = try UnigramVocabulary(entries) { word throws(InputError.Reason) in
      try UnigramVocabulary.requireText(word, in: format)
    }
    try vocabulary.requireCounts(format)
    let texts =
      vocabulary.words + vocabulary.characters.filter { $0.text != " " }
      + [.init(text: String(UnigramVocabulary.blank), score: vocabulary.unknownScore)]
    return [(UnigramVocabulary.unknown, 0, .unknown)]
      + UnigramVocabulary.controls.map { ($0, 0, .control) }
      + UnigramVocabulary.bytes.map { ($0, 0, .byte) }
      + texts.map { (UnigramVocabulary.piece(of: $0.text), $0.score, .normal) }
  }

  /// The lines of a vocabulary.
  static func lines(_ entries: [LexiconEntry]) throws(InputError.Reason) -> [String] {
    try pieces(entries, for: .sentencepieceVocabulary).map { "\($0.text)\t\(Float($0.score))" }
  }

  private static func trainer(pieces: Int) -> ProtobufMessage {
    var trainer = ProtobufMessage()
    trainer.append(3, unigram)
    trainer.append(4, pieces)
    trainer.append(35, 1)  // Bytes for what is unknown.
    for (field, id) in [(40, 0), (41, 1), (42, 2), (43, -1)] { trainer.append(field, id) }
    return trainer
  }

  private static var normalizer: ProtobufMessage {
    var normalizer = ProtobufMessage()
    normalizer.append(1, "identity".utf8)
    normalizer.append(3, 0)  // No blank before the text.
    normalizer.append(4, 0)  // Blanks stay.
    normalizer.append(5, 1)  // They are escaped.
    return normalizer
  }
}
