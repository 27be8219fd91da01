import Foundation
import Testing

/// `wordmine shard`, by its script.
@Suite struct ShardProcessTests {
  private static let tea = "corpora/sample/tea.txt"

  /// Shards and ranges change nothing of what the script makes, whatever runs its steps.
  @Test func theScriptGivesTheSameForAnyShards() throws {
    let command = """
      split -n l/3 \(Self.tea) $TMP/shard-; export JOBS=2
      docs/distributed.sh $TMP/three 2 $TMP/shard-* -- --memory 300M --method fast --min-count 2
      docs/distributed.sh "$TMP/on e" 1 \(Self.tea) -- --memory 300M --method fast --min-count 2
      for file in words.tsv words.model segmented.txt; do cmp "$TMP/on e/$file" $TMP/three/$file; done
      wordmine segment -q --model $TMP/three/words.model \(Self.tea) | cmp - $TMP/three/segmented.txt
      wc -l < $TMP/three/words.tsv
      """
    let result = try Shell.run(command)
    #expect(
      Int(result.text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0 > 300,
      "\(result.text)\(result.errorText)")
    #expect(result.status == 0 && result.errorText.isEmpty, "\(result.errorText)")
  }

  /// A step that fails says why, with its status, and leaves no file behind.
  @Test func aStepThatFailsLeavesNothing() throws {
    let command = """
      cd $TMP; echo 春茶在山上 > a.txt; echo 夏茶 > b.txt; shard="wordmine shard"
      $shard written -q a.txt -o a.written; $shard plan -q a.written -o plan --memory 256M
      $shard count -q --plan plan b.txt -o b; echo $?; ls b
      $shard sample -q --plan plan --shard 1 a.txt -o x; echo $?
      $shard plan -q a.written -o x --method pmi; echo $?
      $shard plan -q a.written -o x --ranges 0; echo $?
      $shard plan -q a.written -o x --memory 64M; echo $?
      $shard plan -q a.txt -o x; echo $?
      $shard written -q a.txt --unique-lines -o x; echo $?
      $shard merge -q a.written plan -o x; echo $?
      $shard merge -q missing -o x; echo $?
      $shard fit -q --plan plan --sample a --entropies b -o x --memory 200M; echo $?
      $shard written -q a.txt -o /missing/x; echo $?
      ls
      """
    let result = try Shell.run(command)
    #expect(
      result.text
        == "65\n64\n64\n64\n64\n65\n64\n65\n66\n64\n73\na.txt\na.written\nb\nb.txt\nplan\n",
      "\(result.text)\(result.errorText)")
  }

  /// Text and results go through pipes, and files may be compressed on the way.
  @Test func stepsWorkInPipes() throws {
    let command = """
      cd $TMP; tea=$OLDPWD/\(Self.tea)
      wordmine shard written -q < $tea -o - | tee written | gzip | wordmine shard plan -q - -o - --memory 256M > plan
      wordmine shard written -q $tea -o a; cmp a written
      wordmine shard plan -q a -o b --memory 256M; cmp b plan
      wordmine shard sample -q --plan plan --shard 0 -o - < $tea | gzip > sample
      wordmine shard count -q --plan <(gzip -c plan) -o counts < $tea
      cat counts/left-0000.counts | wordmine shard entropies -q --plan plan --counts - --sample <(cat sample) -o left
      wordmine shard sample -q --plan plan --shard 0 $tea -o s
      wordmine shard entropies -q --plan plan --counts counts/left-0000.counts --sample s -o l; cmp l left
      """
    let result = try Shell.run(command)
    #expect(result.status == 0 && result.errorText.isEmpty, "\(result.errorText)")
  }
}
