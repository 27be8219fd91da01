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
}
