import WordMine
import WordMineText

/// Writes the matches of a block of text, one per line, on any thread.
struct MatchLines: Sendable {
  /// Lines that lack the place of their sentence, which is known when the blocks before are.
  struct Block: Sendable {
    fileprivate(set) var bytes: [UInt8] = []
    /// The sentence of each line, in the block, and where the line ends.
    fileprivate(set) var lines: [(sentence: Int, end: Int)] = []
    /// The input.
    fileprivate(set) var source = 0
    /// The sentences that end in the block.
    fileprivate(set) var sentences = 0

    /// The lines as they are written.
    ///
    /// - Parameter prefix: What a line of a sentence begins with.
    func numbered(_ prefix: (Int) -> String) -> [UInt8] {
      var (output, start): ([UInt8], Int) = ([], 0)
      output.reserveCapacity(bytes.count + 16 * lines.count)
      for line in lines {
        output += prefix(line.sentence).utf8
        output += bytes[start..<line.end]
        start = line.end
      }
      return output
    }
  }

  private let matcher: TemplateMatcher
  private let format: RowFormat
  /// The templates as the lines have them.
  private let templates: [[UInt8]]
  /// The names of the slots of each template, likewise.
  private let names: [[[UInt8]]]

  init(_ matcher: TemplateMatcher, format: RowFormat) {
    (self.matcher, self.format) = (matcher, format)
    templates = matcher.templates.map { template in
      format == .tsv ? Array(template.text.utf8) : Self.quoted(template.text)
    }
    names = matcher.templates.map { $0.slotNames.map(Self.quoted) }
  }

  private static func quoted(_ text: String) -> [UInt8] { Array(JSON.text(.text(text)).utf8) }

  /// The names of the columns behind the place.
  var header: String? { format == .tsv ? "template\tstart\tend\tslots" : nil }

  func lines(of text: WordBlock) -> Block {
    var block = Block()
    block.source = text.source
    block.sentences = text.sentences.count - (text.isOpen && !text.sentences.isEmpty ? 1 : 0)
    matcher.visitMatches(text) { sentence, match in
      switch format {
      case .tsv: appendTSV(match, to: &block.bytes)
      case .jsonl:
        appendJSON(match, text, text.sentences[sentence].words.lowerBound, to: &block.bytes)
      }
      block.lines.append((sentence, block.bytes.count))
    }
    return block
  }

  private func appendTSV(_ match: TemplateMatch, to bytes: inout [UInt8]) {
    bytes += templates[match.template]
    for number in [match.words.lowerBound + 1, match.words.upperBound] {
      bytes.append(0x09)
      Self.append(number, to: &bytes)
    }
    bytes.append(0x09)
    for (index, slot) in matcher.slotWords(of: match).enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ";")) }
      Self.append(slot.lowerBound + 1, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      Self.append(slot.upperBound, to: &bytes)
    }
    bytes.append(0x0A)
  }

  /// - Parameter first: The first word of the sentence.
  private func appendJSON(
    _ match: TemplateMatch, _ text: WordBlock, _ first: Int, to bytes: inout [UInt8]
  ) {
    bytes += "\"template\":".utf8
    bytes += templates[match.template]
    Self.append(match.words, text, first, to: &bytes)
    bytes += ",\"slots\":[".utf8
    for (index, slot) in matcher.slotWords(of: match).enumerated() {
      bytes += (index > 0 ? ",{\"name\":" : "{\"name\":").utf8
      bytes += names[match.template][index]
      Self.append(slot, text, first, to: &bytes)
      bytes.append(UInt8(ascii: "}"))
    }
    bytes += "]}\n".utf8
  }

  private static func append(
    _ words: Range<Int>, _ text: WordBlock, _ first: Int, to bytes: inout [UInt8]
  ) {
    bytes += ",\"start\":".utf8
    append(words.lowerBound + 1, to: &bytes)
    bytes += ",\"end\":".utf8
    append(words.upperBound, to: &bytes)
    bytes += ",\"text\":".utf8
    let joined = words.flatMap { text.text[text.extents[first + $0]] }
    JSON.appendString(joined[...], to: &bytes)
  }

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    if number >= 10 { append(number / 10, to: &bytes) }
    bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
  }
}
