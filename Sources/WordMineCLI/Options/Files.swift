import WordMine
import WordMineText

/// A file that is read by its name; `-` is standard input.
enum InputFile {
  /// - Throws: `InputError` if it is no segmentation model.
  static func segmentationModel(_ path: String) throws(InputError) -> SegmentationModel {
    try SegmentationModelFormat.read(try .named(path))
  }

  /// - Throws: `InputError` at a line that is no template, or if there are none.
  static func templates(_ path: String) throws(InputError) -> [Template] {
    let templates = try RecordReader(templates: try .named(path)).all()
    guard !templates.isEmpty else {
      throw InputError(.mismatch("there are no templates"), at: SourcePosition(source: path))
    }
    return templates
  }
}

/// Where a result goes: a file by its name, or standard output (`-`, or no name).
enum OutputFile {
  /// - Throws: `SystemError` if the file cannot be made.
  static func open(_ path: String?) throws(SystemError) -> ByteSink {
    guard let path, path != "-" else { return try .standardOutput() }
    return try .file(path)
  }
}
