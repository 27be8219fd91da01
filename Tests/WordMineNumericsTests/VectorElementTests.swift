import Testing

@testable import WordMineNumerics

/// Held against plain loops; all lengths around those of one and several vectors.
@Suite struct VectorElementTests {
  @Test(arguments: 0...70)
  func productsAndMultiplesAreThoseOfPlainLoops(count: Int) {
    let a = random(1, count, seed: 1).elements
    let b = random(1, count, seed: 2).elements
    #expect(abs(dot(a[...], b[...]) - zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }) < 1e-12)
    var sum = a
    addMultiple(3, of: b, to: &sum)
    #expect(difference(sum, zip(a, b).map { $0 + 3 * $1 }) < 1e-14)
    let (singles, others) = (a.map { Float($0) }, b.map { Float($0) })
    let product = zip(singles, others).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(dot(singles[...], others[...]) - product) < 1e-4)
    #expect(largest(a) == a.reduce(0) { max($0, abs($1)) })
  }

  @Test(arguments: [1, 3, 4, 5, 8, 1000, 40_000])
  func rowsAreMultipliedAndAddedAsOneByOne(width: Int) {
    var rows = LongRows(width: width, limit: 6)
    let vectors = (0..<6).map { random(1, width, seed: UInt64($0)).elements }
    let zeros = [Double](repeating: 0, count: width)
    for (row, vector) in vectors.enumerated() { rows.set(row, to: vector, minus: zeros) }
    let gradient = random(1, width, seed: 9).elements
    for count in 1...6 {
      let products = rows.products(count: count, with: gradient, andRow: 2)
      for row in 0..<count {
        #expect(abs(products.vector[row] - dot(gradient[...], vectors[row][...])) < 1e-9)
        #expect(abs(products.row[row] - dot(vectors[2][...], vectors[row][...])) < 1e-9)
        #expect(abs(rows.product(row, 2) - products.row[row]) < 1e-9)
      }
      let factors = (0..<count).map { Double($0) - 1.5 }
      var expected = gradient.map { -2 * $0 }
      for (factor, vector) in zip(factors, vectors) {
        expected = zip(expected, vector).map { $0 + factor * $1 }
      }
      #expect(difference(rows.sum(-2, gradient, factors), expected) < 1e-12)
    }
  }
}
