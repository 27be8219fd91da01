import WordMineNumerics

extension TensorArchive {
  /// The lines of a text in the metadata; none of an empty text, unless it may be one empty line.
  func lines(_ key: String, allowingEmpty: Bool = false) throws(Failure) -> [String] {
    let text = try text(key)
    if text.isEmpty, !allowingEmpty { return [] }
    // Not by characters: some lines would be one with the line break.
    return text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      String(decoding: Array($0), as: UTF8.self)
    }
  }
}
