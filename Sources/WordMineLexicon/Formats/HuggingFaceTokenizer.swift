import FoundationEssentials
import WordMineBase
import WordMineText

/// A tokenizer of Hugging Face, `tokenizer.json`.
///
/// With counts, the model is `Unigram`, and characters that are no pieces become bytes. Without, it is
/// `WordPiece` with an empty prefix, which takes the longest match; characters that are no pieces stand
/// alone there, as they would else make a whole text unknown.
struct HuggingFaceTokenizer: DictionaryDocument {
  /// As the library writes it: an object with its version first.
  func begins(_ beginning: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: beginning, as: UTF8.self)
    let fields = DictionaryField.trim(text[...])
    return fields.hasPrefix("{")
      && DictionaryField.trim(fields.dropFirst()).hasPrefix("\"version\"")
      && (text.contains("\"added_tokens\"") || text.contains("\"model\""))
  }
}

// Writing.
extension HuggingFaceTokenizer {
  func encode(_ entries: [LexiconEntry]) throws(InputError.Reason) -> [UInt8] {
    let vocabulary = try UnigramVocabulary(entries) { word throws(InputError.Reason) in
      try UnigramVocabulary.requireText(word, in: .huggingface)
    }
    let specials = [UnigramVocabulary.unknown] + UnigramVocabulary.controls
    let tokenizer = vocabulary.hasCounts ? Self.unigram : Self.wordPiece
    let added = specials.enumerated().map { id, text in
      """
      {"id":\(id),"content":\(Self.string(text)),"single_word":false,"lstrip":false,"rstrip":false,\
      "normalized":false,"special":true}
      """
    }
    let text = """
      {"version":"1.0","truncation":null,"padding":null,
      "added_tokens":[\(added.joined(separator: ",\n"))],
      "normalizer":null,"post_processor":null,
      \(tokenizer(vocabulary, specials))}

      """
    return Array(text.utf8)
  }

  private static func unigram(_ vocabulary: UnigramVocabulary, _ specials: [String]) -> String {
    let pieces =
      (specials + UnigramVocabulary.bytes).map { UnigramVocabulary.Piece(text: $0, score: 0) }
      + vocabulary.words + vocabulary.characters
    let rows = pieces.map { "[\(string($0.text)),\($0.score)]" }
    return """
      "pre_tokenizer":null,
      "decoder":{"type":"Sequence","decoders":[{"type":"ByteFallback"},{"type":"Fuse"}]},
      "model":{"type":"Unigram","unk_id":0,"byte_fallback":true,"vocab":[
      \(rows.joined(separator: ",\n"))]}
      """
  }

  private static func wordPiece(_ vocabulary: UnigramVocabulary, _ specials: [String]) -> String {
    let texts = specials + (vocabulary.words + vocabulary.characters).map(\.text)
    let rows = texts.enumerated().map { "\(string($1)):\($0)" }
    let longest = Int32.max
    return """
      "pre_tokenizer":\(isolatingOthers(than: texts)),
      "decoder":{"type":"Fuse"},
      "model":{"type":"WordPiece","unk_token":"<unk>","continuing_subword_prefix":"",\
      "max_input_chars_per_word":\(longest),"vocab":{
      \(rows.joined(separator: ",\n"))}}
      """
  }

  /// Splits off each character that is no piece.
  private static func isolatingOthers(than pieces: [String]) -> String {
    let known = pieces.filter { $0.unicodeScalars.count == 1 }.flatMap(\.unicodeScalars).sorted()
    if known.isEmpty { return "null" }
    let codes = known.map { "\\x{\(String($0.value, radix: 16))}" }.joined()
    return """
      {"type":"Split","pattern":{"Regex":\(string("[^\(codes)]"))},"behavior":"Isolated","invert":false}
      """
  }

  private static func string(_ text: String) -> String { JSON.text(.text(text)) }
}

// Reading.
extension HuggingFaceTokenizer {
  private struct Tokenizer: Decodable {
    struct Token: Decodable {
      var content: String
      var special: Bool?
    }

    var addedTokens: [Token]?
    var model: Model

    private enum CodingKeys: String, CodingKey {
      case addedTokens = "added_tokens"
      case model
    }
  }

  private struct Model: Decodable {
    var type: String?
    var vocab: Vocabulary
    var prefix: String?

    private enum CodingKeys: String, CodingKey {
      case type
      case vocab
      case prefix = "continuing_subword_prefix"
    }
  }

  private enum Vocabulary: Decodable {
    case scores([Piece])
    case ids([String: Int])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let pieces = try? container.decode([Piece].self) {
        self = .scores(pieces)
      } else {
        self = .ids(try container.decode([String: Int].self))
      }
    }
  }

  /// `[text, score]`.
  private struct Piece: Decodable {
    var piece: UnigramVocabulary.Piece

    init(from decoder: any Decoder) throws {
      var container = try decoder.unkeyedContainer()
      let text = try container.decode(String.self)
      piece = .init(text: text, score: try container.decode(Double.self))
    }
  }

  func decode(_ bytes: [UInt8], source: String) throws(InputError) -> [LexiconEntry] {
    do {
      return try Self.entries(try Self.tokenizer(bytes))
    } catch {
      throw InputError(error, at: SourcePosition(source: source))
    }
  }

  private static func tokenizer(_ bytes: [UInt8]) throws(InputError.Reason) -> Tokenizer {
    do {
      return try JSONDecoder().decode(Tokenizer.self, from: Data(bytes))
    } catch {
      throw .notThisFormat(
        expected: "tokenizer.json",
        hint: "it is no JSON with a model that has a vocabulary of pieces")
    }
  }

  private static func entries(_ tokenizer: Tokenizer) throws(InputError.Reason) -> [LexiconEntry] {
    let specials = Set((tokenizer.addedTokens ?? []).filter { $0.special ?? false }.map(\.content))
    func isText(_ piece: String) -> Bool {
      !specials.contains(piece) && !UnigramVocabulary.isControl(piece)
    }
    switch tokenizer.model.vocab {
    case .scores(let pieces):
      return UnigramVocabulary.entries(pieces.map(\.piece).filter { isText($0.text) })
    case .ids(let pieces):
      guard tokenizer.model.type == "WordPiece" else {
        throw .mismatch(
          "a model of the type \(tokenizer.model.type ?? "BPE"), whose pieces are no words; Unigram "
            + "and WordPiece are read")
      }
      return words(
        pieces.filter { isText($0.key) }, prefix: tokenizer.model.prefix ?? "##")
    }
  }

  /// The words of pieces, in the order of their numbers. Those within a word, which have a prefix, may be
  /// those at its beginning, too.
  private static func words(_ pieces: [String: Int], prefix: String) -> [LexiconEntry] {
    var seen: Set<String> = []
    let ordered = pieces.sorted {
      $0.value != $1.value ? $0.value < $1.value : $0.key.utf8Precedes($1.key)
    }
    return ordered.compactMap { piece, _ in
      let text = piece.hasPrefix(prefix) ? String(piece.dropFirst(prefix.count)) : piece
      guard let word = UnigramVocabulary.word(of: text), seen.insert(word).inserted else {
        return nil
      }
      return LexiconEntry(word: word)
    }
  }
}
