import ArgumentParser
import WordMine
import WordMineText

/// `wordmine concordance`
struct ConcordanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "concordance",
    abstract: "Shows a word, two words near each other, or a template in context.",
    discussion: """
      The pattern is a word; two words with … (or ...) between, of which the second follows the first \
      in a sentence; or a template as `wordmine templates` writes it, with [X] for what may vary and ^ \
      and $ for the edges of a clause. A # stands for any digits, an @ for any Latin letters.

        wordmine concordance 茶 corpus.txt --sort right
        wordmine concordance '在 … 中' --segmented corpus.words --window 8 --sort slot
        wordmine concordance '从 [X] 到 [X]' corpus.txt --sort slot
      """)

  @Argument(
    help: "A word, two words: '在 … 中', or a template: '从 [X] 到 [X]'.",
    transform: { try ConcordancePattern($0) })
  var pattern: ConcordancePattern

  @Option(
    help: "The order of the lines: text, left, right, or slot (or between two words).")
  var sort = Concordance.Order.text

  @Option(help: "The characters that are shown on each side.")
  var width = 20

  @Option(help: "The greatest distance of two words.")
  var window = 6

  @Option(help: "What a slot may cross: sentence (its commas), or clause (nothing).")
  var frames = TemplateScope.sentence

  @Option(help: "The most words of a slot, 1 to 15; by default 8, with --frames clause 6.")
  var slotLength: Int?

  @OptionGroup var limit: LimitOption
  @OptionGroup var output: OutputOptions<ConcordanceFormat>
  @OptionGroup var sentences: SentenceOptions

  func validate() throws {
    try require("--width", width, in: 0...10_000)
    try require("--window", window, in: 1...1_000)
    try require("--slot-length", slotLength, in: 1...15)
    try require(
      sort != .slot || !pattern.slotNames.isEmpty,
      "--sort slot is for a template with slots, or two words like '在 … 中'")
  }

  func run() throws {
    try Session.run("concordance", sentences.resources) { session in
      let memory = try session.memory()
      let (format, sort, width, limit) = (output.format, sort, width, limit.limit)
      let concordance = Concordance(pattern, configuration)
      let sink = try session.open(output.file)
      try sink.write(format.header(pattern))
      var lines = 0
      var hits = ConcordanceLines(order: sort, limit: limit)
      try sentences.read(
        session,
        transform: { block in
          var hits = ConcordanceLines(order: sort, limit: limit)
          concordance.visitHits(in: block) { hits.append($0, as: format, width: width) }
          return (hits, block.lines)
        },
        consume: { found, count in
          hits.append(found, lines: lines)
          lines += count
          if sort == .text {
            try hits.writeAll(as: format, to: sink)
          } else {
            try memory.checkSorted(hits.memory, lines: hits.count)
          }
        })
      try hits.writeAll(as: format, to: sink)
      session.report["entries"] = hits.count
      if hits.count == 0 {
        session.say(
          "the pattern was not found; a word is found where it is a whole word of the segmentation")
      }
    }
  }

  private var configuration: Concordance.Configuration {
    var configuration = Concordance.Configuration()
    (configuration.window, configuration.width) = (window, width)
    (configuration.frames, configuration.slotLength) = (frames, slotLength)
    return configuration
  }
}

/// How the lines of a concordance are written.
enum ConcordanceFormat: String, OutputFormat {
  case plain
  case tsv

  static var standard: ConcordanceFormat { .plain }

  init?(path: String) { self = path.hasSuffix(".tsv") ? .tsv : .plain }

  func header(_ pattern: ConcordancePattern) -> String {
    guard self == .tsv else { return "" }
    let columns = ["line", "left", "match"] + pattern.slotNames + ["right"]
    return columns.joined(separator: "\t") + "\n"
  }

  /// What a line begins with, where it has its number in the text.
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
