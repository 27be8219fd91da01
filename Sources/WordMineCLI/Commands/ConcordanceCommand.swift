import ArgumentParser
import WordMine
import WordMineText

/// `wordmine concordance`
struct ConcordanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "concordance",
    abstract: "Shows a word, two words near each other, or a template where they stand.",
    discussion: """
      The pattern is a word; two words with … (or ...) between, of which the second follows the first \
      in a sentence; or a template as `wordmine templates` writes it, with [X] for what may vary and ^ \
      and $ for the edges of a clause. A # stands for any digits, an @ for any Latin letters.

        wordmine concordance 茶 corpus.txt --sort right
        wordmine concordance '在 … 中' --segmented corpus.words --window 8 --sort slot
        wordmine concordance '从 [X] 到 [X]' corpus.txt --sort slot
      """)

  @Argument(
    help: "A word, two: '在 … 中', or a template: '从 [X] 到 [X]'.",
    transform: { try ConcordancePattern($0) })
  var pattern: ConcordancePattern

  @Option(
    help:
      "The order of the lines: text, left, right, or slot (or between two words).")
  var sort = Concordance.Order.text

  @Option(help: "Only so many lines, the first of the order.")
  var limit: Int?

  @Option(help: "Characters on each side.")
  var width = 20

  @Option(help: "The greatest distance of two words.")
  var window = 6

  @Option(help: "What a slot may cross: the commas of a sentence, or nothing.")
  var frames = TemplateScope.sentence

  @Option(help: "The most words of a slot, 1 to 15; by default 8, with --frames clause 6.")
  var slotLength: Int?

  @Option(help: "plain, or tsv.")
  var format = ConcordanceFormat.plain

  @Option(name: [.short, .long], help: "The file to write.", completion: .file())
  var output: String?

  @OptionGroup var sentences: SentenceOptions

  func validate() throws {
    guard limit ?? 0 >= 0, (0...10_000).contains(width), (1...1_000).contains(window) else {
      throw ValidationError(
        "--limit must not be negative, --width 0 to 10000, --window 1 to 1000")
    }
    guard 1...15 ~= slotLength ?? 1 else {
      throw ValidationError("--slot-length is \(slotLength!); it can be 1 to 15")
    }
    guard sort != .slot || !pattern.slotNames.isEmpty else {
      throw ValidationError(
        "--sort slot is for a template with slots, or two words like '在 … 中'")
    }
  }

  func run() throws {
    var report = RunReport("concordance")
    let progress = Progress(isQuiet: sentences.resources.quiet)
    let memory = try sentences.resources.memoryLimit(atLeast: SentenceOptions.minimumMemory)
    var configuration = Concordance.Configuration()
    (configuration.window, configuration.width) = (window, width)
    (configuration.frames, configuration.slotLength) = (frames, slotLength)
    let concordance = Concordance(pattern, configuration)
    let sink = try OutputFile.open(output)
    try sink.write(format.header(pattern))
    var lines = 0
    var hits = ConcordanceLines(order: sort, limit: limit ?? .max)
    try sentences.read(
      &report, progress,
      transform: { block in
        var hits = ConcordanceLines(order: sort, limit: limit ?? .max)
        concordance.visitHits(in: block) { hits.append($0, as: format, width: width) }
        return (hits, block.lines)
      },
      consume: { found, count in
        hits.append(found, lines: lines)
        lines += count
        if sort == .text {
          try hits.writeAll(as: format, to: sink)
        } else if hits.memory > memory / 2 {
          throw UsageError(
            "--memory leaves \(memory >> 21)M for the lines that are sorted, and there are more; say "
              + "with --limit how many are wanted, or allow more memory")
        }
      })
    try hits.writeAll(as: format, to: sink)
    try sink.close()
    if hits.count == 0, !sentences.resources.quiet {
      Terminal.say(
        "wordmine: the pattern was not found; a word is found where the segmentation has it whole")
    }
    report.entries = hits.count
    try report.finish(sentences.resources)
  }
}

extension Concordance.Order: ExpressibleByArgument {}

/// How the lines of a concordance are written.
enum ConcordanceFormat: String, ExpressibleByArgument {
  case plain
  case tsv

  func header(_ pattern: ConcordancePattern) -> String {
    guard self == .tsv else { return "" }
    let columns = ["#line", "left", "match"] + pattern.slotNames + ["right"]
    return columns.joined(separator: "\t") + "\n"
  }

  /// What a line begins with, where it says its number in the text.
  func number(_ line: Int) -> String { self == .tsv ? "\(line + 1)\t" : "" }

  /// The line without its number.
  func line(_ hit: ConcordanceHit, width: Int) -> String {
    let texts = ([hit.left, hit.match] + hit.slots + [hit.right]).map {
      $0.joined(separator: " ")
    }
    if self == .tsv { return texts.joined(separator: "\t") + "\n" }
    // A character takes two columns, and words are one blank apart.
    let room = max(0, 3 * width - Self.columns(texts[0]))
    let key = hit.parts.filter { !$0.words.isEmpty }.map { part in
      let words = part.words.joined(separator: " ")
      return part.isSlot ? words : "[\(words)]"
    }.joined(separator: " ")
    return String(repeating: " ", count: room) + texts[0] + "  " + key + "  "
      + texts[texts.count - 1] + "\n"
  }

  /// The columns of a terminal that a text takes.
  private static func columns(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      switch scalar.value {
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFF:
        sum + 2
      default: sum + 1
      }
    }
  }
}
