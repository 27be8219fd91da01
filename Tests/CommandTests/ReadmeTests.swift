import Foundation
import Testing

/// The `console` blocks of a Markdown document: commands behind `$`, each with its output below.
struct ConsoleDocument {
  struct Step {
    var command: String
    /// The lines of the document that show the output.
    var lines: Range<Int>
  }

  let lines: [Substring]
  private(set) var steps: [Step] = []

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var isInside = false
    for (number, line) in lines.enumerated() {
      if line == "```console" {
        isInside = true
      } else if line == "```" {
        isInside = false
      } else if isInside, line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2)), lines: number + 1..<number + 1))
      } else if isInside, !steps.isEmpty {
        steps[steps.count - 1].lines = steps[steps.count - 1].lines.lowerBound..<number + 1
      }
    }
  }

  func output(of step: Step) -> String { lines[step.lines].map { $0 + "\n" }.joined() }

  /// The document with other outputs, one per step.
  func replacingOutputs(with outputs: [String]) -> String {
    var (result, next): ([Substring], Int) = ([], 0)
    for (step, output) in zip(steps, outputs) {
      result += lines[next..<step.lines.lowerBound]
      result += output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      next = step.lines.upperBound
    }
    return (result + lines[next...]).joined(separator: "\n")
  }
}

/// Code between `<!-- example: FILE NAME -->` and `<!-- end -->`, which must be the part NAME of a file
/// in `Tests/WordMineTests`.
struct ShownExample {
  var file: String
  var name: String
  var code: String

  /// All examples of a document.
  static func all(in text: String) -> [ShownExample] {
    text.components(separatedBy: "<!-- example: ").dropFirst().compactMap { part in
      let sides = part.components(separatedBy: " -->")
      let words = sides[0].split(separator: " ").map(String.init)
      guard words.count == 2, let block = part.range(of: "```swift\n"),
        let end = part.range(of: "\n```\n<!-- end -->")
      else { return nil }
      return ShownExample(
        file: words[0], name: words[1], code: String(part[block.upperBound..<end.lowerBound]))
    }
  }

  /// What is compiled: the lines from `// example: NAME` to `// end`, moved to the left, and with plain
  /// names of files where the test asks for `path("…")`.
  func compiled() throws -> String {
    let url = Shell.root.appendingPathComponent("Tests/WordMineTests/\(file)")
    let lines = try String(contentsOf: url, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(
      lines.firstIndex { $0.hasSuffix("// example: \(name)") }, "\(file) has no example \(name)")
    let indent = lines[start].prefix { $0 == " " }.count
    return lines[(start + 1)...].prefix { !$0.hasSuffix("// end") }
      .map { $0.dropFirst(min(indent, $0.count)) }.joined(separator: "\n")
      .replacing(/path\(("[^"]*")\)/) { $0.output.1 }
  }
}

/// The documents show what the commands and the library do.
@Suite struct ReadmeTests {
  private static let readmes = ["README.md", "README.zh.md"]

  private static func files(in directory: String) -> [String] {
    let url = Shell.root.appendingPathComponent(directory)
    let names = FileManager.default.enumerator(atPath: url.path)?.allObjects as? [String] ?? []
    return names.filter { $0.hasSuffix(".md") }.map { "\(directory)/\($0)" }.sorted()
  }

  private static func text(_ document: String) throws -> String {
    try String(contentsOf: Shell.root.appendingPathComponent(document), encoding: .utf8)
  }

  /// The documents whose commands are run, each in an empty directory `$TMP`.
  static var documents: [String] {
    (readmes + files(in: "docs/guide")).filter { document in
      (try? !ConsoleDocument(text(document)).steps.isEmpty) ?? true
    }
  }

  @Test func theGuideHasCommands() throws {
    #expect(Self.documents.count >= 17)
    #expect(try Self.documents.allSatisfy { try ConsoleDocument(Self.text($0)).steps.count >= 2 })
  }

  /// `UPDATE_GOLDEN=1` writes what the commands print.
  @Test(arguments: documents)
  func commandsPrintWhatIsShown(document: String) throws {
    let console = ConsoleDocument(try Self.text(document))
    let directory = try Shell.temporaryDirectory()
    defer { try? FileManager.default.removeItem(at: directory) }
    let isUpdate = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil
    var outputs: [String] = []
    for step in console.steps {
      let result = try Shell.run(step.command, temporary: directory)
      #expect(result.status == 0, "\(document): \(step.command): \(result.errorText)")
      if !isUpdate {
        #expect(result.text == console.output(of: step), "\(document): $ \(step.command)")
      }
      outputs.append(result.text)
    }
    guard isUpdate else { return }
    try Data(console.replacingOutputs(with: outputs).utf8)
      .write(to: Shell.root.appendingPathComponent(document))
  }

  /// The code in the prose of a document, a set for each section, with the depth of its heading.
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
    let texts = try Self.readmes.map(Self.text)
    let sections = texts.map(Self.code)
    #expect(sections[0].map(\.level) == sections[1].map(\.level))
    for (english, chinese) in zip(sections[0], sections[1]) {
      #expect(english.code.symmetricDifference(chinese.code).sorted() == [])
    }
    let commands = texts.map { ConsoleDocument($0).steps.map(\.command) }
    #expect(commands[0] == commands[1])
  }

  @Test(arguments: readmes)
  func aReadmeIsShort(document: String) throws {
    #expect(try Self.text(document).utf8.count <= 12_288)
  }

  @Test func examplesAreThoseThatAreCompiled() throws {
    let articles = Self.files(in: "Sources/WordMine/WordMine.docc")
    var names: Set<String> = []
    for document in Self.readmes + Self.files(in: "docs") + articles {
      for example in ShownExample.all(in: try Self.text(document)) {
        #expect(try example.code == example.compiled(), "\(document)")
        names.insert(example.name)
      }
    }
    #expect(names.count >= 6)
  }

  /// The name of a heading in links, as GitHub makes it.
  private static func anchor(_ heading: Substring) -> String {
    let text = heading.drop { $0 == "#" || $0 == " " }.lowercased()
    return String(
      text.unicodeScalars.compactMap { scalar -> Character? in
        if scalar == " " { return "-" }
        let isKept = scalar.properties.isAlphabetic || "-_".unicodeScalars.contains(scalar)
        return isKept || scalar.properties.numericType != nil ? Character(scalar) : nil
      })
  }

  @Test func linksLeadSomewhere() throws {
    let all =
      Self.readmes + ["CONTRIBUTING.md", "corpora/README.md", "dictionaries/README.md"]
      + Self.files(in: "docs")
    for document in all {
      let text = try Self.text(document)
      for link in text.matches(of: /\]\(([^)\s]+)\)/).map(\.output.1)
      where !link.hasPrefix("http") && !link.hasPrefix("?") {
        let parts = link.split(separator: "#", omittingEmptySubsequences: false)
        let base = Shell.root.appendingPathComponent(document)
        let target =
          parts[0].isEmpty
          ? base : base.deletingLastPathComponent().appendingPathComponent(String(parts[0]))
        #expect(FileManager.default.fileExists(atPath: target.path), "\(document): \(link)")
        guard parts.count == 2, target.pathExtension == "md" else { continue }
        let headings = try String(contentsOf: target, encoding: .utf8)
          .split(separator: "\n").filter { $0.hasPrefix("#") }.map(Self.anchor)
        #expect(headings.contains(String(parts[1])), "\(document): \(link)")
      }
    }
  }
}
