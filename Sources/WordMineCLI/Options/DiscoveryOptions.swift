import ArgumentParser
import WordMine
import WordMineText

/// What words are looked for, and how.
struct DiscoveryOptions: ParsableArguments {
  @Option(
    help: """
      full: branching entropy, a boundary model and a word model; fast: without the word model; pmi: \
      mutual information, the easiest to explain.
      """)
  var method = WordDiscovery.Method.full

  @Option(
    help: """
      How much work --method full does: quick, normal, thorough or utmost; by default normal. Below \
      some 330,000 characters all but quick do the same.
      """)
  var effort: Effort?

  @Option(
    help: """
      How coarse words are, about 0.5 (fine) to 6 (coarse), for --method full and fast; by default \
      chosen from the text.
      """)
  var granularity: Double?

  @Option(
    help: """
      Leave out words that the segmentation uses less often; by default 1, and 2 for texts below \
      1 MB and where a dictionary guides.
      """)
  var minCount: Int?

  @Option(
    help: """
      The most characters of a word; more than four need --method fast or pmi, and a corpus that fits \
      in memory.
      """)
  var maxLength = 4

  @Flag(
    inversion: .prefixedNo,
    help: """
      Also list phrases; by default with --method full or a dictionary, in formats with a column for the \
      kind. In others \
      they are entries like words.
      """
  )
  var phrases: Bool?

  @Flag(help: "Also list words of one character.")
  var singleCharacters = false

  @Flag(help: "Also list words without a Han character.")
  var nonHan = false

  @Option(help: "Fold the script before counting: as-is, simplified, traditional.")
  var script = Script.asIs

  func validate() throws {
    try require("--max-length", maxLength, in: 1...64)
    try require(
      method == .full || effort == nil,
      "--effort is for --method full: it is what its word model does")
    if method == .mutualInformation {
      try require(
        granularity == nil,
        "--granularity is for --method full and fast; see --min-cohesion for pmi")
    }
    try require("--granularity", granularity, in: 0...20)
    try require("--min-count", minCount, atLeast: 1)
  }

  func configuration(
    _ memory: MemoryPlan, _ resources: ResourceOptions
  ) -> WordDiscovery.Configuration {
    var configuration = WordDiscovery.Configuration()
    configuration.method = method
    configuration.effort = effort ?? configuration.effort
    configuration.granularity = granularity
    configuration.seed = resources.seed
    configuration.script = script
    configuration.minimumCount = minCount
    configuration.maximumLength = maxLength
    configuration.includesSingleAtoms = singleCharacters
    configuration.includesNonHan = nonHan
    (configuration.memory, configuration.temporaryDirectory) = (memory.limit, memory.directory)
    return configuration
  }
}
