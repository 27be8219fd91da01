import ArgumentParser
import WordMineText

/// The commands by their names, and what was meant by a name that is none.
enum CommandNames {
  /// The command that arguments call, and its path; what calls none is a call of the default command.
  static func command(
    called arguments: some Collection<String>
  ) -> (path: [String], type: any ParsableCommand.Type) {
    var (path, type): ([String], any ParsableCommand.Type) = ([], Wordmine.self)
    for argument in arguments {
      guard let next = subcommand(argument, of: type) else { break }
      path.append(argument)
      type = next
    }
    return (path, type)
  }

  /// What stands behind the names of commands.
  static func arguments(_ all: [String]) -> [String] {
    Array(all.dropFirst(command(called: all).path.count))
  }

  /// - Throws: `UsageError` if a command or a page of the help is named that does not exist.
  static func check(_ arguments: [String]) throws {
    let isHelp = arguments.first == "help"
    let names = isHelp ? Array(arguments.dropFirst()) : arguments
    let (path, type) = command(called: names)
    guard names.count > path.count, case let name = names[path.count], !name.hasPrefix("-") else {
      return
    }
    let known = type.configuration.subcommands.map { $0.configuration.commandName! }
    let nearest = Suggestion.nearest(to: name, of: known)
    let meant = nearest.map { "; did you mean \($0)?" } ?? ""
    let called = (["wordmine"] + path).joined(separator: " ")
    if isHelp || !path.isEmpty && !known.isEmpty {
      throw UsageError("\(called) has no command \(name)\(meant); see \(called) -h")
    }
    // Without a command, what is named is a text.
    if path.isEmpty, nearest != nil, ByteSource.isMissing(name) {
      throw UsageError("there is no command and no file \(name)\(meant)")
    }
  }

  private static func subcommand(
    _ name: String, of type: any ParsableCommand.Type
  ) -> (any ParsableCommand.Type)? {
    type.configuration.subcommands.first { $0.configuration.commandName == name }
  }
}

/// Which known name was meant by a wrong one.
enum Suggestion {
  /// The nearest name; `nil` if none is near.
  ///
  /// Near is what begins with the word, and what becomes it when a third of its letters are changed,
  /// added, left out, or exchanged with their neighbours.
  static func nearest(to word: String, of names: [String]) -> String? {
    let begun = names.filter { $0.hasPrefix(word) }
    if begun.count == 1 { return begun[0] }
    let near = names.map { (name: $0, distance: distance(word, $0)) }
      .filter { 3 * $0.distance <= max(3, $0.name.count) }
    return near.min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
  }

  /// The distance of Damerau and Levenshtein, in which no letter is changed twice.
  static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a.unicodeScalars), Array(b.unicodeScalars))
    var rows = [Array(0...b.count)]
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var least = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          least = min(least, rows[i - 1][j - 1] + 1)
        }
        row.append(least)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
