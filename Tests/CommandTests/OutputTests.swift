import Foundation
import Testing

/// Where results go: nothing that is read, or written already, is lost.
@Suite struct OutputTests {
  private static let tea = "corpora/sample/tea.txt"

  /// The name of an open descriptor is that descriptor, not the file behind it.
  @Test(arguments: [
    "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "/proc/thread-self/fd/1", "$TMP/link",
  ])
  func theNameOfADescriptorIsWrittenTo(name: String) throws {
    let result = try Shell.run(
      """
      ln -s /proc/self/fd/1 $TMP/link; echo first > $TMP/log
      for i in 1 2; do echo 茶园 | wordmine count -q -n 1 -o \(name); done >> $TMP/log
      for i in 1 2; do echo 茶园 | wordmine count -q -n 1 -o \(name); done > $TMP/loop
      grep -c 茶 $TMP/log $TMP/loop; head -1 $TMP/log; test -h $TMP/link && ls $TMP
      """)
    #expect(result.text.contains("log:2\n") && result.text.contains("loop:2\nfirst\n"))
    #expect(result.text.hasSuffix("link\nlog\nloop\n"), "\(result.errorText)")
  }

  @Test(arguments: ["--save-model /dev/fd/3", "--segmentation /dev/fd/3", "--report /dev/fd/3"])
  func otherResultsGoToDescriptorsToo(option: String) throws {
    let result = try Shell.run(
      "wordmine -q \(Self.tea) -o $TMP/w \(option) 3> $TMP/x; wc -c < $TMP/x; echo end >> $TMP/x; ls $TMP"
    )
    let bytes = result.text.split(separator: "\n").first.flatMap { Int($0) }
    #expect(try #require(bytes) > 100 && result.text.hasSuffix("\nw\nx\n"))
  }

  /// An input that a result would replace is refused before any work, whatever its names.
  @Test(arguments: [
    "wordmine $TMP/in.txt -o $TMP/in.txt", "wordmine count $TMP/in.txt -o $TMP/./in.txt",
    "wordmine $TMP/in.txt --report $TMP/link", "wordmine $TMP/hard --save-model=$TMP/in.txt",
    "wordmine count --files-from $TMP/list -o $TMP/in.txt",
    "wordmine count < $TMP/in.txt >> $TMP/in.txt", "wordmine count $TMP/in.txt >> $TMP/in.txt",
    "wordmine vectors train \(tea) $TMP/in.words -o $TMP/in.npy",
    "wordmine lm train \(tea) $TMP/in.txt --checkpoint $TMP/in.txt --save-model $TMP/m",
    "wordmine merge $TMP/in.txt -o $TMP/in.txt",
    "wordmine convert --from plain --to plain -o $TMP/in.txt < $TMP/in.txt",
    "wordmine --known - --dictionary-format plain \(tea) -o $TMP/in.txt < $TMP/in.txt",
    "wordmine explain 茶 - -o $TMP/in.txt < $TMP/in.txt",
    "wordmine count --files-from - -o $TMP/in.txt < $TMP/in.txt",
  ])
  func inputsAreNeverReplaced(command: String) throws {
    let result = try Shell.run(
      """
      cp \(Self.tea) $TMP/in.txt; cp \(Self.tea) $TMP/in.words; echo $TMP/in.txt > $TMP/list
      ln -s in.txt $TMP/link; ln $TMP/in.txt $TMP/hard
      \(command); echo $?; cmp $TMP/in.txt \(Self.tea); cmp $TMP/in.words \(Self.tea)
      """)
    #expect(result.text == "64\n", "\(result.errorText)")
    #expect(result.errorText.contains("is read and would be written"))
  }

  /// A work directory is no place for the files of others, and scores of other text replace none.
  @Test func whatIsNotOursStays() throws {
    let result = try Shell.run(
      """
      mkdir $TMP/w; echo mine > $TMP/w/manifest
      wordmine -q \(Self.tea) --work $TMP/w -o $TMP/o; echo $?; cat $TMP/w/manifest
      echo old > $TMP/s; printf '我 家\n茶\n' > $TMP/a; printf '我 家\n茶 茶\n' > $TMP/b
      wordmine evaluate segmentation -q $TMP/a $TMP/b -o $TMP/s; echo $?; cat $TMP/s
      """)
    #expect(result.text == "65\nmine\n65\nold\n", "\(result.errorText)")
  }

  /// The name of a result says in which format it is, or is refused.
  @Test(arguments: [
    "segment --dictionary dictionaries/sample.plain.txt \(tea) -o $TMP/s.gz",
    "-q \(tea) --segmentation $TMP/s.html",
    "topics \(tea) --shares $TMP/s.csv", "vectors train \(tea) -o $TMP/v.npz",
    "dedupe \(tea) --kept $TMP/k.json",
  ])
  func namesOfOtherFormatsAreRefused(command: String) throws {
    let result = try Shell.run("wordmine \(command); echo $?; ls $TMP")
    #expect(result.text == "64\n" && result.errorText.contains("no output in the format of"))
  }

