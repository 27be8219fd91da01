import Testing

@testable import WordMine

@Suite struct FileKindTests {
  @Test(arguments: [
    ("今天天气很好。", "a.txt", FileKind.text), ("", "", .text), ("茶园\t山上\n", "a.tsv", .text),
    ("WMCOUNTS…", "", .counts), ("damaged", "a.counts", .counts),
    ("WMMODEL_…", "", .model), ("WMLINKS_…", "", .model), ("WMTENSOR…", "", .model),
    ("word\tcount\n茶\t3\n", "a.tsv", .dictionary), ("茶园 3\n山上 5\n", "a.dict", .dictionary),
    ("word,count\n茶,3\n", "a.csv", .dictionary), ("茶 n 3\n山 n 5\n", "a.dict", .dictionary),
    ("茶园 3\n山上 5\n", "a.dict.gz", .dictionary), ("茶园 3\n山上 5\n", "<stdin>", .dictionary),
    ("茶园，山上。\n", "a.csv", .text), ("茶园，山上。\n", "<stdin>", .text), ("茶园\n山上\n", "a.txt", .text),
    ("word\tcount\n茶\t3\n", "a", .text), ("茶园 3\n山上\n", "a.dict", .text),
    (#"{"t":["从",null,"到"]}"#, "a.jsonl", .templates),
    (#"{"a":"香","b":"气","n":3,"t":1.5}"#, "a.jsonl", .collocations),
    ("a\tb\tdistance\tlog2_r\n", "a.tsv", .links), ("#a\tb\tdistance\tlog2_r\n", "", .links),
    ("ngram\tcount\n", "a.tsv", .countsTable), ("#ngram\tcount\n", "", .countsTable),
  ])
  func isDetectedByTheBeginning(text: String, path: String, kind: FileKind) {
    #expect(FileKind(detecting: Array(text.utf8)[...], path: path) == kind)
  }
}
