import Testing
import WordMineBase
import WordMineText

@testable import WordMine

@Suite struct SurfaceFormsTests {
  private func discover(_ lines: [String]) throws -> [String: String] {
    var configuration = WordDiscovery.Configuration()
    configuration.minimumCount = 1
    configuration.includesNonHan = true
    configuration.includesSingleAtoms = true
    configuration.method = .mutualInformation
    let words = try WordDiscovery(configuration).discover(inMemory: RandomText.atoms(lines)).words
    return Dictionary(words.map { ($0.folded, $0.text) }, uniquingKeysWith: { one, _ in one })
  }

  @Test(arguments: [
    (["Wifi": 3, "WIFI": 5, "wifi": 2], "WIFI"), (["Ｗｉｆｉ": 6, "wifi": 5], "Ｗｉｆｉ"),
    // Of equally frequent ones, the first by code point.
    (["wifi": 4, "WIFI": 4, "Wifi": 4], "WIFI"),
  ])
  func theMostFrequentFormIsPrinted(forms: [String: Int], expected: String) throws {
    let lines = forms.sorted { $0.key < $1.key }.flatMap {
      Array(repeating: $0.key, count: $0.value)
    }
    #expect(try discover(lines)["wifi"] == expected)
    #expect(try discover(lines.reversed())["wifi"] == expected)
  }

  /// The form of a word is that of the whole word, not of its atoms one by one.
  @Test func formsAreThoseOfWholeWords() throws {
    let lines =
      Array(repeating: "Ａ甲", count: 3) + Array(repeating: "a乙", count: 9)
      + Array(repeating: "a甲", count: 2)
    let text = RandomText.atoms(lines)
    let atoms = AtomAlphabet(text, folding: Normalizer(.asIs))
    let discovery = try AtomSequence(text, atoms)
    let cuts = try SharedArray<UInt8>(zeros: discovery.ids.count)
    for clause in discovery.clauses { cuts.view[clause.start] = 1 }
    let uses = try WordUsage(discovery, cuts: cuts.view)
    let forms = SurfaceForms(discovery, cuts: cuts.view, uses: uses)
    let found = uses.table.entries.indices.map { forms.form($0, uses.table.span($0)) }
    #expect(found == ["Ａ甲", "a乙"])
  }

  @Test func astralCharactersKeepTheirForm() throws {
    #expect(try discover(Array(repeating: "𠮷", count: 3))["𠮷"] == "𠮷")
  }
}
