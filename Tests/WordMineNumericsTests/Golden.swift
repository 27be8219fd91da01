import Foundation
import Testing
import WordMineBase

@testable import WordMineNumerics

/// A value of a golden file: numbers from an independent implementation, float64.
struct Golden {
  let value: Any

  /// A file of Resources; `how` in it says how the numbers were made.
  init(_ name: String) throws {
    let url = try #require(
      Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Resources"))
    value = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
  }

  init(value: Any) { self.value = value }

  subscript(_ key: String) -> Golden {
    guard let member = (value as? [String: Any])?[key] else { fatalError("no \(key)") }
    return Golden(value: member)
  }

  func has(_ key: String) -> Bool { (value as? [String: Any])?[key] != nil }
  var keys: [String] { (value as? [String: Any] ?? [:]).keys.sorted() }
  var list: [Golden] { (value as? [Any] ?? []).map { Golden(value: $0) } }
  var number: Double { (value as? NSNumber)?.doubleValue ?? .nan }
  var int: Int { Int(number) }
  var string: String { value as? String ?? "" }
  var ints: [Int] { list.map(\.int) }
  var vector: [Double] { list.map(\.number) }

  /// Rows of numbers, or one row.
  var matrix: Matrix<Double> {
    list.first?.value is [Any] ? Matrix(list.map(\.vector)) : Matrix(row: vector)
  }
}

/// The largest difference of two matrices; infinite where the shapes differ or one is not a number.
func difference<Element: Scalar>(_ a: Matrix<Element>, _ b: Matrix<Element>) -> Element {
  guard a.shape == b.shape else { return .infinity }
  let differences = zip(a.elements, b.elements).map { abs($0 - $1) }
  return differences.contains { $0.isNaN } ? .infinity : differences.max() ?? 0
}

func difference<Element: Scalar>(_ a: [Element], _ b: [Element]) -> Element {
  difference(Matrix(row: a), Matrix(row: b))
}

extension Matrix {
  /// A matrix that a test spells out by its rows.
  init(_ rows: [[Element]]) { try! self.init(rows: rows) }
}

/// Standard normal numbers from a seed.
func random(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix<Double> {
  var generator = SeededGenerator(seed: seed)
  return generator.normal(rows: rows, columns: columns)
}

/// The kinds of algebra to test: the portable one, and OpenBLAS where it is there.
let algebras: [LinearAlgebra] =
  LinearAlgebra.openBLASFailure == nil ? [.portable, .openBLAS] : [.portable]
