import ArgumentParser
import WordMineBase
import WordMineModels
import WordMineNumerics
import WordMineText

/// `wordmine lm generate`
struct LanguageModelGenerate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Draws documents, one a line.",
    discussion: """
      --cache-report compares what the attention keeps of each character with that of other models of \
      the same size. Columns: attention; formula of a layer, of h heads of width d, g groups, a latent \
      vector of width c and a rotated part of width r; numbers, of all layers; bytes, by the formula; \
      measured, the bytes that a cache took.

        wordmine lm generate -m corpus.lm --prompt 春茶
        wordmine lm generate -m corpus.lm --count 0 --cache-report -
      """)

  @OptionGroup var model: LanguageModelOptions

  @Option(help: "How the documents begin.")
  var prompt = ""

  @Option(help: "How many documents.")
  var count = 1

  @Option(help: "The most characters behind the prompt.")
  var length = 100

  @Option(help: "Below 1 likely characters become likelier; at 0 the likeliest is taken.")
  var temperature = 1.0

  @Option(help: "The seed of the draw.")
  var seed: UInt64 = 0

  @Option(name: [.short, .long], help: "The file to write.", completion: .file())
  var output: String?

  @Option(help: "A file for the memory of the attention, by kind.", completion: .file())
  var cacheReport: String?

  func validate() throws {
    guard count >= 0, length >= 0 else {
      throw ValidationError("--count and --length must not be negative")
    }
    guard temperature >= 0, temperature.isFinite else {
      throw ValidationError("--temperature must not be negative")
    }
  }

  func run() throws {
    if count > 0 { try OutputFile.requireDifferent([output ?? "-", cacheReport]) }
    let model = try ModelFile.read(model.model, as: CharacterLanguageModel.init(_:))
    if count > 0 { try writeDocuments(model) }
    if let cacheReport { try write(CacheReport.rows(model.shape), to: cacheReport) }
  }

  private func writeDocuments(_ model: CharacterLanguageModel) throws {
    let sink = try OutputFile.open(output)
    let meter = model.meter
    let prompt = prompt.unicodeScalars.map { $0 == "\n" ? 0x20 : $0.value }
    var sampling = CharacterLanguageModel.Meter.Sampling()
    (sampling.temperature, sampling.length) = (temperature, length)
    for document in 0..<count {
      var generator = SeededGenerator(seed: seed, stream: UInt64(document))
      let text = try meter.generate(after: prompt, sampling, &generator)
      try sink.write(CharacterTexts.string(prompt + text) + "\n")
    }
    try sink.close()
  }

  private func write(_ rows: [CacheReport], to path: String) throws {
    let sink = try OutputFile.open(path)
    try sink.write("attention\tformula\tnumbers\tbytes\tmeasured\n")
    for row in rows {
      try sink.write(
        "\(row.attention.name)\t\(row.attention.formula)\t\(row.numbers)\t\(row.bytes)\t"
          + "\(row.measuredBytes)\n")
    }
    try sink.close()
  }
}

extension CharacterTexts {
  /// Characters as text.
  static func string(_ characters: some Sequence<UInt32>) -> String {
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: characters.compactMap(Unicode.Scalar.init))
    return String(scalars)
  }
}
