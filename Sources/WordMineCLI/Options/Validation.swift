import ArgumentParser

/// - Throws: `ValidationError` with the message if a condition does not hold.
func require(_ condition: Bool, _ message: @autoclosure () -> String) throws {
  if !condition { throw ValidationError(message()) }
}

/// - Parameter paths: Files that are read; `-` is standard input.
/// - Throws: `ValidationError` if standard input would be read twice.
func requireOneStandardInput(_ paths: [String?]) throws {
  try require(
    paths.count { $0.map(isStandardInput) ?? false } < 2, "standard input can be read only once")
}

/// Whether a path is standard input, by any of its names.
private func isStandardInput(_ path: String) -> Bool {
  ["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"].contains(path)
}

/// - Throws: `ValidationError` if an option has a value outside of a range.
func require<Value: Comparable>(
  _ option: String, _ value: Value?, in range: ClosedRange<Value>
) throws {
  guard let value else { return }
  try require(
    range.contains(value),
    "\(option) is \(value); it can be \(range.lowerBound) to \(range.upperBound)")
}

/// - Throws: `ValidationError` if an option has a value below the least one.
func require(_ option: String, _ value: Int?, atLeast least: Int) throws {
  guard let value else { return }
  try require(value >= least, "\(option) is \(value); it must be at least \(least)")
}

/// - Throws: `ValidationError` if an option has a value that is not positive and finite.
func require(positive option: String, _ value: Double?) throws {
  guard let value else { return }
  try require(value > 0 && value.isFinite, "\(option) is \(value); it must be above 0, and finite")
}
