import WordMine
import WordMineModels
import WordMineText

/// Documents, one a line: their labels and words, and the lines as they are written.
struct TextLines: Sendable {
  /// Its features are words; punctuation is left out.
  private(set) var documents = DocumentBlock()
  /// Without labels; none where only the words are wanted.
  private(set) var texts: [String] = []
  private var bytes = 0

  init() {}

  /// What is kept of the lines.
  struct Parts: OptionSet {
    let rawValue: UInt8
    /// Lines are labels and texts, with a tab between.
    static let labels = Parts(rawValue: 1)
    /// The texts as they are written.
    static let texts = Parts(rawValue: 2)
  }

  /// - Parameter words: The words of the block, of which each line is one sentence.
  init(_ block: TextBlock, _ words: WordBlock, keeping parts: Parts) {
    let lines = block.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for sentence in words.sentences where sentence.line < lines.count {
      let line =
        lines[sentence.line].last == 0x0D ? lines[sentence.line].dropLast() : lines[sentence.line]
      var (label, text) = (line[..<line.startIndex], line)
      var range = sentence.words
      if parts.contains(.labels), let tab = line.firstIndex(of: 0x09) {
        (label, text) = (line[..<tab], line[(tab + 1)...])
        range = words.behindTab(range)
      }
      let kept = range.lazy.filter { !words.isPunctuation($0) }.map { index in
        let extent = words.extents[index]
        return words.text[Int(extent.lowerBound)..<Int(extent.upperBound)]
      }
      documents.append(words: Array(kept), label: String(decoding: label, as: UTF8.self))
      guard parts.contains(.texts) else { continue }
      texts.append(String(decoding: text, as: UTF8.self))
      bytes += text.count + MemoryLayout<String>.stride
    }
  }

  /// Bytes of memory in use, about.
  var memory: Int { documents.memory + bytes }

  mutating func append(_ other: TextLines) {
    documents.append(other.documents)
    texts += other.texts
    bytes += other.bytes
  }
}

extension String {
  /// The text as a field of a TSV: tabs become blanks.
  var field: String {
    String(decoding: utf8.map { $0 == 0x09 ? 0x20 : $0 }, as: UTF8.self)
  }
}

extension WordBlock {
  /// The words of a line from the first that stands behind a tab; none where no word does.
  fileprivate func behindTab(_ words: Range<Int>) -> Range<Int> {
    let first = words.first { index in
      var place = Int(extents[index].lowerBound) - 1
      let end = index > words.lowerBound ? Int(extents[index - 1].upperBound) : 0
      while place >= end, text[place] != 0x0A {
        if text[place] == 0x09 { return true }
        place -= 1
      }
      return false
    }
    return (first ?? words.upperBound)..<words.upperBound
  }
}

extension WordOptions {
  /// All lines of the input.
  ///
  /// - Parameter memoryFactor: What the command takes, in bytes, for each byte of lines in memory.
  /// - Throws: `UsageError` if that is more than `--memory` allows.
  func lines(
    _ reading: Reading, keeping parts: TextLines.Parts = [], memoryFactor: Int,
    _ report: inout RunReport, _ progress: Progress
  ) throws -> TextLines {
    let memory = try resources.memoryLimit(atLeast: DiscoveryMemory.minimum)
    var (all, reading) = (TextLines(), reading)
    reading.wholeLines = true
    try read(
      reading, &report, progress,
      transform: { block, words in TextLines(block, words, keeping: parts) },
      consume: { lines in
        all.append(lines)
        guard memoryFactor * all.memory <= memory else {
          throw UsageError(
            "--memory \(memory >> 20)M is enough for about \(all.documents.count) of these lines, and "
              + "there are more; allow more memory, or give fewer lines")
        }
      })
    return all
  }
}
