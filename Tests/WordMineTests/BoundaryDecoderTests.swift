import Testing
import WordMineBase
import WordMineText

@testable import WordMine

@Suite struct BoundaryDecoderTests {
  private func cut(_ clauses: [[Int]], maximumLength: Int) -> [[Int]] {
    // One border before each clause; the logit of a gap stands at the atom after it.
    let values = clauses.flatMap { [nil] + $0.map(Optional.some) }
    let ids = try! SharedArray<UInt32>(zeros: values.count)
    let logits = try! SharedArray<Float>(zeros: values.count)
    let cuts = try! SharedArray<UInt8>(zeros: values.count)
    for (index, value) in values.enumerated() {
      guard let value else { continue }
      ids.view[index] = 7
      logits.view[index] = Float(value)
    }
    BoundaryDecoder(maximumLength: maximumLength).cut(
      ids.view, 1..<values.count, logits: logits.view, into: cuts.view)
    var lengths: [[Int]] = []
    for index in values.indices {
      if values[index] == nil {
        lengths.append([])
        #expect(cuts.view[index] == 0)
      } else if cuts.view[index] != 0 {
        lengths[lengths.count - 1].append(1)
      } else {
        lengths[lengths.count - 1][lengths[lengths.count - 1].count - 1] += 1
      }
    }
    return lengths
  }

  /// The lengths of words, tried all: positive gaps are cuts; longer words are cut where the sum of
  /// logits is greatest, of equal ways so that the last word is longest.
  private func naive(_ clause: [Int], maximumLength: Int) -> [Int] {
    var words: [[Int]] = []
    for (index, logit) in clause.enumerated() {
      if index == 0 || logit > 0 { words.append([]) }
      words[words.count - 1].append(logit)
    }
    return words.flatMap { word in
      guard word.count > maximumLength else { return [word.count] }
      let ways = splits(word.count, maximumLength)
      func sum(_ way: [Int]) -> Int {
        var (position, sum) = (0, 0)
        for length in way.dropLast() {
          position += length
          sum += word[position]
        }
        return sum
      }
      return ways.max {
        sum($0) != sum($1)
          ? sum($0) < sum($1) : $0.reversed().lexicographicallyPrecedes($1.reversed())
      }!
    }
  }

  private func splits(_ length: Int, _ maximum: Int) -> [[Int]] {
    if length == 0 { return [[]] }
    return (1...min(length, maximum)).flatMap { first in
      splits(length - first, maximum).map { [first] + $0 }
    }
  }

  @Test(arguments: 1...5)
  func agreesWithTryingAllWays(maximumLength: Int) throws {
    var random = TestGenerator(seed: UInt64(maximumLength))
    for _ in 0..<300 {
      let clauses = (0..<3).map { _ in
        (0..<Int.random(in: 1...10, using: &random)).map { _ in
          Int.random(in: -6...1, using: &random)
        }
      }
      #expect(
        cut(clauses, maximumLength: maximumLength)
          == clauses.map { naive($0, maximumLength: maximumLength) })
    }
  }

  @Test func aLongClauseIsCutInTime() throws {
    let lengths = cut([Array(repeating: -1, count: 50_000)], maximumLength: 4)
    #expect(lengths == [Array(repeating: 4, count: 12_500)])
  }
}
