import ArgumentParser
import WordMine
import WordMineText

/// `wordmine concordance`
struct ConcordanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "concordance",
    abstract: "Shows a word, or two words near each other, where they stand.",
    discussion: """
      The pattern is a word, or two with … (or ...) between: the second follows the first in a sentence.
      A # stands for any digits, an @ for any Latin letters.

        wordmine concordance 茶 corpus.txt --sort right
        wordmine concordance '在 … 中' --segmented corpus.words --window 8 --sort between
      """)

  @Argument(help: "A word, or two: '在 … 中'.")
  var pattern: ConcordancePattern

  @Option(help: "The order of the lines: text, left, right, or between (two words).")
  var sort = Concordance.Order.text

  @Option(help: "Only so many lines, the first of the order.")
  var limit: Int?

  @Option(help: "Characters on each side.")
  var width = 20

  @Option(help: "The greatest distance of two words.")
  var window = 6

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
    guard sort != .between || pattern.second != nil else {
      throw ValidationError("--sort between is for two words, like '在 … 中'")
    }
  }

  func run() throws {
    var report = RunReport("concordance")
    let progress = Progress(isQuiet: sentences.resources.quiet)
    _ = try sentences.resources.memoryLimit(atLeast: SentenceOptions.minimumMemory)
    var concordance = Concordance(pattern)
    (concordance.window, concordance.width) = (window, width)
    let sink = try OutputFile.open(output)
    try sink.write(format.header(pattern))
    var lines = 0
    var hits = ConcordanceLines(order: sort, limit: limit ?? .max)
    try sentences.read(
      &report, progress,
      transform: { [concordance] block in (concordance.hits(in: block), block.lines) },
      consume: { found, count in
        for hit in found {
          hits.append(hit, line: lines + hit.line)
          if sort == .text, let hit = hits.removeFirst() {
            try sink.write(format.line(hit, width: width))
          }
        }
        lines += count
      })
    for hit in hits.sorted() { try sink.write(format.line(hit, width: width)) }
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

extension ConcordancePattern: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

/// Hits in an order, not many more than are wanted.
struct ConcordanceLines {
  let order: Concordance.Order
  let limit: Int
  /// All hits that were found.
  private(set) var count = 0
  private var hits: [Concordance.Hit] = []
  private var given = 0

  init(order: Concordance.Order, limit: Int) {
    self.order = order
    self.limit = limit
  }

  mutating func append(_ hit: Concordance.Hit, line: Int) {
    var hit = hit
    hit.line = line
    count += 1
    hits.append(hit)
    if hits.count / 4 >= max(256, limit) { hits = Array(sorted()) }
  }

  /// The hit that was found first, if more are wanted.
  mutating func removeFirst() -> Concordance.Hit? {
    let hit = hits.removeFirst()
    given += 1
    return given <= limit ? hit : nil
  }

  /// The best hits; equal ones in the order of the text.
  func sorted() -> ArraySlice<Concordance.Hit> {
    hits.enumerated().sorted {
      order.precedes($0.element, $1.element) ?? ($0.offset < $1.offset)
    }.map(\.element).prefix(limit)
  }
}

/// How the lines of a concordance are written.
enum ConcordanceFormat: String, ExpressibleByArgument {
  case plain
  case tsv

  func header(_ pattern: ConcordancePattern) -> String {
    guard self == .tsv else { return "" }
    let middle = pattern.second == nil ? "word" : "first\tbetween\tsecond"
    return "#line\tleft\t\(middle)\tright\n"
  }

  func line(_ hit: Concordance.Hit, width: Int) -> String {
    let (left, right) = (hit.left.joined(separator: " "), hit.right.joined(separator: " "))
    let between = hit.between.joined(separator: " ")
    let middle = hit.second.isEmpty ? [hit.first] : [hit.first, between, hit.second]
    if self == .tsv {
      return (["\(hit.line + 1)", left] + middle + [right]).joined(separator: "\t") + "\n"
    }
    // A character takes two columns, and words are one blank apart.
    let room = max(0, 3 * width - Self.columns(left))
    let key = middle.filter { !$0.isEmpty }.joined(separator: " ")
    return String(repeating: " ", count: room) + left + "  [" + key + "]  " + right + "\n"
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
