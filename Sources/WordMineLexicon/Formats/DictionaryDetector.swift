import WordMineText

/// Tells in which format a dictionary of lines is, by the first of them.
///
/// Each format says how well they fit it; the best one is taken, of equals the one that stands first in
/// `DictionaryFormat`, and plain last. What fits none well enough is no dictionary.
package struct DictionaryDetector {
  private static let mostBytes = 64 << 10
  private static let mostLines = 500
  private static let leastFit = 0.4

  /// The first lines that are not blank, without the last if it may be truncated.
  private let lines: [Substring]
  /// The number of the first of them in the file, from 1.
  private let firstLine: Int

  /// - Parameter beginning: The beginning of the file in UTF-8.
  package init(_ beginning: ArraySlice<UInt8>) {
    let sample = beginning.prefix(Self.mostBytes)
    let isWhole = sample.count == beginning.count
    let end = isWhole ? sample.endIndex : sample.lastIndex(of: 0x0A) ?? sample.endIndex
    let all = sample[..<end].split(separator: 0x0A, omittingEmptySubsequences: false)
      .prefix(Self.mostLines)
      .map { String(decoding: $0.last == 0x0D ? $0.dropLast() : $0, as: UTF8.self)[...] }
    lines = all.filter { !DictionaryField.trim($0).isEmpty }
    firstLine = 1 + (all.firstIndex { !DictionaryField.trim($0).isEmpty } ?? 0)
  }

  /// The format that fits best; `nil` if none does.
  package var format: DictionaryFormat? {
    guard !lines.isEmpty else { return .plain }
    var best: (format: DictionaryFormat, fit: Double)?
    for format in DictionaryFormat.allCases.filter({ $0 != .plain }) + [.plain] {
      guard case .lines(let lineFormat) = format.registration.codec else { continue }
      let fit = lineFormat.fit(lines)
      if fit >= Self.leastFit, fit > best?.fit ?? 0 { best = (format, fit) }
    }
    return best?.format
  }

  /// Whether every line is a word with a count, so that the file can be nothing but a dictionary.
  package var isCounted: Bool {
    guard let format, format != .plain else { return false }
    if format == .tsv || format == .csv { return true }
    guard case .lines(var lineFormat) = format.registration.codec else { return true }
    return lines.allSatisfy { (try? lineFormat.decode($0))?.count != nil }
  }

  /// Why the file is no dictionary.
  ///
  /// - Parameter source: Its name.
  package func refusal(_ source: String) -> InputError {
    InputError(
      .notThisFormat(expected: "dictionary", hint: hint),
      at: SourcePosition(source: source, line: firstLine))
  }

  /// What an error says of a line that no format fits.
  package static let fitsNone = "fits none of the formats"

  private var hint: String {
    let first = lines.first.map(DictionaryField.trim) ?? ""
    if first.hasPrefix("{") || first.hasPrefix("[") {
      return "it looks like JSON over several lines; write one object per line, as jq -c does"
    }
    if first.hasPrefix("<") { return "it looks like XML; write one word per line" }
    let formats = DictionaryFormat.allCases.map(\.rawValue).joined(separator: ", ")
    return "\"\(first.prefix(40))\" \(Self.fitsNone): \(formats)"
  }
}
