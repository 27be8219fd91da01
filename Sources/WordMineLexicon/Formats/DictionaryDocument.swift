import WordMineText

/// A format in which a dictionary is one document, which is read and written as a whole.
package protocol DictionaryDocument: Sendable {
  /// Whether a file begins as a document of this format does.
  ///
  /// - Parameter beginning: Its first bytes, `DictionaryFormat.beginning` of them if it has so many.
  func begins(_ beginning: ArraySlice<UInt8>) -> Bool

  /// - Parameter source: The name of the file, for errors.
  /// - Throws: `InputError` for anything that is not of the format.
  func decode(_ bytes: [UInt8], source: String) throws(InputError) -> [LexiconEntry]

  /// - Throws: `InputError.Reason.mismatch` for an entry that the format cannot hold.
  func encode(_ entries: [LexiconEntry]) throws(InputError.Reason) -> [UInt8]
}

extension DictionaryDocument {
  package func begins(_ beginning: ArraySlice<UInt8>) -> Bool { false }

  package func decode(_ bytes: [UInt8], source: String) throws(InputError) -> [LexiconEntry] {
    throw InputError(
      .mismatch("the format is only written, not read"), at: SourcePosition(source: source))
  }

  package func encode(_ entries: [LexiconEntry]) throws(InputError.Reason) -> [UInt8] {
    throw .mismatch("the format cannot be written")
  }
}
