/// Shows on a terminal how far the reading of the input is.
///
/// Nothing is shown when standard error is not a terminal.
final class Progress {
  let isShown: Bool
  private let start = Clock.now
  private var last = 0.0
  private var isDirty = false

  init(isQuiet: Bool) { isShown = !isQuiet && Terminal.isErrorTerminal }

  /// - Parameters:
  ///   - bytes: The bytes that were read.
  ///   - total: All there are, if that is known.
  func update(_ bytes: Int, _ total: Int?) {
    guard isShown else { return }
    let elapsed = Clock.now - start
    guard elapsed - last > 0.2 else { return }
    last = elapsed
    let rate = Double(bytes) / 1e6 / elapsed
    var line = "\(Figure.tenths(Double(bytes) / 1e6)) MB  \(Figure.tenths(rate)) MB/s"
    if let total, total > 0, bytes > 0 {
      let share = min(1, Double(bytes) / Double(total))
      let filled = Int(share * 30)
      let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: 30 - filled)
      let left = Int(elapsed * (1 - share) / share)
      line = "[\(bar)] \(Int(share * 100)) %  \(line)  \(left) s left"
    }
    show(line)
  }

  /// Says what goes on after the reading.
  func stage(_ name: String) {
    if isShown { show(name) }
  }

  private func show(_ line: String) {
    Terminal.write("\r\u{1B}[K\(line)")
    isDirty = true
  }

  /// Takes the line away.
  func end() {
    if isDirty { Terminal.write("\r\u{1B}[K") }
    isDirty = false
  }
}

/// Seconds since the first look at the clock.
enum Clock {
  private static let start = ContinuousClock.now

  static var now: Double { (ContinuousClock.now - start) / .seconds(1) }
}

/// Numbers for people.
enum Figure {
  static func tenths(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }

  static func hundredths(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }

  /// `5.430`
  static func thousandths(_ value: Double) -> String {
    let digits = String(Int((abs(value) * 1000).rounded()))
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return (value < 0 ? "-" : "") + padded.dropLast(3) + "." + padded.suffix(3)
  }

  /// A cosine in four digits, which is what sums of 32-bit floats are good for.
  static func cosine(_ value: Float) -> Double {
    (Double(min(1, value)) * 10_000).rounded() / 10_000
  }

  /// `1,234,567`
  static func grouped(_ value: Int) -> String {
    var digits = Array(String(value))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return String(digits)
  }
}
