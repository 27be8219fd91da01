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

  /// Python finds with the expressions what `match` finds with the templates, and other programs find
  /// as much.
  @Test(.enabled(if: hasPython), arguments: ["sentence", "clause"])
  func regularExpressionsFindWhatMatchFinds(frames: String) throws {
    let command = """
      head -150 corpora/sample/clinic.txt > $TMP/text
      wordmine --quiet $TMP/text --segmentation $TMP/words -o $TMP/words.tsv
      for line in '名字 说 _ ^_^ 100% 的 ， 你 好 …… 名字 说' '# 1.5 米 Ａbc ， ， 名字 。” 说 好' '  名字  说  '; do
        echo "$line" >> $TMP/words
      done
      wordmine templates --quiet --segmented --frames \(frames) $TMP/words -o $TMP/mined.jsonl
      (
        wordmine convert $TMP/mined.jsonl --to plain
        printf '%s\\n' '^ [名字名字名字] 说' '名字 [a-b] $' '说 [甲] ， [乙] 的' '名字 说 [X]' '^ 名字' '# 米 @' '说 $'
      ) > $TMP/rules.txt
      if [ \(frames) = sentence ]; then
        wordmine convert --templates $TMP/rules.txt --to regex > $TMP/rules.regex
      else
        wordmine convert $TMP/mined.jsonl --to plain > $TMP/rules.txt
        wordmine templates --quiet --segmented --frames clause $TMP/words -o $TMP/rules.regex
      fi
      wordmine match --quiet --segmented --line-sentences --frames \(frames) --templates $TMP/rules.txt \
        $TMP/words | tail -n +2 | LC_ALL=C sort > $TMP/matches
      python3 Tests/Scripts/regex_matches.py $TMP/rules.regex $TMP/rules.txt $TMP/words \
        | LC_ALL=C sort > $TMP/found
      diff $TMP/matches $TMP/found && wc -l < $TMP/found
      """
    let result = try Shell.run(command)
    #expect(result.status == 0, "\(result.text)\(result.errorText)")
    let count = Int(result.text.split(separator: "\n").last ?? "")
    #expect(count ?? 0 > 200, "\(result.text)\(result.errorText)")
  }

  private static let hasNode = (try? Shell.run("node --version").status) == 0

  @Test(.enabled(if: hasNode)) func javaScriptFindsAsMuch() throws {
    let command = """
      printf '%s\\n' '名字 说 100% 的 ， 你 好 。 名字 说' '# 1.5 米 Ａbc ， ， 名字 。” 说 好' > $TMP/words
      printf '%s\\n' '^ [名字] 说' '名字 [a-b] 的' '名字 说 [X]' '^ 名字' '# 米 @' '说 $' '说' > $TMP/rules.txt
      wordmine convert --templates $TMP/rules.txt --to regex-js > $TMP/rules.js
      node Tests/Scripts/regex_matches.js $TMP/rules.js $TMP/words
      """
    let result = try Shell.run(command)
    #expect(result.text == "2\n1\n1\n2\n1\n1\n3\n", "\(result.errorText)")
  }
}
