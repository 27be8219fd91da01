import Foundation
import Testing

@testable import WordMineCLI

/// What the command does where there is too little memory, or too few threads.
@Suite struct MemoryTests {
  private static let tea = "corpora/sample/tea.txt"

  /// The addresses are enough to start, and for nothing of the size that `--memory` allows.
  @Test func refusedMemoryIsAMessageAndAStatus() throws {
    let result = try Shell.run(
      "(ulimit -v 170000; wordmine count -q -m 8G \(Self.tea) -o $TMP/a.counts); echo $?; ls $TMP")
    #expect(result.text == "71\n", "\(result.errorText)")
    #expect(result.errorText.contains("the system refused memory"))
    #expect(result.errorText.contains("--memory"))
  }

  /// By default, what is allowed follows from the limit.
  @Test func theLimitOfTheProcessIsLookedAt() throws {
    let result = try Shell.run(
      """
      wordmine count -q \(Self.tea) -o $TMP/a.counts
      (ulimit -v 300000; wordmine count -q \(Self.tea) -o $TMP/b.counts) && cmp $TMP/a.counts $TMP/b.counts
      """)
    #expect(result.status == 0, "\(result.errorText)")
  }

  /// There are addresses for some of the stacks only.
  @Test func fewerThreadsAreEnough() throws {
    let result = try Shell.run(
      """
      wordmine count -q \(Self.tea) -o $TMP/a.counts
      (ulimit -v 500000; wordmine count -q -m 64M --threads 1000 \(Self.tea) -o $TMP/b.counts)
      cmp $TMP/a.counts $TMP/b.counts
      """)
    #expect(result.status == 0, "\(result.errorText)")
  }

  @Test func theGroupsAboveAreLookedAt() {
    let second = MemorySize.controlGroupFiles("0::/user/session\n").map(\.limit)
    #expect(
      second == ["", "/user", "/user/session"].map { "/sys/fs/cgroup\($0)/memory.max" })
    let first = MemorySize.controlGroupFiles("5:cpu:/a\n4:hugetlb,memory:/b\n").map(\.used)
    #expect(first == ["", "/b"].map { "/sys/fs/cgroup/memory\($0)/memory.usage_in_bytes" })
  }

  /// What no text of so little memory holds is refused, with what would work.
  @Test(arguments: [
    ("yes abcdefg | head -c 9000000 | tr -d '\\n'", "segment --model $TMP/model"),
    ("seq 600000", "count --unique-lines"), ("seq 600000", "--method fast"),
  ])
  func whatDoesNotFitIsRefused(text: String, command: String) throws {
    let result = try Shell.run(
      "wordmine -q \(Self.tea) --save-model $TMP/model > $TMP/words; \(text) | wordmine \(command) -q -m 64M; echo ${PIPESTATUS[-1]}"
    )
    #expect(result.text == "64\n", "\(result.errorText)")
    #expect(result.errorText.contains("64M of memory is enough for"))
  }

  /// The peak is within what is allowed, and a quarter and the program.
  @Test(arguments: [
    ("yes 茶园在山上 | head -c 20000000 | tr -d '\\n'", "count"),
    ("yes 'a1 b2' | head -c 8000000 | awk '{ print $0 NR }'", "count"),
    ("yes 茶园 在 山上 | head -c 4000000 | awk '{ print $0, NR }'", "collocate --segmented"),
  ])
  func thePeakIsKept(text: String, command: String) throws {
    let result = try Shell.run(
      """
      \(text) > $TMP/text
      wordmine \(command) -q -m 64M --report $TMP/report $TMP/text > $TMP/out
      status=$?; [ $status = 64 ] || grep -o '"peak_memory" : [0-9]*' $TMP/report | grep -o '[0-9]*'
      """)
    if result.text.isEmpty {
      #expect(result.errorText.contains("64M of memory is enough for"))
      return
    }
    let peak = try #require(Int(result.text.split(separator: "\n")[0]), "\(result.errorText)")
    #expect(peak < (64 << 20) * 5 / 4 + 20_000_000)
  }

  @Test(arguments: [
    "collocate --segmented --memory 9223372036854775807",
    "templates --segmented --memory 4611686018427387904",
    "concordance --segmented 茶 --limit 9223372036854775807",
    "--limit 9223372036854775807",
  ])
  func greatNumbersAreAccepted(command: String) throws {
    let result = try Shell.run("echo 茶 园 在 山 上 | wordmine \(command) -q")
    #expect(result.status == 0, "\(result.errorText)")
  }

  @Test(arguments: [
    "lm train --batch 4611686018427387904 --save-model $TMP/m",
    "lm train --epochs 9223372036854775807 --save-model $TMP/m",
    "topics --k 2 --epochs 9223372036854775807",
  ])
  func whatCannotBeIsWrongUsage(command: String) throws {
    let result = try Shell.run("wordmine \(command) -q \(Self.tea)")
    #expect(result.status == 64, "\(result.errorText)")
    #expect(result.errorText.contains("it can be"))
  }

  /// A run that another one is working for is not disturbed.
  @Test func aWorkDirectoryHasOneRun() throws {
    let result = try Shell.run(
      """
      mkdir $TMP/work; exec 3<$TMP/work; flock 3
      wordmine -q --work $TMP/work \(Self.tea); echo $?; ls $TMP/work
      """)
    #expect(result.text == "65\n", "\(result.errorText)")
    #expect(result.errorText.contains("another run works in this directory"))
  }
}
