import Foundation
import Testing

/// What a recorded case cannot show: signals, files that must not be left, options that change nothing.
@Suite struct ProcessTests {
  private static let tea = "corpora/sample/tea.txt"

  @Test func anInterruptLeavesNothing() throws {
    let directory = try Shell.temporaryDirectory()
    defer { try? FileManager.default.removeItem(at: directory) }
    let command = """
      mkfifo $TMP/in; exec 3<>$TMP/in; head -c 20000 \(Self.tea) >&3
      wordmine count --quiet --temporary $TMP -o $TMP/out.counts $TMP/in 3>&- &
      for i in $(seq 100); do kill -INT $! 2>/dev/null || break; sleep 0.1; done
      exec 3>&-; wait $!; echo $?; rm $TMP/in; ls $TMP
      """
    let result = try Shell.run(command, temporary: directory)
    #expect(result.text == "130\n", "\(result.errorText)")
  }

  @Test func aReaderThatGoesAwayIsNoError() throws {
    let command =
      "for i in 1 2 3 4; do cat \(Self.tea); done | wordmine count -n 8 | head -1 > $TMP/x; "
      + "echo ${PIPESTATUS[1]}"
    #expect(try Shell.run(command).text == "0\n")
  }

  @Test func encodingsAndCompressionDoNotMatter() throws {
    let command = """
      wordmine --quiet \(Self.tea) > $TMP/a
      iconv -f UTF-8 -t GB18030 \(Self.tea) | wordmine --quiet | cmp - $TMP/a
      iconv -f UTF-8 -t UTF-16 \(Self.tea) | wordmine --quiet | cmp - $TMP/a
      gzip -c \(Self.tea) | wordmine --quiet | cmp - $TMP/a
      """
    let result = try Shell.run(command)
    #expect(result.text.isEmpty && result.status == 0, "\(result.text)\(result.errorText)")
  }

  @Test func neitherThreadsNorMemoryNorSplitChangeAByte() throws {
    let command = """
      for i in 1 2 3 4 5 6 7 8; do sed "s/。/，$i。/" \(Self.tea); done > $TMP/all
      wordmine count --quiet --threads 1 $TMP/all -o $TMP/a.counts
      wordmine count --quiet --threads 3 --memory 48M $TMP/all -o $TMP/b.counts
      split -n l/10 $TMP/all $TMP/part.
      wordmine count --quiet $TMP/part.* -o $TMP/c.counts
      cmp $TMP/a.counts $TMP/b.counts && cmp $TMP/a.counts $TMP/c.counts
      wordmine --quiet --threads 1 $TMP/all > $TMP/a
      wordmine --quiet --threads 4 $TMP/part.* | cmp - $TMP/a
      """
    let result = try Shell.run(command)
    #expect(result.text.isEmpty && result.status == 0, "\(result.text)\(result.errorText)")
  }

  @Test func theReportIsJSON() throws {
    let result = try Shell.run(
      "wordmine --quiet \(Self.tea) --report $TMP/r -o $TMP/w; cat $TMP/r")
    let report = try #require(
      try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
    for key in [
      "command", "inputs", "encodings", "bytes", "lines", "characters", "invalid_bytes", "words",
      "distinct_words", "entries", "bits_per_character_before", "bits_per_character_after",
      "seconds", "peak_memory",
    ] { #expect(report[key] != nil, "\(key)") }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionsAreMade(shell: String) throws {
    let result = try Shell.run("wordmine --generate-completion-script \(shell)")
    #expect(result.status == 0 && result.text.contains("segmentation"))
  }

  @Test func progressIsForTerminalsOnly() throws {
    let result = try Shell.run("wordmine \(Self.tea) > $TMP/w")
    #expect(!result.errorText.contains("\r") && result.errorText.contains("bits a character"))
  }
}
