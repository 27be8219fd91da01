/// What a file is that is no text, by its first bytes.
enum FileSignature {
  /// The bytes that decide.
  static let length = 512

  private struct Kind {
    /// Where the bytes are.
    var offset = 0
    var bytes: [UInt8]
    var name: String
    var hint: String
    /// Whether no byte but these shows it: all others have control characters, which tell them from a
    /// text that begins with the same letters.
    var isPlain = false
  }

  /// - Throws: `InputError` if the beginning of a file is that of no text.
  static func check(_ beginning: ArraySlice<UInt8>, source: String) throws(InputError) {
    let beginning = Array(beginning.prefix(length))
    let isBinary = beginning.contains { $0 < 0x09 }
    let kind = kinds.first {
      ($0.isPlain || isBinary) && beginning.dropFirst($0.offset).starts(with: $0.bytes)
    }
    if let kind {
      let name = kind.bytes == zip ? nameOfZip(beginning) : kind.name
      throw InputError(
        .notText(name, hint: kind.hint), at: SourcePosition(source: source))
    }
  }

  private static let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

  /// The first file of a document in a zip tells what it is.
  private static func nameOfZip(_ beginning: [UInt8]) -> String {
    let names: [(part: String, name: String)] = [
      ("application/epub", "an e-book (EPUB)"), ("opendocument", "an OpenDocument file"),
      ("word/", "a Word document (docx)"), ("xl/", "an Excel workbook (xlsx)"),
      ("ppt/", "a PowerPoint presentation (pptx)"),
      ("[Content_Types].xml", "an Office document (docx, xlsx, pptx)"),
    ]
    let text = String(decoding: beginning, as: UTF8.self)
    return names.first { text.contains($0.part) }?.name ?? "a zip archive"
  }

  private static let kinds: [Kind] = {
    let export = "save it as text (UTF-8) first"
    let extract = "extract it first"
    let convert = "convert it to UTF-8 first: iconv -f utf-32 -t utf-8"
    let none = "name the text files alone"
    let plain: [(String, String, String)] = [
      ("%PDF-", "PDF", "convert it to text first: pdftotext FILE.pdf"),
      ("{\\rtf", "RTF", export),
      ("WMCOUNTS", "a counts file of wordmine", "`wordmine merge` and `contrast` read it"),
      ("WMSHARD_", "a file of wordmine shard", "`wordmine shard` reads it"),
      ("WMMODEL_", "a model of wordmine", "name it with --model or --word-model"),
      ("WMLINKS_", "a model of links of wordmine", "`wordmine parse --model` reads it"),
      ("WMTENSOR", "a model or an index of wordmine", "name it with --model or --index"),
    ]
    let lettered: [(String, String, String)] = [
      ("Rar!\u{1A}\u{7}", "a RAR archive", extract), ("LZIP", "lzip data", extract),
      ("SQLite format 3\0", "an SQLite database", "write the texts that it holds as TSV first"),
      ("GIF87a", "a GIF image", none), ("GIF89a", "a GIF image", none), ("OggS", "Ogg media", none),
      ("fLaC", "FLAC audio", none), ("ID3", "MP3 audio", none), ("wOF2", "a font", none),
      ("\u{7F}ELF", "an executable (ELF)", none), ("\0asm", "WebAssembly", none),
      ("PAR1", "a Parquet file", "write its texts as TSV or JSON Lines first"),
      ("ARROW1", "an Arrow file", "write its texts as TSV or JSON Lines first"),
    ]
    let binary: [Kind] = [
      Kind(bytes: zip, name: "a zip archive", hint: "extract it, or save it as text (UTF-8) first"),
      Kind(bytes: [0x50, 0x4B, 0x05, 0x06], name: "an empty zip archive", hint: none),
      Kind(
        bytes: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
        name: "an Office document (doc, xls, ppt)", hint: export),
      Kind(bytes: [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], name: "a 7z archive", hint: extract),
      Kind(bytes: [0x04, 0x22, 0x4D, 0x18], name: "lz4 data", hint: "decompress it first"),
      Kind(bytes: [0x1F, 0x9D], name: "compress (.Z) data", hint: "decompress it first"),
      Kind(bytes: [0x5D, 0x00, 0x00], name: "lzma data", hint: "decompress it first"),
      Kind(bytes: [0x89, 0x50, 0x4E, 0x47], name: "a PNG image", hint: none),
      Kind(bytes: [0xFF, 0xD8, 0xFF], name: "a JPEG image", hint: none),
      Kind(bytes: [0x49, 0x49, 0x2A, 0x00], name: "a TIFF image", hint: none),
      Kind(bytes: [0x4D, 0x4D, 0x00, 0x2A], name: "a TIFF image", hint: none),
      Kind(offset: 8, bytes: Array("WEBP".utf8), name: "a WebP image", hint: none),
      Kind(offset: 8, bytes: Array("WAVEfmt ".utf8), name: "WAV audio", hint: none),
      Kind(offset: 4, bytes: Array("ftyp".utf8), name: "MP4 media", hint: none),
      Kind(bytes: [0x1A, 0x45, 0xDF, 0xA3], name: "Matroska media", hint: none),
      Kind(bytes: [0x4D, 0x5A, 0x90, 0x00], name: "an executable (Windows)", hint: none),
      Kind(bytes: [0xCF, 0xFA, 0xED, 0xFE], name: "an executable (macOS)", hint: none),
      Kind(bytes: [0xCA, 0xFE, 0xBA, 0xBE], name: "an executable (Java or macOS)", hint: none),
      Kind(bytes: [0x93] + Array("NUMPY".utf8), name: "a NumPy array", hint: none),
      Kind(bytes: [0x89] + Array("HDF".utf8), name: "an HDF5 file", hint: none),
      Kind(offset: 257, bytes: Array("ustar".utf8), name: "a tar archive", hint: extract),
      Kind(bytes: [0xFF, 0xFE, 0x00, 0x00], name: "UTF-32", hint: convert),
      Kind(bytes: [0x00, 0x00, 0xFE, 0xFF], name: "UTF-32", hint: convert),
    ]
    return plain.map { Kind(bytes: Array($0.0.utf8), name: $0.1, hint: $0.2, isPlain: true) }
      + lettered.map { Kind(bytes: Array($0.0.utf8), name: $0.1, hint: $0.2) } + binary
  }()
}
