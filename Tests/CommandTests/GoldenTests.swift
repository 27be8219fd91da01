import Foundation
import Testing

/// Runs commands in the repository, with the tool that was built beside the tests on the path.
enum Shell {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The directory of the tool: the one of the test bundle.
  static var tools: String {
    URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
  }

  struct Result {
    var output: Data
    var errors: Data
    var status: Int32
    var text: String { String(decoding: output, as: UTF8.self) }
    var errorText: String { String(decoding: errors, as: UTF8.self) }
  }

  /// A directory for one test, which goes with the process.
  static func temporaryDirectory() throws -> URL {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("wordmine-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }

  static func run(
    _ command: String, in directory: URL = root, input: Data? = nil, temporary: URL? = nil
  ) throws -> Result {
    let scratch = try temporary ?? temporaryDirectory()
    defer { if temporary == nil { try? FileManager.default.removeItem(at: scratch) } }
    let files = try temporaryDirectory()
    defer { try? FileManager.default.removeItem(at: files) }
    func file(_ name: String, _ content: Data = Data()) throws -> FileHandle {
      let url = files.appendingPathComponent(name)
      try content.write(to: url)
      return try FileHandle(forUpdating: url)
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", "set -o pipefail; " + command]
    process.currentDirectoryURL = directory
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = tools + ":" + (environment["PATH"] ?? "")
    environment["TMP"] = scratch.path
    environment["LC_ALL"] = "C.UTF-8"
    process.environment = environment
    process.standardInput = try file("in", input ?? Data())
    process.standardOutput = try file("out")
    process.standardError = try file("err")
    try process.run()
    process.waitUntilExit()
    return Result(
      output: try Data(contentsOf: files.appendingPathComponent("out")),
      errors: try Data(contentsOf: files.appendingPathComponent("err")),
      status: process.terminationStatus)
  }
}

/// `Tests/Golden/<command>/<case>/{command,input.txt,expected.out,expected.err,status}`
///
/// The command is a line of shell, run in the directory of the case with `input.txt` as standard
/// input. `UPDATE_GOLDEN=1` writes what came out as what is expected.
@Suite struct GoldenTests {
  static let golden = Shell.root.appendingPathComponent("Tests/Golden")

  static var cases: [String] {
    let files = FileManager.default.enumerator(atPath: golden.path)?.allObjects as? [String] ?? []
    return files.filter { $0.hasSuffix("/command") }.map { String($0.dropLast("/command".count)) }
      .sorted()
  }

  @Test func thereAreCases() { #expect(Self.cases.count >= 20) }

  @Test(arguments: GoldenTests.cases)
  func gives(name: String) throws {
    let directory = Self.golden.appendingPathComponent(name)
    func content(_ file: String) -> Data? {
      try? Data(contentsOf: directory.appendingPathComponent(file))
    }
    let command = String(decoding: try #require(content("command")), as: UTF8.self)
    let result = try Shell.run(command, in: directory, input: content("input.txt"))
    let status = "\(result.status)\n"
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
      try result.output.write(to: directory.appendingPathComponent("expected.out"))
      try result.errors.write(to: directory.appendingPathComponent("expected.err"))
      try Data(status.utf8).write(to: directory.appendingPathComponent("status"))
      return
    }
    #expect(result.text == String(decoding: content("expected.out") ?? Data(), as: UTF8.self))
    #expect(result.errorText == String(decoding: content("expected.err") ?? Data(), as: UTF8.self))
    #expect(status == String(decoding: content("status") ?? Data("0\n".utf8), as: UTF8.self))
  }
}
