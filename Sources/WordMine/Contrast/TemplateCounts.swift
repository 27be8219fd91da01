import WordMineBase
import WordMineText

/// How often templates occur in two texts, as `TemplateMatcher` finds them.
public struct TemplateCounts: Sendable {
  /// By the notation of a template.
  let counts: [String: (target: Int, reference: Int)]
  /// The words of both texts.
  let totals: (target: Int, reference: Int)

  /// Counts templates in two texts.
  ///
  /// - Parameters:
  ///   - templates: Those of both lists.
  ///   - words: How the words of both texts are found: as those of the templates were.
  ///   - memory: The memory limit in bytes; at least 64 MiB.
  /// - Throws: `InvalidValue`; `InputError` for a text that cannot be read; `MemoryExceeded`;
  ///   `Interrupted`.
  public init(
    of templates: [Template], in target: Corpus, and reference: Corpus, foundBy words: WordSource,
    memory: Int = 1 << 30, workers: Workers = Workers()
  ) throws {
    try InvalidValue.check("memory", memory, atLeast: MemoryPlan.minimum)
    let plan = MemoryPlan(limit: memory)
    let texts = [target, reference].map {
      CorpusWords($0, foundBy: words, memory: plan, workers: workers)
    }
    self = try Self.counting(templates, in: texts[0], and: texts[1]).counts
  }

  /// - Returns: Also what was read.
  package static func counting(
    _ templates: [Template], in target: CorpusWords, and reference: CorpusWords
  ) throws -> (counts: TemplateCounts, summaries: [CorpusReader.Summary]) {
    let matcher = try TemplateMatcher(templates)
    let (here, there) = (try matcher.counts(in: target), try matcher.counts(in: reference))
    var counts: [String: (target: Int, reference: Int)] = [:]
    for (index, template) in templates.enumerated() {
      counts[template.text] = (here.counts[index], there.counts[index])
    }
    return (
      TemplateCounts(counts: counts, totals: (here.words, there.words)),
      [here.summary, there.summary]
    )
  }

  private init(
    counts: [String: (target: Int, reference: Int)], totals: (target: Int, reference: Int)
  ) {
    (self.counts, self.totals) = (counts, totals)
  }
}

extension TemplateMatcher {
  /// How often each template occurs in a text, and how many words it has, without punctuation.
  fileprivate func counts(
    in text: CorpusWords
  ) throws -> (counts: [Int], words: Int, summary: CorpusReader.Summary) {
    var (counts, words) = (Array(repeating: 0, count: templates.count), 0)
    let summary = try text.read(
      transform: { _, block in
        var found: [Int: Int] = [:]
        visitMatches(block) { found[$1.template, default: 0] += 1 }
        return (found, block.numbers.indices.count { !block.isPunctuation($0) })
      },
      consume: { found, count in
        for (template, occurrences) in found { counts[template] += occurrences }
        words += count
      })
    return (counts, words, summary)
  }
}
