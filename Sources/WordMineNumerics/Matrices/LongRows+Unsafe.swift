import CVector

/// Some long vectors of equal length, contiguous in memory.
///
/// Products and sums process all of them part by part, so that each element is loaded from memory once.
struct LongRows {
  /// The elements of a part: those of a few vectors fit into the cache.
  private static let part = 1 << 14

  let width: Int
  private var elements: [Double]

  /// - Parameter limit: The largest number of rows.
  init(width: Int, limit: Int) {
    self.width = width
    // Rows are added four at a time.
    elements = Array(repeating: 0, count: width * ((limit + 3) / 4 * 4))
  }

  /// Sets a row to the difference of two vectors.
  mutating func set(_ row: Int, to a: [Double], minus b: [Double]) {
    precondition(a.count == width && b.count == width, "vectors of \(a.count) and \(b.count)")
    let first = row * width
    var target = elements.mutableSpan
    let (one, other) = (a.span, b.span)
    for index in 0..<a.count { target[first + index] = one[index] - other[index] }
  }

  func product(_ row: Int, _ other: Int) -> Double {
    dot(
      elements[row * width..<(row + 1) * width], elements[other * width..<(other + 1) * width])
  }

  /// The products of the first `count` rows with a vector, and with one of the rows.
  func products(count: Int, with vector: [Double], andRow row: Int) -> (
    vector: [Double], row: [Double]
  ) {
    precondition(vector.count == width, "a vector of \(vector.count), rows of \(width)")
    // Rows are processed four at a time; those beyond the last one are ignored.
    let whole = (count + 3) / 4 * 4
    precondition(max(whole, row + 1) * width <= elements.count, "\(count) rows, row \(row)")
    var sums = [Double](repeating: 0, count: 2 * whole)
    unsafe elements.withUnsafeBufferPointer { rows in
      unsafe sums.withUnsafeMutableBufferPointer { sums in
        unsafe vector.withUnsafeBufferPointer { vector in
          guard let rows = rows.baseAddress, let sums = sums.baseAddress else { return }
          for first in stride(from: 0, to: width, by: Self.part) {
            for other in stride(from: 0, to: whole, by: 4) {
              // SAFETY: the preconditions keep all within the rows and the vector.
              unsafe wm_dot_four(
                vector.baseAddress! + first, rows + row * width + first,
                rows + other * width + first, width, min(Self.part, width - first),
                sums + 2 * other)
            }
          }
        }
      }
    }
    return (
      (0..<count).map { sums[2 * $0] }, (0..<count).map { sums[2 * $0 + 1] }
    )
  }

  /// factor · vector + Σ factors[r] · row r
  func sum(_ factor: Double, _ vector: [Double], _ factors: [Double]) -> [Double] {
    precondition(vector.count == width, "a vector of \(vector.count), rows of \(width)")
    // The rows beyond the last one have the factor 0.
    let whole = (factors.count + 3) / 4 * 4
    precondition(whole * width <= elements.count, "\(factors.count) rows")
    let factors = factors + Array(repeating: 0, count: whole - factors.count)
    return unsafe [Double](unsafeUninitializedCapacity: width) { target, count in
      count = width
      unsafe elements.withUnsafeBufferPointer { rows in
        unsafe factors.withUnsafeBufferPointer { factors in
          guard let target = target.baseAddress, let rows = rows.baseAddress else { return }
          for first in stride(from: 0, to: width, by: Self.part) {
            let end = min(width, first + Self.part)
            for index in first..<end { unsafe target[index] = factor * vector[index] }
            for row in stride(from: 0, to: whole, by: 4) {
              // SAFETY: the preconditions keep all within the rows and the vector.
              unsafe wm_add_four(
                factors.baseAddress! + row, rows + row * width + first, width, target + first,
                end - first)
            }
          }
        }
      }
    }
  }
}

/// The largest |x|; 0 if there are none.
func largest(_ vector: [Double]) -> Double { unsafe wm_largest(vector, vector.count) }