  @Test(arguments: [
    "segment --dictionary /dev/stdin", "--known /dev/fd/0", "discover - /dev/stdin",
    "/dev/stdin /proc/self/fd/0",
    "count --files-from - /dev/stdin",
  ])
  func standardInputIsReadOnceByAnyName(command: String) throws {
    let result = try Shell.run("wordmine \(command) < \(Self.tea); echo $?")
    #expect(result.text == "64\n" && result.errorText.contains("only once"), "\(result.errorText)")
  }

  /// Words that are those of other vectors are found, even if they are as many.
  @Test func vectorsAndTheirWordsBelongTogether() throws {
    let result = try Shell.run(
      """
      wordmine vectors train -q \(Self.tea) -o $TMP/a.npy; cd $TMP
      wordmine vectors similar -q -v a.npy 茶园 > /dev/null; echo $?
      sort a.words > b.words; mv b.words a.words; wordmine vectors similar -v a.npy 茶园; echo $?
      """)
    #expect(result.text == "0\n65\n")
    #expect(result.errorText.contains("a.npy: the words beside it are those of other vectors"))
  }

  /// A model that is continued may be replaced by what it becomes.
  @Test func aModelIsUpdatedInPlace() throws {
    let result = try Shell.run(
      """
      wordmine -q \(Self.tea) --save-model $TMP/m -o $TMP/w
      wordmine -q \(Self.tea) --update $TMP/m --save-model $TMP/n -o $TMP/w
      wordmine -q \(Self.tea) --update $TMP/m --save-model $TMP/m -o $TMP/w; echo $?
      cmp $TMP/m $TMP/n
      """)
    #expect(result.text == "0\n", "\(result.errorText)")
  }

  /// 82 Chinese characters and an ending are as long as a name can be.
  @Test func aLongNameIsWritten() throws {
    let name = String(repeating: "茶", count: 83) + ".tsv"
    let result = try Shell.run("wordmine -q \(Self.tea) -o $TMP/\(name); echo $?; ls -A $TMP")
    #expect(result.text == "0\n\(name)\n", "\(result.errorText)")
  }

  /// Descriptors that the parent closed are not taken by files.
  @Test func closedDescriptorsGetNothing() throws {
    let result = try Shell.run(
      """
      wordmine \(Self.tea) -o $TMP/a --save-model $TMP/m
      wordmine \(Self.tea) -o $TMP/b --save-model $TMP/n <&- >&- 2>&-; echo $?
      cmp $TMP/a $TMP/b; cmp $TMP/m $TMP/n
      wordmine count -q \(Self.tea) >&-; echo $?
      wordmine count -q -o $TMP/c <&-; echo $?; ls $TMP
      """)
    #expect(result.text == "0\n74\n74\na\nb\nm\nn\n", "\(result.errorText)")
  }

  /// What cannot be written is found before the work: reading from `in` would never end.
  @Test(arguments: ["-o", "--report", "--save-model", "--segmentation", "--temporary"])
  func aMissingFolderIsFoundBeforeTheWork(option: String) throws {
    let result = try Shell.run(
      "mkfifo $TMP/in; timeout 20 wordmine -q \(option) $TMP/none/x <> $TMP/in; echo $?")
    #expect(result.text == "73\n" && result.errorText.contains("none/x"))
  }

  @Test func aMissingFolderOfCheckpointsIsFoundBeforeTheWork() throws {
    let result = try Shell.run(
      "mkfifo $TMP/in; timeout 20 wordmine lm train --save-model $TMP/m --checkpoint $TMP/none/x "
        + "<> $TMP/in; echo $?; ls $TMP")
    #expect(result.text == "73\nin\n" && result.errorText.contains("none/x"))
  }

  /// What the parent ignores, stays ignored: a job of a script outlives the interrupt of its terminal.
  @Test(arguments: ["INT", "HUP"])
  func ignoredSignalsStayIgnored(signal: String) throws {
    let result = try Shell.run(
      """
      trap '' \(signal); mkfifo $TMP/in; exec 3<>$TMP/in
      wordmine count -q -n 1 -o $TMP/out $TMP/in 3>&- &
      echo 茶园 >&3; sleep 0.5; kill -\(signal) $!; sleep 0.2; exec 3>&-; wait $!; echo $?
      grep -c 茶 $TMP/out
      """)
    #expect(result.text == "0\n1\n", "\(result.errorText)")
  }

  @Test func aFileBeyondTheLimitIsAnErrorOfWriting() throws {
    let result = try Shell.run(
      "(ulimit -f 8; wordmine count -q -n 8 \(Self.tea) -o $TMP/out.tsv); echo $?; ls -A $TMP")
    #expect(result.text == "74\n", "\(result.errorText)")
    #expect(result.errorText.contains("File too large"))
  }

  /// What names and texts hold does not reach the terminal.
  @Test func controlCharactersAreEscapedInMessages() throws {
    let result = try Shell.run("wordmine $'a\\e[31mb\\nc'; wordmine count $'--x\\e[31m'")
    #expect(!result.errorText.contains("\u{1B}") && result.errorText.contains("a\\u{1B}[31mb\\nc"))
  }
}
