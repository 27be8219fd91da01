import Foundation
import Testing

/// What a recorded case cannot show: signals, files that must not be left, options that change nothing.
@Suite struct ProcessTests {
  private static let tea = "corpora/sample/tea.txt"

  /// A signal ends a run that waits for input.
  @Test(arguments: [
    ("INT", "130\n"), ("TERM", "143\n"), ("HUP", "129\n"), ("USR1", "138\n"), ("XCPU", "152\n"),
  ])
  func aSignalEndsARunThatWaits(signal: String, status: String) throws {
    let directory = try Shell.temporaryDirectory()
    defer { try? FileManager.default.removeItem(at: directory) }
    let command = """
      set -m; mkfifo $TMP/in; exec 3<>$TMP/in; head -c 20000 \(Self.tea) >&3
      wordmine count -q --temporary $TMP -o $TMP/out.counts $TMP/in 3>&- &
      for i in $(seq 100); do kill -\(signal) %1 2>/dev/null || break; sleep 0.1; done
      exec 3>&-; wait $!; echo $?; rm $TMP/in; ls $TMP
      """
    let result = try Shell.run(command, temporary: directory)
    #expect(result.text == status, "\(result.errorText)")
  }

  /// A signal ends a long computation within a second, and no result or temporary file stays.
  @Test(arguments: [("INT", "130\n"), ("TERM", "143\n")])
  func aSignalEndsALongDiscovery(signal: String, status: String) throws {
    let directory = try Shell.temporaryDirectory()
    defer { try? FileManager.default.removeItem(at: directory) }
    let command = """
      set -m; mkdir $TMP/t; touch $TMP/started
      for i in $(seq 60); do sed "s/。/$i。/" \(Self.tea); done > $TMP/text
      wordmine -q --effort utmost --temporary $TMP/t -o $TMP/words --segmentation $TMP/segmented \
        --save-model $TMP/model $TMP/text 2>/dev/null &
      sleep 1.5; start=$(date +%s%N); kill -\(signal) $!; wait $!; echo $?
      echo "$((($(date +%s%N) - start) / 1000000))" > $TMP/started
      rm $TMP/text; ls -A $TMP/t; cat $TMP/started >&2; rm $TMP/started; rmdir $TMP/t; ls -A $TMP
      """
    let result = try Shell.run(command, temporary: directory)
    // The shell reports its jobs before.
    let milliseconds = result.errorText.split(separator: "\n").last.flatMap { Int($0) }
    #expect(result.text == status, "\(result.errorText)")
    #expect(try #require(milliseconds, "\(result.errorText)") < 1000)
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

  @Test func namesNeedNotBeText() throws {
    let command = """
      cd $TMP; name=$(printf '\\262\\350.txt'); echo 春茶 > "$name"
      wordmine count -q -n 1 "$name"; printf '%s\\0' "$name" | wordmine count -q -n 1 --files-from - | wc -l
      rm "$name"; wordmine count -q "$name"; echo $?
      """
    let result = try Shell.run(command)
    #expect(result.text == "ngram\tcount\n春\t1\n茶\t1\n3\n66\n")
    #expect(
      result.errorText.hasSuffix("wordmine: \\xB2\\xE8.txt: no such file\n"), "\(result.errorText)")
  }

  /// Another program asks line by line, and waits for each answer.
  @Test func linesAreAnsweredWhereTheInputPauses() throws {
    let command = """
      printf '茶园 9\\n山上 9\\n' > $TMP/w.dict; mkfifo $TMP/in $TMP/out
      wordmine segment -q --dictionary $TMP/w.dict < $TMP/in > $TMP/out &
      exec 3> $TMP/in 4< $TMP/out
      for line in 茶园山上 a 山上茶园; do
        echo $line >&3; read -t 20 answer <&4 && echo "$answer" || echo none
      done
      printf 茶园山上 >&3; exec 3>&-; cat <&4; wait $!; echo " $?"
      """
    #expect(try Shell.run(command).text == "茶园 山上\na\n山上 茶园\n茶园 山上 0\n")
  }

  @Test func pipesAreReadOnceAndForWhatTheyAre() throws {
    let command = """
      cd $TMP; head -c 3000 $OLDPWD/\(Self.tea) > s.txt; head -c 6000 $OLDPWD/\(Self.tea) | tail -c 3000 > r.txt
      compare="--fdr 1 --min-count 2 --direction both"
      wordmine count -q s.txt -n 5 -o t.counts
      wordmine contrast -q t.counts r.txt $compare > a
      wordmine contrast -q <(cat t.counts) <(cat r.txt) $compare | cmp - a
      wordmine contrast -q - r.txt $compare < t.counts | cmp - a
      wordmine -q r.txt --counts t.counts > b
      wordmine -q r.txt --counts <(cat t.counts) | cmp - b
      wordmine explain -q 茶 s.txt > c
      mkfifo f; cat s.txt > f & timeout 60 wordmine explain -q 茶 f | cmp - c
      wc -l < a
      """
    let result = try Shell.run(command)
    #expect(
      Int(result.text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0 > 10,
      "\(result.text)\(result.errorText)")
  }

