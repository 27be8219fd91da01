import Foundation
import Testing
import WordMineBase
import WordMineText

@testable import WordMine

/// The definition of branching entropy over a dictionary of strings.
struct NaiveEntropy {
  private(set) var counts: [[UInt32]: Int] = [:]
  private(set) var entropies: [[UInt32]: Double] = [:]
  let total: Int
  let atomEntropy: Double
  private let isRight: Bool

  init(_ text: AtomSequence, _ direction: BranchingEntropy.Direction, correction: Double) {
    isRight = direction == .right
    var followers: [[UInt32]: [UInt32: Int]] = [:]
    for clause in text.clauses.map(\.ids) {
      for start in clause.indices {
        for end in start + 1...clause.count where end - start <= 4 {
          let string = Array(clause[start..<end])
          let next = direction == .right ? end : start - 1
          counts[string, default: 0] += 1
          followers[string, default: [:]][
            clause.indices.contains(next) ? clause[next] : 0, default: 0] += 1
        }
      }
    }
    total = text.atoms.totalCount
    var atomEntropy = 0.0
    for (string, count) in counts where string.count == 1 {
      let share = Double(count) / Double(total)
      atomEntropy -= share * log(share)
    }
    self.atomEntropy = atomEntropy
    for (string, count) in counts {
      let next = followers[string]!
      // Each border is a continuation of its own, seen once.
      let kinds = next.reduce(0) { $0 + ($1.key == 0 ? $1.value : 1) }
      let sum = next.reduce(0.0) {
        $0 + ($1.key == 0 ? 0 : Double($1.value) * log(Double($1.value)))
      }
      entropies[string] =
        max(0, log(Double(count)) - sum / Double(count))
        + correction * Double(kinds - 1) / Double(count)
    }
  }

  func variation(_ string: [UInt32]) -> Double {
    if string.count == 1 { return entropies[string]! - atomEntropy }
    return entropies[string]! - entropies[Array(isRight ? string.dropLast() : string.dropFirst())]!
  }
}

@Suite struct BranchingEntropyTests {
  private func entropy(
    _ text: AtomSequence, _ direction: BranchingEntropy.Direction,
    correction: Double = 0.5,
    threads: Int = 1
  ) throws -> BranchingEntropy {
    try UncorrectedEntropies(
      text, index: try AtomIndex(text), direction: direction, collectedCount: 2,
      workers: Workers(threads: threads)
    ).applyingCorrection(correction, workers: Workers(threads: threads))
  }

  /// By how much V and H of a string may differ from the definition: D is kept in 1/255, V in 1/1024
  /// nat, and H is a sum of as many V.
  private func tolerance(_ length: Int, correction: Double) -> Double {
    correction / 255 * 1.01 + Double(length) / 1024
  }

