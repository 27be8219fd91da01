import WordMine
import WordMineText

/// Writes the matches of a block of text, a line each, on any thread.
struct MatchLines: Sendable {
  /// Lines that lack the number of their sentence, which is known when the blocks before are.
  struct Block: Sendable {
    fileprivate(set) var bytes: [UInt8] = []
    /// The sentence of each line, in the block, and where the line ends.
    fileprivate(set) var lines: [(sentence: Int, end: Int)] = []
    fileprivate(set) var sentences = 0
    fileprivate var prefix: [UInt8] = []

    /// The lines as they are written.
    func numbered(from first: Int) -> [UInt8] {
      var (output, start): ([UInt8], Int) = ([], 0)
      output.reserveCapacity(bytes.count + (prefix.count + 8) * lines.count)
      for line in lines {
        output += prefix
        output += String(first + line.sentence).utf8
        output += bytes[start..<line.end]
        start = line.end
      }
      return output
    }
  }

  private let matcher: TemplateMatcher
  private let format: TableFormat
  /// The templates as the lines have them.
  private let templates: [[UInt8]]
  /// The names of the slots of each template, likewise.
  private let names: [[[UInt8]]]

  init(_ matcher: TemplateMatcher, format: TableFormat) {
    (self.matcher, self.format) = (matcher, format)
    templates = matcher.templates.map { template in
      format == .tsv ? Array(template.text.utf8) : JSONBytes.quoted(Array(template.text.utf8)[...])
    }
    names = matcher.templates.map { template in
      template.slotNames.map { JSONBytes.quoted(Array($0.utf8)[...]) }
    }
  }

  var header: String? { format == .tsv ? "#sent\ttemplate\tstart\tend\tslots\n" : nil }

  func lines(of text: WordBlock) -> Block {
    var block = Block()
    block.sentences = text.sentences.count - (text.isOpen && !text.sentences.isEmpty ? 1 : 0)
    if format == .jsonl { block.prefix = Array("{\"sent\":".utf8) }
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
    bytes.append(0x09)
    bytes += templates[match.template]
    for number in [match.words.lowerBound, match.words.upperBound] {
      bytes.append(0x09)
      Self.append(number, to: &bytes)
    }
    for slot in matcher.slotWords(of: match) {
      bytes.append(0x09)
      Self.append(slot.lowerBound, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      Self.append(slot.upperBound, to: &bytes)
    }
    bytes.append(0x0A)
  }

  /// - Parameter first: The first word of the sentence.
  private func appendJSON(
    _ match: TemplateMatch, _ text: WordBlock, _ first: Int, to bytes: inout [UInt8]
  ) {
    bytes += ",\"template\":".utf8
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
    append(words.lowerBound, to: &bytes)
    bytes += ",\"end\":".utf8
    append(words.upperBound, to: &bytes)
    bytes += ",\"text\":".utf8
    let joined = words.flatMap { index -> ArraySlice<UInt8> in
      let extent = text.extents[first + index]
      return text.text[Int(extent.lowerBound)..<Int(extent.upperBound)]
    }
    bytes += JSONBytes.quoted(joined[...])
  }

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    if number >= 10 { append(number / 10, to: &bytes) }
    bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
  }
}

/// Strings of JSON.
enum JSONBytes {
  /// A string in quotation marks; bytes that are not UTF-8 become U+FFFD.
  static func quoted(_ text: ArraySlice<UInt8>) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    if text.allSatisfy({ (0x20..<0x7F).contains($0) ? $0 != quote && $0 != 0x5C : $0 >= 0x80 }),
      String(validating: text, as: UTF8.self) != nil
    {
      return [quote] + text + [quote]
    }
    var result = [quote]
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x22, 0x5C: result += [0x5C, UInt8(scalar.value)]
      case 0..<0x20, 0x7F:
        let digits = String(scalar.value, radix: 16)
        result += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
      default: result += String(scalar).utf8
      }
    }
    return result + [quote]
  }
}
