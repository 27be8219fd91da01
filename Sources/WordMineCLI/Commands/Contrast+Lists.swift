import WordMine
import WordMineText

extension Contrast {
  /// Compares two lists of templates, or of collocations.
  func contrastLists(_ inputs: [ContrastInput], _ session: Session) throws {
    guard inputs[0].format == inputs[1].format else {
      throw UsageError(
        "templates can only be compared with templates, collocations with collocations")
    }
    guard contrast.words == nil, contrast.known.isEmpty else {
      throw UsageError(
        "--words and --known are dictionaries; \(inputs[0].format) cannot be compared with them")
    }
    var configuration = EntryContrast.Configuration()
    configuration.minimumCount = contrast.minCount
    configuration.falseDiscoveryRate = contrast.fdr
    configuration.direction = direction
    configuration.order = contrast.sort
    let comparison = EntryContrast(configuration)
    if inputs[0].format == .templates {
      let (target, reference) = try (templates(inputs[0]), templates(inputs[1]))
      let counts = try counts(target + reference, session)
      let result = try comparison.run(on: target, against: reference, counts: counts)
      try write(result, "templates", session)
      if result.untested > 0 {
        session.note(
          "not tested, because only one list has them: \(Figure.grouped(result.untested)) templates; name "
            + "both texts with --target-text and --reference-text to count them there")
      }
    } else {
      let (target, reference) = try (inputs[0].collocations(), inputs[1].collocations())
      let result = try comparison.run(on: target, against: reference)
      try write(result, "collocations", session)
      if result.untested > 0 {
        session.note(
          "not tested, because only one list has them: \(Figure.grouped(result.untested)) collocations"
        )
      }
    }
  }

  private func templates(_ input: ContrastInput) throws -> [Template] {
    try input.templates(needCounts: targetText == nil).filter { view == .all || $0.kind == .frame }
  }

  /// How often templates occur in the texts that are named.
  private func counts(_ templates: [Template], _ session: Session) throws -> TemplateCounts? {
    guard let targetText, let referenceText else { return nil }
    let source: WordSource =
      if segmented {
        .blanks
      } else if let wordModel {
        .segmenter(Segmenter(try InputFile.segmentationModel(wordModel)))
      } else {
        .discovery(seed: resources.seed)
      }
    let memory = try session.memory()
    let corpora = try [targetText, referenceText].map { try text.corpus([$0], session) }
    let words = corpora.map {
      CorpusWords($0, foundBy: source, memory: memory, workers: session.workers)
    }
    let (counts, summaries) = try TemplateCounts.counting(templates, in: words[0], and: words[1])
    for (corpus, summary) in zip(corpora, summaries) { session.report.add(corpus, summary) }
    return counts
  }

  private func write(
    _ result: ContrastResult<some Contrasted>, _ what: String, _ session: Session
  ) throws {
    let listed = result.prefix(limit.limit)
    try result.table.write(listed, to: try session.open(output.file), as: output.format)
    if listed.isEmpty {
      session.note(
        "of \(Figure.grouped(result.candidates)) \(what) compared, none has a q of "
          + "\(contrast.fdr.shortText) or less")
    }
    session.report["entries"] = listed.count
  }
}
