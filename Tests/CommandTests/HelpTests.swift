import Foundation
import Testing

/// What `--help` says of every command, group and subcommand.
@Suite struct HelpTests {
  private struct Tool: Decodable {
    var command: Command
  }

  private struct Command: Decodable {
    var commandName: String
    var discussion: String?
    var subcommands: [Command]?

    var discussions: [String] {
      [discussion ?? ""] + (subcommands ?? []).flatMap(\.discussions)
    }

    /// The command and all below it, as they are called.
    func calls(after path: [String]) -> [String] {
      let call = path + [commandName]
      return [call.joined(separator: " ")] + (subcommands ?? []).flatMap { $0.calls(after: call) }
    }
  }

  private static var tool: Tool {
    get throws {
      let dump = try Shell.run("wordmine --experimental-dump-help")
      return try JSONDecoder().decode(Tool.self, from: dump.output)
    }
  }

  static var calls: [String] {
    get throws { try tool.command.calls(after: []).filter { !$0.hasSuffix(" help") } }
  }

  @Test func thereAreCommands() throws { #expect(try Self.calls.count >= 30) }

  @Test(arguments: try HelpTests.calls)
  func showsAnExample(call: String) throws {
    let help = try Shell.run("\(call) --help").text
    let lines = help.prefix(upTo: try #require(help.range(of: "\nUSAGE: ")).lowerBound)
      .split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("  ") && $0.contains(call) }, "\(help)")
  }

  /// Longer lines of an example are broken where a terminal has 80 columns.
  @Test func examplesAreNotBroken() throws {
    let lines = try Self.tool.command.discussions.joined(separator: "\n").split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("  ") && $0.count > 80 } == [])
  }

  /// What is close to a command or an option is suggested, and nothing else.
  @Test(arguments: [
    ("segmnet", "segment"), ("discvoer x", "discover"), ("help segmnet", "segment"),
    ("classify trian", "train"), ("lm evla", "eval"), ("count --out x", "--output"),
    ("count --ordre 3", "--order"), ("--save-modle x", "--save-model"),
    ("--limit -1", "--limit=-1"),
  ])
  func whatWasMeantIsSuggested(arguments: String, meant: String) throws {
    let result = try Shell.run("wordmine \(arguments) < /dev/null")
    #expect(result.status == 64)
    let end = result.errorText.split(separator: "\n").last ?? ""
    #expect(end.contains(meant), "\(result.errorText)")
  }

  @Test(arguments: ["help nonsense", "classify nonsense", "count --nonsense", "--xyz"])
  func whatIsNearToNothingIsNotSuggested(arguments: String) throws {
    let result = try Shell.run("wordmine \(arguments) < /dev/null")
    #expect(result.status == 64)
    #expect(!result.errorText.lowercased().contains("did you mean"), "\(result.errorText)")
  }

  @Test func aFileMayBeNamedLikeACommand() throws {
    let result = try Shell.run(
      "cp corpora/sample/tea.txt $TMP/segmnet; cd $TMP; wordmine -q segmnet")
    #expect(result.status == 0 && result.text.hasPrefix("word\t"))
  }

  /// `-h` has a line for each option of `--help`.
  @Test(arguments: try HelpTests.calls)
  func theShortHelpHasEveryOption(call: String) throws {
    let short = try Shell.run("\(call) -h").text
    let long = try Shell.run("\(call) --help").text
    func options(_ text: String) -> [Substring] {
      text.split(separator: "\n").compactMap {
        $0.firstMatch(of: /^  (?:-\w, )?(--[a-z-]+)/)?.1
      }
    }
    #expect(options(short) == options(long))
    #expect(short.split(separator: "\n").allSatisfy { $0.count <= 130 }, "\(short)")
    #expect(short.hasSuffix("Everything: \(call) --help\n"))
  }
}
