import Foundation
import Testing

/// What templates of whole files must keep to.
@Suite struct TemplateProcessTests {
  private static let text = "corpora/sample/tea.txt corpora/sample/clinic.txt"

  @Test func neitherThreadsNorMemoryNorSplitChangeTemplates() throws {
    let command = """
      cat \(Self.text) > $TMP/all; split -n l/7 $TMP/all $TMP/part.
      wordmine templates --quiet --threads 1 $TMP/all -o $TMP/a.jsonl
      wordmine templates --quiet --threads 4 $TMP/part.* -o $TMP/b.jsonl
      wordmine templates --quiet --threads 2 --memory 256M $TMP/all -o $TMP/c.jsonl
      cat $TMP/part.* | wordmine templates --quiet --threads 3 --memory 2G -o $TMP/d.jsonl
      for file in b c d; do cmp $TMP/a.jsonl $TMP/$file.jsonl; done
      for threads in 1 3; do
        wordmine match --quiet --threads $threads --templates $TMP/a.jsonl $TMP/all > $TMP/$threads
      done
      cmp $TMP/1 $TMP/3; wc -l < $TMP/a.jsonl
      """
    let result = try Shell.run(command)
    let count = Int(result.text.trimmingCharacters(in: .whitespacesAndNewlines))
    #expect(count ?? 0 > 100 && result.status == 0, "\(result.text)\(result.errorText)")
  }

  private static let hasPython = (try? Shell.run("python3 -c 'import json'").status) == 0

  /// A program that knows the definitions works out, from the text and the file of templates alone, the
  /// bits that are reported.
  @Test(.enabled(if: hasPython), arguments: ["sentence", "clause"])
  func theCodeLengthIsThatOfTheFiles(frames: String) throws {
    let command = """
      wordmine --quiet \(Self.text) --segmentation $TMP/words -o $TMP/words.tsv
      wordmine templates --quiet --segmented --frames \(frames) $TMP/words -o $TMP/t.jsonl \
        --report $TMP/report
      python3 Tests/Scripts/code_length.py \(frames) $TMP/words $TMP/t.jsonl; cat $TMP/report
      """
    let result = try Shell.run(command)
    let text = result.text
    let end = try #require(text.firstIndex(of: "\n"), "\(result.errorText)")
    let figures = text[..<end].split(separator: " ").compactMap { Double($0) }
    try #require(figures.count == 3, "\(text)\(result.errorText)")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(text[end...].utf8)) as? [String: Any])
    let (words, bits, inventory) = (figures[0], figures[1], figures[2])
    let after = try #require(report["bits_per_word_after"] as? Double)
    let entries = try #require(report["inventory_bits_per_word"] as? Double)
    #expect(abs(bits / words - after) < 1e-9 * after && after > 5)
    #expect(abs(inventory / words - entries) < 1e-9 * entries && entries > 0.1)
    #expect(report["cut_searches"] as? Int == 0)
  }
}