  @Test func whatIsNoTextIsRefused() throws {
    let command = """
      cd $TMP; printf '%%PDF-1.7\\n' > a.pdf; echo 春茶 > a.txt; bzip2 -k a.txt; tar -czf a.tgz a.txt
      wordmine count -q a.txt a.pdf; echo $?; wordmine count -q < a.pdf; echo $?
      wordmine count -q a.tgz; echo $?; wordmine count -q -n 1 a.txt.bz2
      """
    let result = try Shell.run(command)
    #expect(result.text == "65\n65\n65\nngram\tcount\n春\t1\n茶\t1\n", "\(result.errorText)")
    #expect(result.errorText.hasPrefix("wordmine: a.pdf: looks like PDF, not text; "))
  }

  @Test func wordsOfAShortTextAreDoubted() throws {
    let command =
      "echo '从 [X] 到' > $TMP/t; echo 从茶园到山上 | wordmine match --templates $TMP/t > $TMP/o"
    #expect(try Shell.run(command).errorText.contains("--word-model"))
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
      "command", "version", "arguments", "inputs", "encodings", "input_checksums", "bytes", "lines",
      "characters", "invalid_bytes", "words",
      "distinct_words", "entries", "bits_per_character_before", "bits_per_character_after",
      "seconds", "peak_memory",
    ] { #expect(report[key] != nil, "\(key)") }
  }

  /// Who reads a report can tell what it was made of.
  @Test func theReportSaysWhatWasRead() throws {
    let result = try Shell.run(
      """
      gzip -c \(Self.tea) > $TMP/t.gz; printf '茶园\n' > $TMP/known
      wordmine -q $TMP/t.gz - --known=$TMP/known -o $TMP/w --report $TMP/r < \(Self.tea)
      python3 - $TMP <<'END'
      import json, sys, zlib
      folder = sys.argv[1]
      report = json.load(open(folder + "/r"))
      crc = lambda path: "%08x" % zlib.crc32(open(path, "rb").read())
      assert report["input_checksums"] == [crc(folder + "/t.gz"), crc("\(Self.tea)")], report
      assert report["files"] == [folder + "/known"], report
      assert report["file_checksums"] == [crc(folder + "/known")], report
      assert report["arguments"][0] == "-q" and report["version"], report
      END
      """)
    #expect(result.status == 0, "\(result.errorText)")
  }

  /// What was renamed is named in the error.
  @Test(arguments: [
    ("discover --model x", "--save-model"), ("--model x", "--save-model"),
    ("--quiet --model=x", "--save-model"), ("collocate --model x", "--save-model"),
    ("topics --use x", "--model"), ("classify train --label 1 -m x", "--save-model"),
    ("classify predict -m x", "--model"), ("classify explain -m x", "--model"),
    ("lm train -o x", "--save-model"), ("lm eval -m x", "--model"),
    ("lm generate -m x", "--model"), ("search build -i x", "--output"),
    ("dedupe --at 0.9", "--min-jaccard"), ("dedupe --min-cosine 0.9", "--min-jaccard"),
    ("dedupe -v x", "search query --min-cosine"), ("evaluate dictionary a b --at 1", "--depths"),
  ])
  func errorsOfRenamedOptionsNameTheNewOnes(arguments: String, option: String) throws {
    let result = try Shell.run("wordmine \(arguments) < /dev/null")
    let hint = result.errorText.split(separator: "\n").last { $0.hasPrefix("Hint: ") }
    #expect(result.status == 64)
    #expect(try #require(hint, "\(result.errorText)").contains(option))
  }

  @Test(arguments: ["segment", "explain 茶", "parse", "topics", "classify predict", "lm eval"])
  func aMissingModelIsExplained(command: String) throws {
    let result = try Shell.run("wordmine \(command) --model $TMP/none < /dev/null")
    #expect(result.status == 66)
    #expect(result.errorText.contains("no such file; --model reads a model"))
  }

  /// What a library error needs of the command line is named behind it.
  @Test(arguments: [
    ("count --strict <<< $'茶园在山上\\xff'", "--encoding"), ("count .", "--files-from"),
    ("collocate --segmented \(tea)", "leave out --segmented"),
    ("-m 64M <(yes 茶园在山上 | head -c 5000000)", "--memory"),
  ])
  func errorsNameTheOptionsThatHelp(arguments: String, option: String) throws {
    #expect(try Shell.run("wordmine \(arguments) -q").errorText.contains(option))
  }

  @Test(arguments: ["-o $TMP/x --report $TMP/./x", "--report -", "--segmentation -"])
  func twoResultsDoNotGoToOnePlace(outputs: String) throws {
    let result = try Shell.run("wordmine -q \(Self.tea) \(outputs); ls $TMP")
    #expect(result.errorText.contains("two results would go to") && result.text.isEmpty)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionsAreMade(shell: String) throws {
    let result = try Shell.run("wordmine --generate-completion-script \(shell)")
    #expect(result.status == 0 && result.text.contains("segmentation"))
  }

  @Test func progressIsForTerminalsOnly() throws {
    let result = try Shell.run("wordmine \(Self.tea) > $TMP/w")
    #expect(!result.errorText.contains("\r") && result.errorText.contains("bits per character"))
  }
}
