import ArgumentParser

/// `wordmine shard`
struct Shard: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shard",
    abstract: "Finds the words of a corpus on many machines, step by step.",
    discussion: """
      A shard is a part of the corpus that ends where a line ends. Each step reads one shard, or what steps \
      before have written; the dictionary, the model and the segmentation are those of `wordmine discover` on \
      one machine, byte for byte, where the corpus is larger than memory:

        wordmine shard written a.txt -o a.written     # for each shard; b likewise
        wordmine shard plan a.written b.written --ranges 2 -o plan
        wordmine shard count --plan plan a.txt -o a   # for each shard
        wordmine shard sample --plan plan --shard 0 a.txt -o a.sample
        wordmine shard merge {a,b}/right-0000.counts -o right-0000.counts

      And so on: docs/distributed.md has all steps, and a script.
      """,
    subcommands: [
      ShardWritten.self, ShardPlanCommand.self, ShardCount.self, ShardSampleCommand.self,
      ShardMergeCommand.self, ShardEntropiesCommand.self, ShardFit.self, ShardUsesCommand.self,
      ShardMeasuresCommand.self, ShardDictionaryCommand.self,
    ])
}
