import WordMineLexicon
import WordMineText

/// What the fuzzer begins with.
extension Invariants {
  private static let segmented = """
    从 北京 到 上海 在 水 中 。 从 这里 到 那里 在 山 中 。 从 东 到 西 在 路 中 。

    """

  private static let texts: [String: [String]] = [
    "Decoder": ["\u{0}" + sample, "\u{1}茶 tea"],
    "Tokenizer": [sample, "他说：“3.14%的人……” https://a.b/c?d a@b.cn C++ 👨‍👩‍👧 か\u{3099}"],
    "Columns": [
      "\u{0}茶\t很好\n\"a\"\tb\n", "\u{2}id\ttext\n1\t茶\n",
      "\u{2}{\"text\": \"茶\\u6c64\", \"n\": 1}\n", "\u{5}text,正文\n\"茶,\"\"汤\"\"\",水\n",
    ],
    "FileList": ["a.txt\nb.txt\n", "a.txt\u{0}茶 园.txt\u{0}", "\u{FEFF}a.txt\r\n\r\nb.txt"],
    "Lexicon": [
      "C++ 17\nC 90\n茶·园 5\n.NET 3\n[泪] 2\n\nC++ 在茶·园里[泪] .NET C",
      "茶园\n茶\n5G网络\n\n5G网络 15G网络 茶园",
    ],
    "Pattern": ["茶", "在 … 中", "从 [X] 到 [X]", "^ 从 [a] 的 $"],
    "Collocations": [
      "a\tb\tn\tn_1\tn_2\tpeak\n香\t气\t5\t4\t1\t1\n",
      "{\"a\":\"香\",\"b\":\"气\",\"distances\":[4,1],\"n\":5,\"t\":2.5}\n",
    ],
    // A first byte chooses the format.
    "Dictionary": [
      "\u{0}word\tscore\tcount\n杀青\t3.5\t17\n茶汤\t2\t5\n",
      "\u{1}word\tcount\tkind\n杀青\t17\tword\n", "\u{2}word,count\r\n杀青,17\r\n\"茶,\"\"汤\",5\r\n",
      "\u{3}{\"word\":\"杀青\",\"count\":17}\n", "\u{4}杀青\n茶 汤\n", "\u{5}杀青 17 n\n茶汤 5\n",
      "\u{6}杀青 n 17 v 2\n茶汤 n 5\n",
      "\u{7}---\nname: x\ncolumns:\n - text\n - weight\n...\n杀青\t17\n",
      "\u{9}<unk>\t0\n▁杀青\t-3.5\n茶▁汤\t-4\n",
      "\u{C}殺青 杀青 [sha1 qing1] /to finish/\n",
      "\u{E}#Word Types: 2\n1\t17\t杀青\n2\t5\t茶汤\n", "\u{F}杀青\t17\n茶 汤\t5\n",
      "\u{10}杀青 11.9\n茶汤 7.25\n", "\u{11}   17 杀青\n    5 茶 汤\n",
      "\u{0}杀青 17\n\u{FEFF}茶汤 5\n\u{3000}茶\u{A0}园 3\r茶 2\r",
    ],
    "Parser": ["\u{0}" + segmented],
    "Templates": [
      "\u{1}{\"count\":3,\"slots\":[{\"len\":[1,2],\"top\":[[\"水\",3]]}],\"t\":[\"^\",\"在\",null,\"中\"]}\n",
      "\u{3}^ 从 [a-b] 到 [X] $\n",
    ],
    "Matcher": ["从 [X] 到 [to]\n^ 在 [X] 中 $\n\n从 北京 到 上海 ， 在 水 中 。\n"],
    "Interface": [
      "{}\n{}\n" + sample,
      "{\"encoding\": \"utf-8\", \"unique_lines\": true}\n{\"min_count\": 2, \"model\": true}\n"
        + sample,
      "{\"column\": 1}\n{\"method\": \"fast\", \"known_words\": [\"茶园\"], \"limit\": 9}\n茶园\n茶园 5\n",
    ],
    "Vectors": ["\u{1}2 2\n茶 0.5 -1e-9\n水 3 0\n"],
  ]

  /// The seeds of a target that are made here; the fuzzer is given files of the repository beside them.
  public static func seeds(of target: String) -> [[UInt8]] {
    switch target {
    case "Counts", "Known", "Model", "Links": [binaryFile(target)]
    case "Archive": archives
    case "Dictionary": texts[target]!.map { Array($0.utf8) } + documents
    case "Vectors": texts[target]!.map { Array($0.utf8) } + [numpyFile]
    default: (texts[target] ?? []).map { Array($0.utf8) }
    }
  }

  /// Dictionaries that are no lines; 0 lets the format be detected.
  private static var documents: [[UInt8]] {
    let counted = [LexiconEntry(word: "杀青", count: 17), LexiconEntry(word: "茶 汤", count: 5)]
    let uncounted = [LexiconEntry(word: "杀青"), LexiconEntry(word: "茶]-汤")]
    return [
      document(counted, .sentencepiece), document(counted, .huggingface),
      document(uncounted, .huggingface), cellDictionary,
    ].flatMap { [[0] + $0, [0xD] + $0] }
  }

  private static func document(_ entries: [LexiconEntry], _ format: DictionaryFormat) -> [UInt8] {
    let sink = ByteSink.memory()
    do {
      var writer = try DictionaryWriter(sink, as: format)
      for entry in entries { try writer.write(entry) }
      try writer.finish()
    } catch {
      preconditionFailure("\(error)")
    }
    return sink.bytes
  }

  /// One syllable, a word and a black list, where Sogou's cell dictionaries have them.
  private static var cellDictionary: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 0x1540)
    bytes.replaceSubrange(0..<8, with: [0x40, 0x15, 0, 0, 0x44, 0x43, 0x53, 1])
    (bytes[0x120], bytes[0x124]) = (1, 1)
    let units: [UInt16] = [1, 0, 0, 2, 0x61, 1, 4, 0, 0, 4, 0x6740, 0x9752, 2, 9]
    let end = "DELTBL".utf16
    return bytes + (units + end).flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
  }

  private static var numpyFile: [UInt8] {
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }"
    let padded = header + String(repeating: " ", count: 117 - header.utf8.count) + "\n"
    return [0, 0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(padded.utf8)
      + [UInt8](repeating: 0x3F, count: 16)
  }

  /// Writes the seeds of a target into a directory.
  public static func writeSeeds(of target: String, to directory: String) throws {
    for (number, seed) in seeds(of: target).enumerated() {
      let sink = try ByteSink.file("\(directory)/\(number)")
      try sink.write(seed)
      try sink.close()
    }
  }
}
