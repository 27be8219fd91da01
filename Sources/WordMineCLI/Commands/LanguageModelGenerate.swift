import ArgumentParser
import WordMineBase
import WordMineModels
import WordMineNumerics
import WordMineText

/// `wordmine lm generate`
struct LanguageModelGenerate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Generates documents, one per line.",
    discussion: """
      --cache-report compares the attention cache with those of other models of the same size. Columns: \
      attention; formula per layer, for h heads of width d, g groups, a latent vector of width c and a \
      rotated part of width r; numbers, of all layers; bytes, by the formula; measured, the bytes that a \
      cache took.

        wordmine lm generate --model corpus.lm --prompt 春茶
        wordmine lm generate --model corpus.lm --count 0 --cache-report -
      """)

  @OptionGroup var model: LanguageModelOptions

  @Option(help: "How the documents begin.")
  var prompt = ""

  @Option(help: "How many documents.")
  var count = 1

  @Option(help: "The most characters after the prompt.")
  var length = 100

  @Option(help: "Below 1, likely characters become likelier; at 0, the likeliest is taken.")
  var temperature = 1.0

  @Option(
    name: .shortAndLong, help: "The file to write; by default standard output.",
    completion: .file())
  var output: String?

  @Option(help: "Write the size of the attention cache to this file.", completion: .file())
  var cacheReport: String?

  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    try require("--count", count, atLeast: 0)
    try requireFormat(of: cacheReport, ".tsv")
    try require("--length", length, atLeast: 0)
    try require(
      temperature >= 0 && temperature.isFinite, "--temperature must be finite, and not negative")
  }

  func run() throws {
    try Session.run("lm generate", resources, saysSummary: false) { session in
      session.warnWithoutOpenBLAS()
      let model = try model.languageModel()
      let documents = try count > 0 ? session.open(output) : nil
      let cacheSink = try session.openIfGiven(cacheReport)
      if let documents { try write(model.meter, to: documents, session) }
      if let cacheSink {
        try Self.cacheTable.write(try CacheReport.rows(model.shape), to: cacheSink, as: .tsv)
      }
    }
  }

  private func write(
    _ meter: CharacterLanguageModel.Meter, to sink: ByteSink, _ session: Session
  ) throws {
    let prompt = prompt.unicodeScalars.map { $0 == "\n" ? 0x20 : $0.value }
    var sampling = CharacterLanguageModel.Meter.Sampling()
    (sampling.temperature, sampling.length) = (temperature, length)
    for document in 0..<count {
      var generator = SeededGenerator(seed: resources.seed, stream: UInt64(document))
      let text = try meter.generate(
        after: prompt, sampling, &generator, workers: session.workers)
      try sink.write(CharacterTexts.string(prompt + text) + "\n")
    }
  }

  private static let cacheTable = Table<CacheReport>([
    .text("attention", { $0.attention.name }),
    .text("formula", { $0.attention.formula }),
    .integer("numbers", { $0.numbers }),
    .integer("bytes", { $0.bytes }),
    .integer("measured", { $0.measuredBytes }),
  ])
}

extension CharacterTexts {
  /// Characters as text.
  static func string(_ characters: some Sequence<UInt32>) -> String {
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: characters.compactMap(Unicode.Scalar.init))
    return String(scalars)
  }
}
