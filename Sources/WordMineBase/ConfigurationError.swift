/// An option of a configuration has a value that cannot work.
///
///     window is 21; it can be 1 to 20
public struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The name of the option, such as `window`.
  public var option: String
  /// The value that was found.
  public var found: String
  /// What would work.
  public var allowed: String

  public init(option: String, found: String, allowed: String) {
    (self.option, self.found, self.allowed) = (option, found, allowed)
  }

  /// Checks that an option is in a range.
  ///
  /// - Throws: Itself, if it is not.
  package static func require<Value: Comparable>(
    _ value: Value, in range: ClosedRange<Value>, _ option: String
  ) throws(ConfigurationError) {
    guard range.contains(value) else {
      throw ConfigurationError(
        option: option, found: "\(value)", allowed: "\(range.lowerBound) to \(range.upperBound)")
    }
  }

  /// Checks that an option is not less than a value.
  ///
  /// - Throws: Itself, if it is less.
  package static func require<Value: Comparable>(
    _ value: Value, atLeast minimum: Value, _ option: String
  ) throws(ConfigurationError) {
    guard value >= minimum else {
      throw ConfigurationError(option: option, found: "\(value)", allowed: "at least \(minimum)")
    }
  }

  public var description: String { "\(option) is \(found); it can be \(allowed)" }
}
