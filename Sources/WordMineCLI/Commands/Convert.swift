import ArgumentParser
import WordMineLexicon
import WordMineText

/// `wordmine convert`
struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Turns a dictionary of one format into one of another.",
    discussion: """
      The formats are tsv (the native one), plain (a word a line), jieba and jsonl. Columns that a
      format does not have are left out.

        wordmine convert words.tsv --to jieba -o userdict.txt
      """)

  @Argument(help: "The dictionary; standard input by default.", completion: .file())
  var file = "-"

  @Option(help: "The format of the input; by default judged by its beginning.")
  var from: DictionaryFormat?

  @Option(help: "The format of the output; by default what the name of the file asks for.")
  var to: DictionaryFormat?

  @Option(name: [.short, .long], help: "The file to write.", completion: .file())
  var output: String?

  func run() throws {
    if file == "-", Terminal.isInputTerminal {
      throw UsageError("no input; name a dictionary or pipe one in")
    }
    var reader = try RecordReader(dictionary: try InputFile.open(file), format: from)
    let sink = try OutputFile.open(output)
    let format = DictionaryFormat.chosen(to, for: output).lineFormat
    var writer = try RecordWriter(sink, as: format, name: output ?? "<stdout>")
    while let entry = try reader.next() { try writer.write(entry) }
    try sink.close()
  }
}
