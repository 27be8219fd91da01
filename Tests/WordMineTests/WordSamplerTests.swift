import Foundation
import Testing
import WordMineBase
import WordMineText

@testable import WordMine

/// P(w | v) over dictionaries of counts, as the formula of `WordModel` says.
struct NaiveWords {
  /// c, t and u.
  private(set) var following: [UInt32: Int] = [:]
  private(set) var followers: [UInt32: Int] = [:]
  private(set) var preceders: [UInt32: Int] = [:]
  private(set) var pairs: [WordPair: Int] = [:]

  /// Counts the words of clauses.
  init(_ clauses: [[UInt32]]) {
    for clause in clauses {
      for (before, word) in zip([0] + clause, clause) {
        let pair = WordPair(before: before, word: word)
        pairs[pair, default: 0] += 1
        following[before, default: 0] += 1
        if pairs[pair]! > 1 { continue }
        followers[before, default: 0] += 1
        preceders[word, default: 0] += 1
      }
    }
  }

  var tables: Int { pairs.count }
  var types: Int { preceders.count }

  /// - Parameters:
  ///   - spelling: P₀ of the word.
  ///   - isNumbered: What occurs once in a lattice has no count.
  func probability(_ pair: WordPair, spelling: Double, isNumbered: Bool) -> Double {
    let own = max(Double(preceders[pair.word] ?? 0) - 0.5, 0)
    let word = (own + (10 + 0.5 * Double(types)) * spelling) / (Double(tables) + 10)
    let count = isNumbered ? max(Double(pairs[pair] ?? 0) - 0.7, 0) : 0
    let share = 1 + 0.7 * Double(followers[pair.before] ?? 0)
    return (count + share * word) / (Double(following[pair.before] ?? 0) + 1)
  }
}

/// exp(λ z), as the sampler and the decoder weigh a cut.
func boundaryFactor(_ logit: Float) -> Double { Double(expf(max(-6, min(6, 1.5 * logit)))) }

@Suite struct WordSamplerTests {
  private func sampler(_ setting: LatticeSetting, seed: UInt64 = 0) -> WordSampler {
    var sampler = try! WordSampler(setting.lattice, cuts: setting.cuts.view, seed: seed)
    sampler.setFactors(setting.logits.view)
    sampler.setSpelling(
      SpellingModel(
        setting.lattice.words, atoms: setting.text.atoms.count, longest: setting.maximumLength))
    return sampler
  }

