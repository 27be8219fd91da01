import CWordMine

/// What must hold for the interface of C.
extension Invariants {
  /// A line of options for a corpus, one for a discovery, and a text, which is also taken for the bytes of a
  /// segmenter: a documented status with a message, or words and places that are in bounds.
  static func interface(_ bytes: [UInt8]) {
    let parts = bytes.split(
      separator: UInt8(ascii: "\n"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return }
    let text = Array(parts[2])
    if let words = words(of: text, options(parts[0]), options(parts[1])) {
      table(of: words)
      if let segmenter = made({ wordmine_words_segmenter(words, &$0, &$1) }) {
        cut(text, by: segmenter)
        sameAsBytes(segmenter, text)
        wordmine_segmenter_free(segmenter)
      }
      wordmine_words_free(words)
    }
    if let segmenter = made({ wordmine_segmenter_from_bytes(text, text.count, &$0, &$1) }) {
      cut(text, by: segmenter)
      wordmine_segmenter_free(segmenter)
    }
  }

  private static func options(_ bytes: ArraySlice<UInt8>) -> [CChar] {
    bytes.filter { $0 != 0 }.map { CChar(bitPattern: $0) } + [0]
  }

  /// What a call gives to its last place but one, where it succeeds.
  private static func made(
    _ call: (inout OpaquePointer?, inout UnsafeMutablePointer<CChar>?) -> Int32
  ) -> OpaquePointer? {
    var result: OpaquePointer?
    var message: UnsafeMutablePointer<CChar>?
    let status = call(&result, &message)
    let refusals: [Int32] = [
      WORDMINE_USAGE, WORDMINE_DATA, WORDMINE_NO_INPUT, WORDMINE_INPUT_OUTPUT,
      WORDMINE_CANNOT_CREATE,
    ]
    precondition(status == WORDMINE_OK || refusals.contains(status), "status \(status)")
    precondition((status == WORDMINE_OK) == (message == nil), "a message belongs to a failure")
    precondition((status == WORDMINE_OK) == (result != nil), "a result belongs to success")
    wordmine_free(message)
    return result
  }

  private static func words(of text: [UInt8], _ reading: [CChar], _ discovery: [CChar])
    -> OpaquePointer?
  {
    guard let corpus = made({ wordmine_corpus_new(reading, &$0, &$1) }) else { return nil }
    defer { wordmine_corpus_free(corpus) }
    for start in stride(from: 0, to: text.count, by: 7) {
      let piece = Array(text[start..<min(start + 7, text.count)])
      let status = wordmine_corpus_append(corpus, piece, piece.count, nil)
      precondition(status == WORDMINE_OK, "bytes are refused with \(status)")
    }
    return made { wordmine_discover(corpus, discovery, nil, &$0, &$1) }
  }

  private static func table(of words: OpaquePointer) {
    var schema = ArrowSchema()
    var array = ArrowArray()
    precondition(wordmine_words_table(words, &schema, &array, nil) == WORDMINE_OK, "no table")
    precondition(array.length == wordmine_words_count(words), "rows differ from words")
    schema.release(&schema)
    array.release(&array)
    wordmine_free(wordmine_words_note(words))
  }

  private static func places(_ text: [UInt8], by segmenter: OpaquePointer) -> [ClosedRange<UInt32>]
  {
    var starts = [UInt32](repeating: 0, count: text.count)
    var ends = starts
    let count = wordmine_cut(segmenter, text, text.count, &starts, &ends, text.count)
    precondition(count <= text.count, "more words than code points")
    return zip(starts, ends).prefix(count).map { $0...$1 }
  }

  private static func cut(_ text: [UInt8], by segmenter: OpaquePointer) {
    var end: UInt32 = 0
    for place in places(text, by: segmenter) {
      precondition(place.lowerBound >= end && !place.isEmpty, "words overlap")
      end = place.upperBound
    }
    precondition(end <= text.count, "words out of bounds")
  }

  private static func sameAsBytes(_ segmenter: OpaquePointer, _ text: [UInt8]) {
    var bytes: UnsafeMutablePointer<UInt8>?
    var count = 0
    guard wordmine_segmenter_bytes(segmenter, &bytes, &count, nil) == WORDMINE_OK else { return }
    defer { wordmine_free(bytes) }
    guard let twin = made({ wordmine_segmenter_from_bytes(bytes, count, &$0, &$1) }) else {
      preconditionFailure("what was written is not read")
    }
    precondition(places(text, by: twin) == places(text, by: segmenter), "a copy cuts differently")
    wordmine_segmenter_free(twin)
  }
}
