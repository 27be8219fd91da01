import WordMine
import WordMineBase
import WordMineLexicon
import WordMineText

/// Which option helps, where something went wrong.
enum Hint {
  /// The hint that belongs behind an error of the library, which knows no options.
  static func after(_ error: any Error, arguments: [String]) -> String? {
    if error is MemoryExceeded { return "allow more with --memory" }
    if error is OutOfMemory { return "see --memory" }
    guard let error = error as? InputError else { return nil }
    switch error.reason {
    case .isDirectory: return "name its files, or list them in a file for --files-from"
    case .decoderMemory: return "decompress it first, or, if it is a text, allow more with --memory"
    case .invalidBytes: return "see --encoding and --strict"
    case .mismatch(CorpusWords.notSegmented): return "leave out --segmented"
    case .notThisFormat(_, let why) where why.contains(DictionaryDetector.fitsNone):
      return "name it with --dictionary-format, or with --from of convert"
    case .notFound where isModel(error.position.source, arguments): return writesModel
    default: return nil
    }
  }

  /// Whether a path is the value of `--model`.
  private static func isModel(_ path: String, _ arguments: [String]) -> Bool {
    arguments.contains("--model=\(path)")
      || zip(arguments, arguments.dropFirst()).contains { $0 == ("--model", path) }
  }

  private static let writesModel = "--model reads a model; to write one, use --save-model"
  private static let segmentsWithModel = "to segment the text with a model, use --word-model"
  private static let comparesCharacters =
    "dedupe compares characters, from --min-jaccard on; to compare what lines say, use search query "
    + "--min-cosine"
  private static let readsModel = "-m is --memory; name the model with --model"

  /// The options that had another name, or meant something else, with what to use now.
  private static let renamed: [(command: String, options: [String], hint: String)] = [
    ("discover", ["--model"], writesModel + ", and to continue one, --update"),
    ("collocate", ["--model"], segmentsWithModel + ", and to write one, --save-model"),
    ("templates", ["--model"], segmentsWithModel),
    ("match", ["--model"], segmentsWithModel),
    ("concordance", ["--model"], segmentsWithModel),
    ("segment", ["--word-model"], "name the model with --model"),
    ("topics", ["--use"], "to use the topics of a model, name it with --model"),
    ("classify train", ["-m", "--model"], writesModel),
    ("classify predict", ["-m"], readsModel),
    ("classify explain", ["-m"], readsModel),
    ("lm train", ["-o", "--output"], "name the file for the model with --save-model"),
    ("lm eval", ["-m"], readsModel),
    ("lm entropy", ["-m"], readsModel),
    ("lm generate", ["-m"], readsModel),
    ("search build", ["-i", "--index"], "--index reads an index; to write one, use --output"),
    ("dedupe", ["--at", "--min-cosine"], comparesCharacters),
    ("dedupe", ["-v", "--vectors", "--segmented", "--word-model", "--model"], comparesCharacters),
    ("evaluate dictionary", ["--at"], "--at is now --depths"),
  ]

  /// The message about arguments that the command does not take, and a hint for it.
  static func forUsage(_ message: String, _ arguments: [String]) -> (String, String?) {
    let message = message.replacing(/\ Did you mean '[^']*'\?/, with: "")
    if let hint = forRenamedOptions(in: arguments) { return (message, hint) }
    if let unknown = message.firstMatch(of: /Unknown option '(--[^'=]*)/)?.1,
      let meant = Suggestion.nearest(to: String(unknown), of: options(of: arguments))
    {
      return (message, "did you mean \(meant)?")
    }
    if let option = message.firstMatch(of: /Missing value for '(?:-\w, )?(--[\w-]+)/)?.1,
      let value = zip(arguments, arguments.dropFirst()).first(where: { $0.0 == option })?.1,
      value.wholeMatch(of: /-[0-9.].*/) != nil
    {
      return (message, "a value that begins with a hyphen follows an =: \(option)=\(value)")
    }
    return (message, nil)
  }

  /// The options of what is called: without a command, of `discover`.
  private static func options(of arguments: [String]) -> [String] {
    let isCommand = !CommandNames.command(called: arguments).path.isEmpty
    return ShortHelp(isCommand ? arguments : ["discover"]).options
  }

  private static func forRenamedOptions(in words: [String]) -> String? {
    let called = words.prefix { !$0.hasPrefix("-") }.joined(separator: " ") + " "
    let names = Set(words.map { $0.prefix { $0 != "=" } })
    let first = words.first.map { String($0) } ?? ""
    // What begins with no command is a call of `discover`.
    let isCommand = Wordmine.configuration.subcommands.contains {
      $0.configuration.commandName == first
    }
    let command = isCommand ? called : "discover "
    let candidates = renamed.filter { command.hasPrefix($0.command + " ") }
    return candidates.first { $0.options.contains { names.contains($0[...]) } }?.hint
  }
}