  private func expectRecount(_ sampler: WordSampler, _ setting: LatticeSetting) {
    let naive = NaiveWords(setting.words(setting.cuts(sampler)))
    for (number, counts) in values(sampler.model.words).enumerated() {
      let word = UInt32(number)
      #expect(Int(counts.following) == naive.following[word] ?? 0)
      #expect(Int(counts.followers) == naive.followers[word] ?? 0)
      #expect(Int(counts.preceders) == naive.preceders[word] ?? 0)
    }
    #expect(sampler.model.tables == naive.tables)
    #expect(sampler.model.types == naive.types)
    for (before, word, pair) in setting.pairPlaces where pair != 0 {
      let count = naive.pairs[WordPair(before: before, word: word)] ?? 0
      #expect(Int(sampler.model.pairs.view[Int(pair)]) == count)
    }
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func countsAreThoseOfTheSegmentation(seed: UInt64) throws {
    let setting = LatticeSetting(seed: seed, maximumLength: Int(seed % 3) + 2)
    var sampler = sampler(setting, seed: seed)
    expectRecount(sampler, setting)
    for _ in 0..<3 {
      sampler.sweep()
      expectRecount(sampler, setting)
    }
  }

  @Test func aSeedGivesTheSameCutsEachTime() throws {
    let setting = LatticeSetting(seed: 4)
    func cuts(_ seed: UInt64) -> [UInt8] {
      var sampler = sampler(setting, seed: seed)
      for _ in 0..<2 { sampler.sweep() }
      return values(setting.cuts(sampler))
    }
    #expect(cuts(1) == cuts(1))
    #expect(Set([cuts(1), cuts(2), cuts(3)]).count == 3)
  }

  /// The best way through a region is the best of all that there are.
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func takesTheBestWay(seed: UInt64) throws {
    let setting = LatticeSetting(seed: seed, lines: 25)
    var sampler = sampler(setting, seed: seed)
    sampler.sweep()
    let search = WaySearch(setting, sampler)
    sampler.takeBest()
    let cuts = setting.cuts(sampler)
    var regions = 0
    for region in 0..<setting.lattice.regionCount {
      guard let best = search.best(region) else { continue }
      let taken = search.weight(
        region,
        setting.lattice.nodes(region).filter { node in
          node == setting.lattice.nodes(region).upperBound - 1
            || cuts.view[Int(setting.lattice.positions.view[node])] != 0
        })
      #expect(abs(log(taken) - log(best)) < 1e-6)
      regions += 1
    }
    #expect(regions >= 5)
  }

  /// Draws come as often as their weights say.
  @Test func drawsByWeight() throws {
    let setting = LatticeSetting(seed: 3, lines: 1)
    // One clause of two atoms: one gap.
    let text = RandomText.text(["甲乙"])
    let logits = try SharedArray<Float>(zeros: text.ids.count)
    let lattice = try WordLattice(
      LatticeBuilder(text, logits: logits.view, gate: setting.gate, maximumLength: 4))
    let cuts = try SharedArray<UInt8>(zeros: text.ids.count)
    var sampler = try WordSampler(lattice, cuts: cuts.view, seed: 7)
    sampler.setFactors(logits.view)
    // P₀: 0.2 each for both atoms, 0.1 for the word of both. Nothing else is counted, so
    // P(w | v) = P₀: the weights are 0.1 and 0.2 · 0.2, which is 5 : 2.
    let spelling = SpellingModel(lattice.words, atoms: text.atoms.count, longest: 4)
    sampler.setSpelling(spelling)
    func share(_ word: Range<Int>) -> Double {
      Double(sampler.model.words.view[lattice.words.find(word)!].spelling)
    }
    let start = text.range.lowerBound
    let joined = share(start..<start + 2)
    let apart = share(start..<start + 1) * share(start + 1..<start + 2)
    var draws = 0
    for _ in 0..<2000 {
      sampler.sweep()
      sampler.write(to: cuts.view)
      draws += Int(cuts.view[start + 1])
    }
    let expected = apart / (apart + joined)
    let deviation = (expected * (1 - expected) / 2000).squareRoot()
    #expect(abs(Double(draws) / 2000 - expected) < 5 * deviation)
  }

  /// Weights far below the smallest number do not spoil a long region.
  @Test func longRegionsDoNotUnderflow() throws {
    let text = RandomText.text([RandomText.lines(150, seed: 5).joined()])
    let logits = try SharedArray<Float>(zeros: text.ids.count)
    let lattice = try WordLattice(
      LatticeBuilder(text, logits: logits.view, gate: 2, maximumLength: 4))
    #expect(lattice.regionCount == 1)
    let cuts = try SharedArray<UInt8>(zeros: text.ids.count)
    var sampler = try WordSampler(lattice, cuts: cuts.view, seed: 1)
    sampler.setFactors(logits.view)
    sampler.setSpelling(SpellingModel(lattice.words, atoms: text.atoms.count, longest: 4))
    for _ in 0..<3 { sampler.sweep() }
    sampler.takeBest()
    sampler.write(to: cuts.view)
    let words = text.words(cuts)
    #expect(words.allSatisfy { $0.ids.count <= 4 })
    // A spoilt sum would make all words one atom long, or all four.
    #expect(Set(words.map(\.ids.count)).count >= 3)
  }
}

/// Looks at every way through a region.
private struct WaySearch {
  private let setting: LatticeSetting
  private let words: NaiveWords
  private let numbered: Set<WordPair>
  private let spelling: [Float]

  init(_ setting: LatticeSetting, _ sampler: WordSampler) {
    self.setting = setting
    words = NaiveWords(setting.words(setting.cuts(sampler)))
    numbered = Set(
      setting.pairPlaces.filter { $0.pair != 0 }.map { WordPair(before: $0.before, word: $0.word) })
    spelling = values(sampler.model.words).map(\.spelling)
  }

  /// The greatest weight of a way; `nil` if there are too many.
  func best(_ region: Int) -> Double? {
    let lattice = setting.lattice
    let nodes = lattice.nodes(region)
    let inner = nodes.dropFirst().dropLast()
    let open = inner.filter { lattice.isSureCut.view[$0] == 0 }
    guard open.count <= 8 else { return nil }
    return (0..<1 << open.count).map { choice in
      let isOut = Set(open.indices.filter { choice >> $0 & 1 == 0 }.map { open[$0] })
      return weight(region, nodes.filter { !isOut.contains($0) })
    }.max()
  }

  /// The weight of the way through some nodes; 0 if a word is too long.
  func weight(_ region: Int, _ way: [Int]) -> Double {
    let lattice = setting.lattice
    let (before, after) = (lattice.regions.view[region].before, lattice.regions.view[region].after)
    var clause = [before]
    var weight = 1.0
    for (node, next) in zip(way, way.dropFirst()) {
      let place = Int(lattice.positions.view[node])..<Int(lattice.positions.view[next])
      guard place.count <= setting.maximumLength else { return 0 }
      clause.append(UInt32(lattice.words.find(place)!))
      if node != way[0], lattice.isSureCut.view[node] == 0 {
        weight *= boundaryFactor(setting.logits.view[place.lowerBound])
      }
    }
    if after != LatticeRegion.none { clause.append(after) }
    return zip(clause, clause.dropFirst()).reduce(weight) {
      let pair = WordPair(before: $1.0, word: $1.1)
      return $0
        * words.probability(
          pair, spelling: Double(spelling[Int(pair.word)]), isNumbered: numbered.contains(pair))
    }
  }
}
