/// An invalid argument: what was found, and what is allowed.
public struct InvalidValue: Error, Equatable, Sendable, CustomStringConvertible {
  /// For example, `heads is 0; it can be 1 to 512`.
  public let description: String

  public init(_ description: String) { self.description = description }

  /// - Parameters:
  ///   - option: The name of the option in its configuration.
  ///   - allowed: The allowed values, such as `1 to 64`.
  public init(option: String, found: some Any, allowed: String) {
    self.init("\(option) is \(found); it can be \(allowed)")
  }
}

extension InvalidValue {
  package static func check<Value: Comparable & Sendable>(
    _ name: String, _ value: Value, in range: ClosedRange<Value>
  ) throws(InvalidValue) {
    guard range.contains(value) else {
      throw InvalidValue(
        "\(name) is \(value); it can be \(range.lowerBound) to \(range.upperBound)")
    }
  }

  package static func check(
    _ name: String, _ value: Int, atLeast minimum: Int
  ) throws(InvalidValue) {
    guard value >= minimum else {
      throw InvalidValue("\(name) is \(value); it must be at least \(minimum)")
    }
  }

  package static func checkPositive(_ name: String, _ value: Double) throws(InvalidValue) {
    guard value > 0, value.isFinite else {
      throw InvalidValue("\(name) is \(value); it must be above 0, and finite")
    }
  }

  package static func checkNotNegative(_ name: String, _ value: Double) throws(InvalidValue) {
    guard value >= 0, value.isFinite else {
      throw InvalidValue("\(name) is \(value); it must be 0 or above, and finite")
    }
  }

  /// Checks that indices, such as classes or tokens, are below a count.
  package static func check(
    _ name: String, _ indices: some Sequence<Int>, below count: Int
  ) throws(InvalidValue) {
    for index in indices where index < 0 || index >= count {
      throw InvalidValue(
        "\(name) \(index) is out of range; there are \(count), numbered from 0")
    }
  }

  /// Checks that two related counts are equal.
  package static func checkEqual(
    _ count: Int, _ what: String, _ other: Int, _ others: String
  ) throws(InvalidValue) {
    guard count == other else {
      throw InvalidValue("\(count) \(what) for \(other) \(others); there must be as many")
    }
  }
}
