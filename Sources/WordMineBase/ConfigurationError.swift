/// An option has a value that it cannot have.
public struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The name of the option, as in the configuration that holds it.
  public var option: String
  /// The value that was found.
  public var found: String
  /// The values that would work: `1 to 64`.
  public var allowed: String

  public init(option: String, found: some CustomStringConvertible, allowed: String) {
    self.option = option
    self.found = found.description
    self.allowed = allowed
  }

  public var description: String { "\(option) is \(found); it can be \(allowed)" }

  /// - Throws: `ConfigurationError` if a value is not in a range.
  package static func require<Value: Comparable & CustomStringConvertible>(
    _ option: String, _ value: Value, in range: ClosedRange<Value>
  ) throws(ConfigurationError) {
    if range.contains(value) { return }
    throw ConfigurationError(
      option: option, found: value, allowed: "\(range.lowerBound) to \(range.upperBound)")
  }

  /// - Throws: `ConfigurationError` if a value is less than another.
  package static func require<Value: Comparable & CustomStringConvertible>(
    _ option: String, _ value: Value, atLeast least: Value
  ) throws(ConfigurationError) {
    if value >= least { return }
    throw ConfigurationError(option: option, found: value, allowed: "\(least) or more")
  }
}

/// A limit of memory is too small for what was asked.
public struct MemoryError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The limit in bytes.
  public var limit: Int
  /// What the limit is enough for, and what would work.
  public var advice: String

  public init(limit: Int, advice: String) {
    self.limit = limit
    self.advice = advice
  }

  public var description: String { "\(limit >> 20)M of memory \(advice)" }
}
