import FoundationEssentials
import WordMine

/// The options of a call, a JSON object, taken one by one.
struct Options {
  private let values: [String: Value]
  private var known: [String] = []

  private enum Value: Decodable {
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    case text(String)
    case texts([String])
    case missing

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if value.decodeNil() {
        self = .missing
      } else if let boolean = try? value.decode(Bool.self) {
        self = .boolean(boolean)
      } else if let integer = try? value.decode(Int.self) {
        self = .integer(integer)
      } else if let number = try? value.decode(Double.self) {
        self = .number(number)
      } else if let text = try? value.decode(String.self) {
        self = .text(text)
      } else {
        self = .texts(try value.decode([String].self))
      }
    }
  }

  /// - Throws: `InvalidValue` for what is no object of these values.
  init(_ json: String) throws(InvalidValue) {
    do {
      values = try JSONDecoder().decode([String: Value].self, from: Data(json.utf8))
    } catch {
      throw InvalidValue(
        "the options are no JSON object of numbers, texts, lists of texts and truth values: "
          + json.prefix(60))
    }
  }

  mutating func boolean(_ name: String) throws(InvalidValue) -> Bool? {
    try take(name, "true or false") { if case .boolean(let value) = $0 { value } else { nil } }
  }

  mutating func integer(_ name: String) throws(InvalidValue) -> Int? {
    try take(name, "a whole number") { if case .integer(let value) = $0 { value } else { nil } }
  }

  mutating func number(_ name: String) throws(InvalidValue) -> Double? {
    try take(name, "a number") {
      switch $0 {
      case .integer(let value): Double(value)
      case .number(let value): value
      default: nil
      }
    }
  }

  mutating func text(_ name: String) throws(InvalidValue) -> String? {
    try take(name, "a text") { if case .text(let value) = $0 { value } else { nil } }
  }

  mutating func texts(_ name: String) throws(InvalidValue) -> [String] {
    try take(name, "a list of texts") { if case .texts(let value) = $0 { value } else { nil } }
      ?? []
  }

  /// A value that has a name.
  mutating func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ name: String, _ type: Choice.Type = Choice.self
  ) throws(InvalidValue) -> Choice? {
    try take(name, Choice.allCases.map(\.rawValue).joined(separator: ", ")) {
      if case .text(let value) = $0 { Choice(rawValue: value) } else { nil }
    }
  }

  /// - Throws: `InvalidValue` if there is an option that nobody took.
  func end() throws(InvalidValue) {
    guard let unknown = values.keys.filter({ !known.contains($0) }).min() else { return }
    throw InvalidValue(
      "there is no option \"\(unknown)\"; known are \(known.sorted().joined(separator: ", "))")
  }

  private mutating func take<Result>(
    _ name: String, _ allowed: String, _ convert: (Value) -> Result?
  ) throws(InvalidValue) -> Result? {
    known.append(name)
    guard let value = values[name] else { return nil }
    if case .missing = value { return nil }
    guard let result = convert(value) else {
      throw InvalidValue("\(name) is \(Self.description(value)); it can be \(allowed)")
    }
    return result
  }

  private static func description(_ value: Value) -> String {
    switch value {
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .text(let value): "\"\(value)\""
    case .texts: "a list"
    case .missing: "null"
    }
  }
}

/// The means that a call may use.
struct Resources {
  var threads: Int
  /// In bytes.
  var memory: Int
  var temporaryDirectory: String

  init(_ options: inout Options) throws {
    threads = try options.integer("threads") ?? 1
    try InvalidValue.check("threads", threads, in: 1...1024)
    memory = try options.integer("memory") ?? 1 << 30
    temporaryDirectory = try Self.temporaryDirectory(&options)
  }

  /// The directory that the option names; by default TMPDIR, else /tmp.
  ///
  /// - Throws: `InvalidValue`; `SystemError` if it is none.
  static func temporaryDirectory(_ options: inout Options) throws -> String {
    guard let named = try options.text("temporary") else {
      let standard = ProcessInfo.processInfo.environment["TMPDIR"] ?? ""
      return standard.isEmpty ? "/tmp" : standard
    }
    guard FileStatus(path: named)?.kind == .directory else {
      throw SystemError(
        "create temporary files in \(named)",
        ByteSource.isMissing(named) ? .noSuchFileOrDirectory : .notDirectory)
    }
    return named
  }
}
