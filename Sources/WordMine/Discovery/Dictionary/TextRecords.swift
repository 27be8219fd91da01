import WordMineBase
import WordMineText

/// The records of the words and phrases of a segmented text in memory.
struct TextRecords {
  private let text: AtomSequence
  private let usage: WordUsage
  private let filter: EntryFilter
  /// The usage in the segmentation by the boundary model alone; `nil` if there is none.
  private let boundaryUsage: WordUsage?
  private let counts: SubstringCounts
  private let forms: SurfaceForms
  /// The numbers of the listed words in `usage`.
  private let listed: [Int]
  /// How often each atom can be paired with itself; empty if no word needs that.
  private let disjointPairs: [Int]

  /// - Parameters:
  ///   - cuts: 1 where a word begins.
  ///   - probabilities: Those of cuts; `nil`: none are known.
  /// - Complexity: O(atoms · longest string).
  init(
    _ text: AtomSequence, cuts: SharedArray<UInt8>.View, usage: WordUsage,
    boundaryUsage: WordUsage?, phrases: [PhraseFinder.Phrase], filter: EntryFilter,
    probabilities: CutProbabilities?, workers: Workers
  ) throws {
    self.text = text
    self.usage = usage
    self.filter = filter
    self.boundaryUsage = boundaryUsage
    let table = usage.table
    listed = table.entries.indices.filter {
      table.entries[$0].count >= filter.minimumCount
        && filter.isListed(table.span($0).map { text.ids[$0] })
    }
    let spans = listed.map(table.span)
    counts = try SubstringCounts(
      text, words: spans + phrases.map(\.span), probabilities: probabilities, workers: workers)
    forms = SurfaceForms(text, cuts: cuts, uses: usage)
    disjointPairs = spans.contains(where: text.isRepeatedPair) ? text.disjointPairs() : []
  }

  /// - Parameter entropies: The neighbour entropies, by the number of the word.
  func words(_ entropies: [NeighbourEntropies.Values]) -> [WordRecord] {
    listed.map { number in
      let span = usage.table.span(number)
      var record = record(span, usage: usage.usage(number), text: forms.form(number, span))
      if let boundaryUsage {
        record.boundaryUsage =
          boundaryUsage.table.number(of: span).map(boundaryUsage.usage)
          ?? .init(count: 0, contexts: LinearCounter())
      }
      record.expectedUses = counts.expectedUses(span)
      let (left, right) = (entropies[number].left, entropies[number].right)
      record.leftEntropy = left.isNaN ? nil : Double(left)
      record.rightEntropy = right.isNaN ? nil : Double(right)
      record.mergeableCount =
        text.isRepeatedPair(span)
        ? disjointPairs[Int(text.ids[span.lowerBound])] : record.rawCount
      return record
    }
  }

  func phrases(_ phrases: [PhraseFinder.Phrase]) -> [WordRecord] {
    phrases.filter { filter.allowsPhrase($0.span.map { text.ids[$0] }, count: $0.count) }.map {
      phrase in
      var record = record(
        phrase.span, usage: .init(count: phrase.count, contexts: phrase.contexts),
        text: phrase.span.map { text.atoms.usual[Int(text.ids[$0])] }.joined())
      record.leftEntropy = phrase.leftEntropy
      record.rightEntropy = phrase.rightEntropy
      record.gluing = .init(
        gain: phrase.gain, contextsAfter: phrase.contextsAfter, share: phrase.share)
      return record
    }
  }

  private func record(_ span: Range<Int>, usage: WordRecord.Usage, text form: String) -> WordRecord
  {
    var record = WordRecord(ids: span.map { text.ids[$0] }, text: form, usage: usage)
    record.rawCount = counts.count(span)
    record.splits = (span.lowerBound + 1..<max(span.lowerBound + 1, span.upperBound)).map {
      (left: counts.count(span.lowerBound..<$0), right: counts.count($0..<span.upperBound))
    }
    return record
  }
}

extension AtomSequence {
  /// Whether a string is the same atom twice.
  fileprivate func isRepeatedPair(_ span: Range<Int>) -> Bool {
    span.count == 2 && ids[span.lowerBound] == ids[span.lowerBound + 1]
  }
}
