import SystemPackage
import WordMineText

/// The files that a run reads and writes, so that no result takes the place of an input or of
/// another result, whatever names they are given.
struct FileUses {
  private let arguments: [String]
  private var inputs: Set<FileStatus.Identity> = []
  private var outputs: Set<OutputIdentity> = []

  /// Standard input may be read under any name, so it counts as an input from the start.
  ///
  /// - Parameter arguments: Those of the command line: what they name may be read.
  init(arguments: [String]) {
    self.arguments = arguments
    if let input = FileStatus(.standardInput), input.kind == .regular {
      inputs.insert(input.identity)
    }
  }

  /// Adds a file that no argument names; `-` is standard input.
  ///
  /// - Throws: `UsageError` if a result goes there.
  mutating func read(_ path: String) throws {
    let status = path == "-" ? FileStatus(.standardInput) : FileStatus(path: path)
    guard let status, status.kind == .regular else { return }
    inputs.insert(status.identity)
    if outputs.contains(where: { $0.file == status.identity }) { throw Self.replaced(path) }
  }

  /// Adds a result; `-` is standard output.
  ///
  /// - Parameter replaced: An input that the result may take the place of.
  /// - Throws: `UsageError` if another result goes there, or an input is read from there.
  mutating func write(_ path: String, replacing replaced: String? = nil) throws {
    guard let place = OutputIdentity(path == "-" ? "/dev/stdout" : path) else { return }
    guard outputs.insert(place).inserted else {
      let name = path == "-" ? "standard output" : path
      throw UsageError("two results would go to \(name); name another file for one of them")
    }
    guard let file = place.file else { return }
    // The result is named by one of the arguments itself.
    let names = arguments.flatMap(Self.paths)
    let others =
      names.count { FileStatus(path: $0)?.identity == file }
      - (names.contains(path) ? 1 : 0)
      - (replaced.map(FileStatus.init(path:))??.identity == file ? 1 : 0)
    if others > 0 || inputs.contains(file) { throw Self.replaced(path) }
  }

  /// The files that arguments name, but for those of the corpus and of results.
  var others: [String] {
    let results = Set(outputs.compactMap(\.file))
    return arguments.flatMap(Self.paths).filter { path in
      guard let status = FileStatus(path: path), status.kind == .regular else { return false }
      return !inputs.contains(status.identity) && !results.contains(status.identity)
    }
  }

  private static func replaced(_ path: String) -> UsageError {
    UsageError("\(path) is read and would be written; name another file for the result")
  }

  /// What may be a path in an argument: all of it, `--option=path`, `-opath`.
  private static func paths(in argument: String) -> [String] {
    guard argument.hasPrefix("-") else { return [argument] }
    if argument.hasPrefix("--") {
      return argument.firstIndex(of: "=").map { [String(argument[$0...].dropFirst())] } ?? []
    }
    return [String(argument.dropFirst(2))]
  }
}
