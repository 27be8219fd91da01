import Glibc
import WordMineBase
import WordMineNumerics

/// Measures the numerics in seconds of CPU time, and prints a table.
///
/// OPENBLAS_CORETYPE in the environment selects the kernels.
@main
enum NumericsBenchmark {
  static func main() throws {
    print("| what | \(LinearAlgebra.openBLAS.description) | portable |\n| --- | --- | --- |")
    var generator = SeededGenerator(seed: 1)
    let doubles: Matrix<Double> = generator.normal(rows: 1024, columns: 1024)
    let floats = Matrix<Float>(doubles)
    try row("product of 1024² doubles, GFLOP/s", 2.147) { _ = doubles.product(doubles, by: $0) }
    try row("product of 1024² floats, GFLOP/s", 2.147) { _ = floats.product(floats, by: $0) }
    let small = doubles.rows(0..<384).columns(0..<384)
    let symmetric = small + small.transposed()
    try row("eigenvectors of 384², s") { _ = try SymmetricEigen(symmetric, by: $0) }
    let tall = small.columns(0..<128)
    try row("singular values of 384 × 128, s") { _ = try SingularValueDecomposition(tall, by: $0) }
    let sparse = try sparseMatrix(&generator)
    try row("100 singular values of 11,062² with 1.77 million elements, s", runs: 1) {
      _ = try RandomizedSVD().decompose(sparse, by: $0)
    }
    print("| a step of a decoder, tokens/s | \(Int(try tokensPerSecond(&generator))) | |")
  }

  /// Seconds of CPU time since the start; POSIX counts them in millionths.
  private static var time: Double { Double(clock()) / 1e6 }

  /// The best of some runs: seconds, or work per second.
  private static func row(
    _ name: String, _ work: Double? = nil, runs: Int = 3, _ run: (LinearAlgebra) throws -> Void
  ) throws {
    let cells = try [LinearAlgebra.openBLAS, .portable].map { algebra in
      let best =
        try (0..<runs).map { _ in
          let start = time
          try run(algebra)
          return time - start
        }.min() ?? 0
      let value = work.map { $0 / best } ?? best
      return String((value * 1000).rounded() / 1000)
    }
    print("| \(name) | \(cells[0]) | \(cells[1]) |")
  }

  /// 160 elements a row, more of them in the first columns, as words have them.
  private static func sparseMatrix(
    _ generator: inout SeededGenerator
  ) throws -> SparseMatrix<Double> {
    let size = 11_062
    var (starts, columns) = ([0], [Int32]())
    for _ in 0..<size {
      var row: Set<Int32> = []
      while row.count < 160 {
        let place = generator.uniform()
        row.insert(Int32(Double(size) * place * place))
      }
      columns += row.sorted()
      starts.append(columns.count)
    }
    return try SparseMatrix(
      rows: size, columns: size, starts: starts, columnIndices: columns,
      values: columns.map { _ in generator.uniform() })
  }

  /// Two layers of width 128 over 3,328 tokens, sixteen sequences of 64 a step, with AdamW.
  private static func tokensPerSecond(_ generator: inout SeededGenerator) throws -> Double {
    let attention = try GroupedAttention(width: 128, heads: 4, groups: 4, headWidth: 32)
    var model = try DecoderLanguageModel<Float>(
      .init(vocabulary: 3328, attention: .grouped(attention)), seed: 1)
    var optimizer = try Optimizer<Float>(
      .init([ParameterGroup(rule: AdamW(), learningRate: 1e-3)]))
    var start = time
    for step in 0...5 {
      // The first step allocates the memory that all others use.
      if step == 1 { start = time }
      let batch = (0..<16).map { _ in (0..<65).map { _ in Int(generator.next() % 3328) } }
      let parameters = TapedParameters(model.parameters, on: Tape())
      let loss = try model.loss(batch, parameters)
      try optimizer.step(
        &model.parameters, gradients: loss.tape.gradients(of: loss, for: parameters.variables))
    }
    return 5 * 1024 / (time - start)
  }
}
