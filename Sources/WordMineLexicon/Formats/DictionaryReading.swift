import WordMineText

extension RecordReader where Record == LexiconEntry {
  /// Reads a dictionary, in any encoding.
  ///
  /// - Parameter format: `nil` to detect it from the beginning of the file.
  /// - Throws: `InputError` if the beginning cannot be read, or fits no format; for a document, also if
  ///   anything in it is wrong.
  package init(
    dictionary source: consuming ByteSource, format: DictionaryFormat? = nil
  ) throws(InputError) {
    var source = source
    let beginning = try source.peek(DictionaryFormat.beginning)
    let format = format ?? DictionaryFormat(ofDocument: beginning)
    if case .document(let document) = format?.registration.codec {
      let name = source.name
      try self.init(try document.decode(try source.all(), source: name), source: name)
    } else {
      try self.init(dictionary: LineReader(try source.decoded()), format: format)
    }
  }

  /// Reads a dictionary of lines that is UTF-8.
  ///
  /// - Throws: `InputError` if the beginning cannot be read, or fits no format.
  package init(
    dictionary lines: consuming LineReader, format: DictionaryFormat? = nil
  ) throws(InputError) {
    var lines = lines
    let detector = DictionaryDetector(try lines.peek())
    guard case .lines(let lineFormat) = (format ?? detector.format)?.registration.codec else {
      throw detector.refusal(lines.position.source)
    }
    self.init(lines, as: lineFormat.asLineFormat)
  }
}
