import Foundation
import Testing

/// What the documents show is what happens.
@Suite struct ReadmeTests {
  static let documents = ["README.md", "README.zh.md"]

  /// The commands of the `console` blocks of a document, each with the output below it.
  static func tour(_ text: String) -> [(command: String, output: String)] {
    var steps: [(command: String, output: String)] = []
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```console" {
        isInside = true
      } else if line == "```" {
        isInside = false
      } else if isInside, line.hasPrefix("$ ") {
        steps.append((String(line.dropFirst(2)), ""))
      } else if isInside, !steps.isEmpty {
        steps[steps.count - 1].output += line + "\n"
      }
    }
    return steps
  }

  static func text(_ document: String) throws -> String {
    try String(contentsOf: Shell.root.appendingPathComponent(document), encoding: .utf8)
  }

  @Test(arguments: documents)
  func tourGivesTheOutputThatIsShown(document: String) throws {
    let steps = Self.tour(try Self.text(document))
    #expect(steps.count >= 20)
    let directory = try Shell.temporaryDirectory()
    defer { try? FileManager.default.removeItem(at: directory) }
    for (command, output) in steps {
      let result = try Shell.run(command, temporary: directory)
      #expect(result.text == output, "\(document): $ \(command)")
      #expect(result.status == 0, "\(command): \(result.errorText)")
    }
  }

  /// The code in the prose of a document, a set for each section; numbers of `#` tell sections apart.
  private static func code(_ text: String) -> [(level: Int, code: Set<String>)] {
    var sections: [(level: Int, prose: String)] = []
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInside.toggle()
      } else if !isInside, line.hasPrefix("#") {
        sections.append((line.prefix { $0 == "#" }.count, ""))
      } else if !isInside, !sections.isEmpty {
        sections[sections.count - 1].prose += line + " "
      }
    }
    return sections.map { section in
      let parts = section.prose.split(separator: "`", omittingEmptySubsequences: false)
      let spans = parts.indices.filter { !$0.isMultiple(of: 2) }.map { String(parts[$0]) }
      return (section.level, Set(spans))
    }
  }

  @Test func bothLanguagesNameTheSameThings() throws {
    let texts = try Self.documents.map(Self.text)
    let sections = texts.map(Self.code)
    #expect(sections[0].map(\.level) == sections[1].map(\.level))
    for (english, chinese) in zip(sections[0], sections[1]) {
      #expect(english.code.symmetricDifference(chinese.code).sorted() == [])
    }
    #expect(Self.tour(texts[0]).map(\.command) == Self.tour(texts[1]).map(\.command))
  }

  @Test(arguments: documents)
  func exampleIsTheOneThatIsCompiled(document: String) throws {
    let text = try Self.text(document)
    let file = Shell.root.appendingPathComponent("Tests/WordMineTests/ReadmeExample.swift")
    let example = try String(contentsOf: file, encoding: .utf8)
    let start = try #require(text.range(of: "<!-- example: ReadmeExample.swift -->"))
    let end = try #require(text.range(of: "<!-- end -->", range: start.upperBound..<text.endIndex))
    let shown = text[start.upperBound..<end.lowerBound]
      .replacingOccurrences(of: "```swift\n", with: "").replacingOccurrences(of: "```", with: "")
    #expect(
      shown.trimmingCharacters(in: .whitespacesAndNewlines)
        == example.trimmingCharacters(in: .whitespacesAndNewlines))
  }
}
