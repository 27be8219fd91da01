import WordMineText

/// The vocabulary of SentencePiece, `.vocab`: lines of a piece and the logarithm of its probability.
struct SentencePieceVocabulary: DictionaryDocument {
  /// Nearly all vocabularies begin with `<unk>`, and all of them have pieces that follow a blank.
  func begins(_ beginning: ArraySlice<UInt8>) -> Bool {
    var lines = Self.lines(beginning)
    // The last one may be cut.
    if lines.count > 1 { lines.removeLast() }
    return lines.contains {
      $0.hasPrefix("<unk>\t") || $0.unicodeScalars.first == UnigramVocabulary.blank
    }
      && lines.allSatisfy { (try? Self.piece($0)) != nil }
  }

  func decode(_ bytes: [UInt8], source: String) throws(InputError) -> [LexiconEntry] {
    var pieces: [UnigramVocabulary.Piece] = []
    for (index, line) in Self.lines(bytes[...]).enumerated() where !line.isEmpty {
      do {
        pieces.append(try Self.piece(line))
      } catch {
        throw InputError(error, at: SourcePosition(source: source, line: index + 1))
      }
    }
    return UnigramVocabulary.entries(
      pieces.filter { !UnigramVocabulary.isControl($0.text) })
  }

  /// Invalid bytes, such as half a character at the end, become U+FFFD.
  private static func lines(_ bytes: ArraySlice<UInt8>) -> [Substring] {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      String(decoding: $0.last == 0x0D ? $0.dropLast() : $0, as: UTF8.self)[...]
    }
  }

  private static func piece(
    _ line: Substring
  ) throws(InputError.Reason) -> UnigramVocabulary.Piece {
    let fields = DictionaryField.split(line, at: 0x09)
    guard fields.count == 2, let score = DictionaryField.number(DictionaryField.trim(fields[1]))
    else {
      throw .mismatch("not a piece and its score: \(line.debugDescription)")
    }
    return UnigramVocabulary.Piece(text: String(fields[0]), score: score)
  }

  func encode(_ entries: [LexiconEntry]) throws(InputError.Reason) -> [UInt8] {
    try SentencePieceModel.lines(entries).flatMap { Array(($0 + "\n").utf8) }
  }
}
