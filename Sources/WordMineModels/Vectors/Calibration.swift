import WordMineBase
import WordMineNumerics

/// A map after which no direction of some vectors has more weight than another.
///
/// Whether that helps depends on the vectors, and must be measured: see ``VectorComparison``.
public enum Calibration: Sendable {
  case whitening(Whitening)
  case flow(InvertibleFlow<Float>)

  /// Learns a whitening from rows.
  ///
  /// - Parameter dimensions: How many directions are kept, those of the largest variance; by default all.
  /// - Throws: `InvalidValue` for fewer dimensions than 1, and for rows that are not finite.
  /// - Complexity: O(rows · columns² + columns³).
  public static func whitening(
    of rows: Matrix<Float>, dimensions: Int? = nil
  ) throws(InvalidValue) -> Calibration {
    var statistics = try CovarianceAccumulator(dimensions: rows.columns)
    statistics.add(Matrix<Double>(rows))
    return .whitening(
      try Whitening(statistics, keeping: dimensions.map { .dimensions($0) } ?? .all))
  }

  /// Learns a flow to a normal distribution from rows; reports the stage `training`.
  ///
  /// - Throws: What ``FlowTraining/train(_:workers:)`` throws.
  public static func flow(
    of rows: Matrix<Float>, _ configuration: FlowTraining.Configuration = .init(),
    workers: Workers = Workers()
  ) throws -> Calibration {
    .flow(try FlowTraining(configuration).train(rows, workers: workers))
  }

  /// Maps rows.
  ///
  /// - Throws: `InvalidValue` if they have other dimensions than those that the map was learned from.
  public func apply(_ rows: Matrix<Float>) throws(InvalidValue) -> Matrix<Float> {
    try InvalidValue.checkEqual(rows.columns, "dimensions", dimensions, "dimensions of the map")
    return switch self {
    case .whitening(let whitening): Matrix<Float>(whitening.apply(Matrix<Double>(rows)))
    case .flow(let flow): flow.apply(rows)
    }
  }

  private var dimensions: Int {
    switch self {
    case .whitening(let whitening): whitening.mean.count
    case .flow(let flow): flow.configuration.dimensions
    }
  }
}
