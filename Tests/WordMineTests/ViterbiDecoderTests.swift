import Foundation
import Testing
import WordMineBase
import WordMineText

@testable import WordMine

/// P(w | v) of a model at rest, over dictionaries.
private struct NaiveFrozenModel {
  private var words: [[UInt32]: BigramModel.Word] = [:]
  private var pairs: [[[UInt32]]: Int] = [:]
  private let spelling: NaiveSpelling
  private let tables: Double
  private let types: Double
  private var known: [[UInt32]: Double] = [:]

  init(_ model: BigramModel, atoms: Int) {
    for word in model.words { words[word.atoms] = word }
    for pair in model.pairs {
      pairs[[model.words[Int(pair.before)].atoms, model.words[Int(pair.word)].atoms]] = pair.count
    }
    spelling = NaiveSpelling(
      model.words.map { ($0.atoms, $0.preceders) }, longest: 4, atoms: atoms)
    (tables, types) = (Double(model.tables), Double(model.types))
  }

  mutating func probability(_ word: [UInt32]) -> Double {
    if let known = known[word] { return known }
    let own = max(Double(words[word]?.preceders ?? 0) - 0.5, 0)
    let value = (own + (10 + 0.5 * types) * spelling.probability(word)) / (tables + 10)
    known[word] = value
    return value
  }

  mutating func probability(_ word: [UInt32], after before: [UInt32]) -> Double {
    let count = max(Double(pairs[[before, word]] ?? 0) - 0.7, 0)
    let share = 1 + 0.7 * Double(words[before]?.followers ?? 0)
    return (count + share * probability(word)) / (Double(words[before]?.following ?? 0) + 1)
  }
}

@Suite struct ViterbiDecoderTests {
  private static let atoms = 24

  private func model(_ setting: LatticeSetting) -> BigramModel {
    var sampler = try! WordSampler(setting.lattice, cuts: setting.cuts.view, seed: 0)
    sampler.setFactors(setting.logits.view)
    let spelling = SpellingModel(
      setting.lattice.words, atoms: setting.text.atoms.count, longest: setting.maximumLength)
    sampler.setSpelling(spelling)
    for _ in 0..<3 { sampler.sweep() }
    return BigramModel(sampler.model, setting.lattice, gate: setting.gate)
  }

  /// The weight of the words between nodes; 0 if one is too long.
  private func weight(
    _ way: [LatticeSetting.Node], _ setting: LatticeSetting, _ model: inout NaiveFrozenModel
  ) -> Double {
    var (before, weight) = ([UInt32](), 1.0)
    for (node, next) in zip(way, way.dropFirst()) {
      let word = (node.position..<next.position).map { setting.text.ids[$0] }
      guard word.count <= setting.maximumLength else { return 0 }
      weight *= model.probability(word, after: before)
      if !node.isSure { weight *= boundaryFactor(setting.logits.view[node.position]) }
      before = word
    }
    return weight
  }

  /// On the text it was learned from, and on another one.
  @Test(arguments: 1...6 as ClosedRange<UInt64>, [false, true])
  func findsTheGreatestProduct(seed: UInt64, isNew: Bool) throws {
    let learned = LatticeSetting(seed: seed, lines: 30)
    let setting = isNew ? LatticeSetting(seed: seed + 50, lines: 30) : learned
    let model = model(learned)
    let cuts = try SharedArray<UInt8>(zeros: setting.text.ids.count)
    ViterbiDecoder(model, atoms: Self.atoms, maximumLength: setting.maximumLength).decode(
      setting.text.ids, setting.text.range, setting.logits.view, into: cuts.view)
    var naive = NaiveFrozenModel(model, atoms: Self.atoms + 1)
    var clauses = 0
    for nodes in setting.nodes {
      let open = nodes.filter { !$0.isSure }
      guard open.count <= 8 else { continue }
      let best = (0..<1 << open.count).map { choice in
        let isOut = Set(open.indices.filter { choice >> $0 & 1 == 0 }.map { open[$0] })
        return weight(nodes.filter { !isOut.contains($0) }, setting, &naive)
      }.max()!
      let taken = nodes.filter {
        $0 == nodes[nodes.count - 1] || cuts.view[$0.position] != 0
      }
      #expect(abs(log(weight(taken, setting, &naive)) - log(best)) < 1e-6)
      #expect(
        (nodes[0].position..<nodes[nodes.count - 1].position).count { cuts.view[$0] != 0 }
          == taken.count - 1)
      clauses += 1
    }
    #expect(clauses >= 3)
  }

  /// With the numbers of pairs that occur once gone, little is different.
  @Test(arguments: [6, 7] as [UInt64])
  func segmentsTheTextAsSamplingDid(seed: UInt64) throws {
    let text = RandomText.text(RandomText.lines(300, seed: seed))
    let index = try AtomIndex(text)
    func entropy(_ direction: BranchingEntropy.Direction) throws -> BranchingEntropy {
      try UncorrectedEntropies(text, index: index, direction: direction, workers: Workers())
        .applyingCorrection(2, workers: Workers())
    }
    var stages = try BoundaryDiscovery(
      text, right: entropy(.right), left: entropy(.left), workers: Workers())
    try stages.learnStatistics(text, CrossFitFolds(text), workers: Workers())
    let words = try WordSegmentation(text, &stages, .init(), keepsModel: true)
    let cuts = try SharedArray<UInt8>(zeros: text.ids.count)
    try ViterbiDecoder(#require(words.model), atoms: text.atoms.count, maximumLength: 4).decode(
      text.ids, text.range, stages.logits.view, into: cuts.view)
    let gaps = text.range.filter { text.ids[$0] != 0 && text.ids[$0 - 1] != 0 }
    let same = gaps.count { cuts.view[$0] == words.cuts.view[$0] }
    #expect(Double(same) / Double(gaps.count) >= 0.97, "\(same) of \(gaps.count)")
  }

  @Test(arguments: 1...4)
  func keepsToTheLongestWord(length: Int) throws {
    let setting = LatticeSetting(seed: 9, maximumLength: length)
    let cuts = try SharedArray<UInt8>(zeros: setting.text.ids.count)
    ViterbiDecoder(model(LatticeSetting(seed: 9)), atoms: Self.atoms, maximumLength: length).decode(
      setting.text.ids, setting.text.range, setting.logits.view, into: cuts.view)
    let longest = setting.text.words(cuts).map(\.ids.count).max()
    #expect(longest == length)
  }

  @Test func anyTextHasWords() throws {
    let model = model(LatticeSetting(seed: 2))
    for lines in [[], ["甲"], [String(repeating: "甲", count: 3000)]] {
      let text = RandomText.text(lines)
      let logits = try SharedArray<Float>(zeros: text.ids.count)
      let cuts = try SharedArray<UInt8>(zeros: text.ids.count)
      ViterbiDecoder(model, atoms: 50, maximumLength: 4).decode(
        text.ids, text.range, logits.view, into: cuts.view)
      for (start, _) in text.clauses { #expect(cuts.view[start] == 1) }
    }
  }
}

extension ViterbiDecoder {
  fileprivate func decode(
    _ ids: SharedArray<UInt32>.View, _ range: Range<Int>, _ logits: SharedArray<Float>.View,
    into cuts: SharedArray<UInt8>.View
  ) {
    var workspace = Workspace()
    decode(ids, range, logits, into: cuts, with: &workspace)
  }
}
