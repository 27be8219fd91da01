import Testing

@testable import WordMine

@Suite struct NGramNamesTests {
  @Test(arguments: [1, 2, 3], [1, 2, 3, 4, 6])
  func countsLikeADictionary(minimum: Int, order: Int) throws {
    let lines = RandomText.lines(60, seed: UInt64(100 * minimum + order))
    let text = RandomText.text(lines)
    let names = try NGramNames(text, order: order, minimumCount: minimum)
    var total = 0
    for length in stride(from: 2, through: order, by: 1) {
      var counts: [String: Int] = [:]
      for line in lines.map(Array.init) where line.count >= length {
        for start in 0...line.count - length {
          counts[String(line[start..<start + length]), default: 0] += 1
        }
      }
      let kept = counts.filter { $0.value >= minimum }
      #expect(names.size(order: length) == kept.count)
      for name in stride(from: 1, through: names.size(order: length), by: 1) {
        let place = names.place(name, order: length)
        #expect(names.name(place) == name)
        #expect(names.count(place) == kept[text.folded(place)])
        total += names.count(place)
      }
    }
    #expect(order == 1 || total > 0)
  }

  /// The two class atoms are part of no n-gram.
  @Test func passesOverClassAtoms() throws {
    let atoms = AtomAlphabet([("甲", 2), ("乙", 2)])
    let clauses: [[UInt32]] = [[3, 4, 1, 3, 4, 2]]
    let names = try NGramNames(AtomSequence(clauses: clauses, atoms), order: 3, minimumCount: 1)
    #expect(names.size(order: 2) == 1)
    #expect(names.size(order: 3) == 0)
  }
}
