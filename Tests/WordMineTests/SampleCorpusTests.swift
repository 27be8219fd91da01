import Foundation
import Testing
import WordMineText

@testable import WordMine

@Suite struct SampleAtomSpoolTests {
  private static func lines(_ file: String) throws -> [String] {
    try Sample.text(file).split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
  }

  private static func discover(_ name: String) throws -> [String] {
    try Sample.discover(Sample.text("\(name).txt")).words.map(\.text)
  }

  @Test(arguments: Sample.names)
  func theFirstFiftyAreMostlyWords(name: String) throws {
    let judged = try Self.lines("\(name).judged.txt").filter { $0.hasSuffix("\tyes") }
      .map { String($0.prefix { $0 != "\t" }) }
    let good = try Set(judged + Self.lines("\(name).terms.txt"))
    let first = try Self.discover(name).prefix(50)
    #expect(first.count == 50)
    #expect(first.count(where: good.contains) >= 40, "\(first.filter { !good.contains($0) })")
  }

  @Test(arguments: Sample.names)
  func mostTermsAreFoundAgain(name: String) throws {
    let terms = try Self.lines("\(name).terms.txt")
    #expect(Set(terms).count == terms.count)
    #expect(terms.count >= 50)
    let found = try Set(Self.discover(name))
    let share = Double(terms.count(where: found.contains)) / Double(terms.count)
    #expect(share >= 0.7, "\(terms.filter { !found.contains($0) })")
  }

  @Test(arguments: Sample.names)
  func theTextIsLongEnoughToLearnFrom(name: String) throws {
    let characters = try Sample.text("\(name).txt").unicodeScalars
      .count { $0.properties.isUnifiedIdeograph }
    #expect(characters >= 10_000)
  }

  @Test(arguments: Sample.names)
  func nothingIsWrittenTwice(name: String) throws {
    let text = try Sample.text("\(name).txt")
    let lines: [Substring] = text.split(separator: "\n")
    let sentences: [Substring] = text.split(whereSeparator: { "。！？\n".contains($0) })
    for parts in [lines, sentences.filter { $0.count > 6 }] {
      var seen: Set<Substring> = []
      for part in parts { #expect(seen.insert(part).inserted, "\(part)") }
    }
  }

  @Test func theDomainsAreUnlike() throws {
    let (tea, clinic) = try (Self.lines("tea.terms.txt"), Self.lines("clinic.terms.txt"))
    #expect(Set(tea).intersection(clinic).isEmpty)
  }
}