  @Test(
    arguments: 1...12 as ClosedRange<UInt64>, [BranchingEntropy.Direction.right, .left])
  func agreesWithItsDefinition(seed: UInt64, direction: BranchingEntropy.Direction) throws {
    let correction = Double(seed % 4)
    let text = RandomText.text(RandomText.lines(Int(seed * seed), seed: seed))
    let naive = NaiveEntropy(text, direction, correction: correction)
    let entropy = try entropy(text, direction, correction: correction)
    #expect(abs(entropy.variations.atomEntropy - naive.atomEntropy) < 1e-9)
    for (start, ids) in text.clauses {
      for index in ids.indices {
        for length in 1...4 {
          let place = direction == .right ? index..<index + length : index + 1 - length..<index + 1
          guard place.lowerBound >= 0, place.upperBound <= ids.count else { continue }
          let string = Array(ids[place])
          let units = entropy.variations[start + index, length]
          #expect(
            abs(Double(units) / 1024 - naive.variation(string))
              <= tolerance(1, correction: correction))
          #expect(
            abs(entropy.variations.entropy(start + index, length) - naive.entropies[string]!)
              <= tolerance(length, correction: correction))
        }
      }
    }
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>, [BranchingEntropy.Direction.right, .left])
  func meansAreThoseOfDistinctStrings(
    seed: UInt64, direction: BranchingEntropy.Direction
  ) throws {
    let text = RandomText.text(RandomText.lines(40, seed: seed))
    let naive = NaiveEntropy(text, direction, correction: 0.5)
    let entropy = try entropy(text, direction)
    for length in 1...4 {
      let values = naive.counts.keys.filter { $0.count == length }.map(naive.variation)
      let mean = values.reduce(0, +) / Double(values.count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      // D is summed up with the precision of a `Float`: it is below 1, and its weight is 0.5.
      #expect(abs(entropy.means[length - 1] - mean) < 0x1p-24)
      #expect(abs(entropy.deviations[length - 1] - variance.squareRoot()) < 1e-6)
    }
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>, [BranchingEntropy.Direction.right, .left])
  func binsAreThoseOfTheValues(seed: UInt64, direction: BranchingEntropy.Direction) throws {
    let text = RandomText.text(RandomText.lines(60, seed: seed))
    let naive = NaiveEntropy(text, direction, correction: 0.5)
    let entropy = try entropy(text, direction)
    for (start, ids) in text.clauses {
      for index in ids.indices {
        let bins = entropy.bins.view[start + index]
        func string(_ length: Int) -> [UInt32]? {
          let place = direction == .right ? index..<index + length : index + 1 - length..<index + 1
          return place.lowerBound >= 0 && place.upperBound <= ids.count ? Array(ids[place]) : nil
        }
        func count(_ string: [UInt32]) -> Double { Double(naive.counts[string]!) }
        func expect(
          _ field: GapBins.Field, _ length: Int, _ bin: (Double) -> UInt32,
          within tolerance: Double = 1e-9, _ value: ([UInt32]) -> Double
        ) {
          let found = GapBins.field(bins, field)
          guard let string = string(length) else {
            #expect(found == GapBins.none)
            return
          }
          // A value on the edge of a bin may fall to either side.
          let allowed = bin(value(string) - tolerance)...bin(value(string) + tolerance)
          #expect(allowed.contains(found), "\(field) of \(string)")
        }
        func expectEntropy(_ field: GapBins.Field, _ length: Int, _ bin: (Int32) -> UInt32) {
          let tolerance = tolerance(length, correction: 0.5)
          func unitBin(_ value: Double) -> UInt32 { bin(Int32((value * 1024).rounded())) }
          expect(field, length, unitBin, within: tolerance) { naive.entropies[$0]! }
        }
        expectEntropy(.entropy1, 1, GapBins.entropy1)
        expectEntropy(.entropy2, 2, GapBins.entropy2)
        expectEntropy(.entropy3, 3, GapBins.entropy3)
        expect(.information, 2, GapBins.information) {
          log(count($0) * Double(naive.total) / count([$0[0]]) / count([$0[1]]))
        }
        expect(.pairCount, 2, GapBins.pairCount) { log(count($0)) }
        expect(.ratio, 3, GapBins.ratio) {
          log(count($0) / count(Array(direction == .right ? $0.prefix(2) : $0.suffix(2))))
        }
      }
    }
  }

  @Test func gramsAreTheStringsThatOccurTwice() throws {
    let text = RandomText.text(RandomText.lines(50, seed: 3))
    for direction in [BranchingEntropy.Direction.right, .left] {
      let naive = NaiveEntropy(text, direction, correction: 0.5)
      let expected = naive.counts.filter { $0.key.count <= 3 && $0.value > 1 }
      let grams = try entropy(text, direction).grams
      #expect(grams.count == expected.count)
      for (string, count) in expected {
        let key = ShortGram.key(
          string[0], string.count > 1 ? string[1] : 0, string.count > 2 ? string[2] : 0)
        #expect(grams.filter { $0.key == key }.map { Int($0.count) } == [count])
      }
    }
  }

  @Test(arguments: 1...8)
  func threadsChangeNothing(threads: Int) throws {
    let text = RandomText.text(RandomText.lines(3000, seed: 9))
    for direction in [BranchingEntropy.Direction.right, .left] {
      let expected = try entropy(text, direction)
      let found = try entropy(text, direction, threads: threads)
      #expect(values(found.bins) == values(expected.bins))
      for position in 0..<text.ids.count {
        for length in 1...4 {
          #expect(found.variations[position, length] == expected.variations[position, length])
        }
      }
      #expect(found.means == expected.means)
      #expect(found.deviations == expected.deviations)
    }
  }

  @Test(arguments: [[], ["甲"], ["甲甲甲甲甲甲甲甲"], ["甲", "甲", "乙"]])
  func tinyTextsHaveFiniteValues(lines: [String]) throws {
    let text = RandomText.text(lines)
    for direction in [BranchingEntropy.Direction.right, .left] {
      let entropy = try entropy(text, direction)
      #expect(entropy.means.allSatisfy { $0.isFinite })
      #expect(entropy.deviations.allSatisfy { $0 > 0 && $0.isFinite })
    }
  }
}
