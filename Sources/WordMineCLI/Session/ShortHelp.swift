import ArgumentParser

/// What `-h` prints: a line for each option. `--help` prints everything.
struct ShortHelp {
  /// An argument or option, and what it is.
  private struct Row {
    var names: String
    var help: String
  }

  private var title: Substring = ""
  private var usage = ""
  private var sections: [(title: String, rows: [Row])] = []
  private let command: String

  /// - Parameter arguments: Those of the command line.
  init(_ arguments: [String]) {
    let (path, type) = CommandNames.command(called: arguments)
    command = (["wordmine"] + path).joined(separator: " ")
    // So wide that no line is broken.
    let lines = Wordmine.helpMessage(for: type, columns: 10_000).split(separator: "\n")
    for line in lines {
      if line.hasPrefix("OVERVIEW: ") {
        title = line.dropFirst(10)
      } else if line.hasPrefix("USAGE: ") {
        // Options that are listed below need not be listed here.
        let arguments = line.dropFirst(7).replacing(/\ \[--[^\]]*\]/, with: "")
        usage = arguments + (arguments.contains("[<options>]") ? "" : " [<options>]")
      } else if line.last == ":", line.dropLast().allSatisfy(\.isUppercase) {
        sections.append((title: line.capitalized, rows: []))
      } else if !sections.isEmpty, !line.hasPrefix("  See ") {
        addRow(line)
      }
    }
  }

  /// The names of all options.
  var options: [String] {
    sections.flatMap(\.rows).flatMap { $0.names.split(whereSeparator: { $0 == " " || $0 == "," }) }
      .filter { $0.hasPrefix("--") }.map(String.init)
  }

  private mutating func addRow(_ line: Substring) {
    let text = line.drop { $0 == " " }
    if line.prefix(3).allSatisfy({ $0 == " " }) {
      // Names that are too long have their help on a line of its own.
      if let last = sections[sections.count - 1].rows.indices.last {
        sections[sections.count - 1].rows[last].help += text
      }
    } else {
      let end = text.firstRange(of: "  ")?.lowerBound ?? text.firstRange(of: "> ")?.upperBound
      let names = text[..<(end ?? text.endIndex)]
      let help = text[(end ?? text.endIndex)...].drop { $0 == " " }
      sections[sections.count - 1].rows.append(Row(names: String(names), help: String(help)))
    }
  }

  var text: String {
    var lines = [String(title), "", "Usage: \(usage)"]
    for section in sections {
      lines += ["", section.title]
      for row in section.rows {
        let names = row.names.padding(to: 30)
        lines.append("  \(names) \(Self.shortened(row.help))")
      }
    }
    return lines.joined(separator: "\n") + "\n\nEverything: \(command) --help\n"
  }

  private static let longestHelp = 90

  /// The first statement, and the default value.
  private static func shortened(_ help: String) -> String {
    let statement = help.prefix(before: ["; ", ". ", " ("])
    let first = statement.count > longestHelp ? statement.prefix(before: [": ", ", "]) : statement
    guard let start = help.firstRange(of: "default: ")?.upperBound else {
      return first.trimmingSuffix(".")
    }
    return first.trimmingSuffix(".") + " [\(help[start...].prefix { $0 != ")" && $0 != ";" })]"
  }
}

extension Substring {
  fileprivate var capitalized: String { prefix(1) + dropFirst().lowercased() }
}

extension StringProtocol {
  /// What is before the first of some texts, if one is there.
  fileprivate func prefix(before ends: [String]) -> String {
    String(self[..<(ends.compactMap { firstRange(of: $0)?.lowerBound }.min() ?? endIndex)])
  }

  fileprivate func trimmingSuffix(_ suffix: Character) -> String {
    String(last == suffix ? dropLast() : self[...])
  }

  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }
}
