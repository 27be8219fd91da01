import WordMineLexicon
import WordMineText

/// What a file holds.
package enum FileKind: Equatable, Sendable {
  case text
  /// A counts file, and the same as a table.
  case counts
  case countsTable
  case dictionary
  case templates
  /// Pairs of words with their counts, and the same without, by distance.
  case collocations
  case links
  /// What `SegmentationModelFormat` and `LinkModelFormat` write, or a tensor archive.
  case model

  /// The most bytes that a file is judged by.
  private static let sample = 64 << 10

  /// What a file holds, by its beginning; for counts files and dictionaries by its name, too.
  ///
  /// - Parameters:
  ///   - beginning: The first bytes of the file; those after the first 64 KiB do not matter.
  ///   - path: Empty if the file has no name.
  package init(detecting beginning: ArraySlice<UInt8>, path: String) {
    let beginning = beginning.prefix(Self.sample)
    if beginning.starts(with: Self.countsMagic) || path.hasSuffix(Self.countsSuffix) {
      // By its name too: what is damaged at its beginning is no text either.
      self = .counts
    } else if Self.modelMagics.contains(where: { beginning.starts(with: $0) }) {
      self = .model
    } else if RecordReader<Collocation>.areCollocations(beginning) {
      // Before templates: the record of a pair has a key t as well, its t-score.
      self = .collocations
    } else if Table<Template>.holdsTemplates(beginning) || JSONLTemplateFormat.holds(beginning) {
      self = .templates
    } else if Self.hasHeader("a\tb\tdistance", beginning) {
      self = .links
    } else if Self.hasHeader("ngram\tcount", beginning) {
      self = .countsTable
    } else {
      self = Self.isDictionary(beginning, path: path) ? .dictionary : .text
    }
  }

  /// What ends the name of a counts file.
  package static let countsSuffix = ".counts"
  private static let countsMagic = Array("WMCOUNTS".utf8)
  private static let modelMagics = ["WMMODEL_", "WMLINKS_", "WMTENSOR"].map { Array($0.utf8) }

  private static func hasHeader(_ columns: String, _ beginning: ArraySlice<UInt8>) -> Bool {
    let header = beginning.first == UInt8(ascii: "#") ? beginning.dropFirst() : beginning
    return header.starts(with: columns.utf8)
  }

  /// Whether the beginning of a file is that of a document; or the name may be that of a dictionary, and
  /// the beginning is one's: a header with `word`, or nothing but words with counts.
  private static func isDictionary(_ beginning: ArraySlice<UInt8>, path: String) -> Bool {
    DictionaryFormat(ofDocument: beginning) != nil
      || mayBeDictionary(path) && !beginning.isEmpty && DictionaryDetector(beginning).isCounted
  }

  /// Whether a file has the name of a dictionary, compressed or not, or none.
  private static func mayBeDictionary(_ path: String) -> Bool {
    path == "<stdin>" || DictionaryFormat(path: FileName.uncompressed(path)) != nil
  }
}
