import Foundation
import Testing

/// The list of goldens and properties in the documentation names tests that exist.
@Suite struct DocumentedTestsTests {
  private let tests = URL(filePath: #filePath).deletingLastPathComponent()

  @Test func everyNamedTestExists() throws {
    let article = tests.appending(
      path: "../../Sources/WordMineNumerics/WordMineNumerics.docc/GoldensAndProperties.md")
    let names = try String(contentsOf: article, encoding: .utf8)
      .matches(of: /`(\w+Tests)\/(\w+)`/)
    #expect(names.count > 80)
    for name in names {
      let file = tests.appending(path: "\(name.1).swift")
      let source = try String(contentsOf: file, encoding: .utf8)
      #expect(source.contains("func \(name.2)("), "\(name.0)")
    }
  }

  @Test func everyGoldenFileIsNamed() throws {
    let article = tests.appending(
      path: "../../Sources/WordMineNumerics/WordMineNumerics.docc/GoldensAndProperties.md")
    let text = try String(contentsOf: article, encoding: .utf8)
    let files = try FileManager.default.contentsOfDirectory(
      atPath: tests.appending(path: "Resources").path)
    #expect(files.count == 10)
    for file in files { #expect(text.contains("`\(file.replacing(".json", with: ""))`")) }
  }
}
