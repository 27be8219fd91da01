import Glibc

/// ln n and n ln n, from a table where n is small.
struct LogarithmTable: Sendable {
  private let table: [Double]
  private static let size = 1 << 16

  init() { table = [0] + (1..<Self.size).map { log(Double($0)) } }

  @inline(__always) func ln(_ count: Int) -> Double {
    count < Self.size ? table[count] : log(Double(count))
  }

  @inline(__always) func nLn(_ count: Int) -> Double { Double(count) * ln(count) }
}
