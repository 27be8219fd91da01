import WordMineBase
import WordMineNumerics

/// A map that gives all directions of a set of vectors equal weight.
///
/// Whether that helps depends on the vectors, and must be measured: see ``VectorComparison``.
public enum Calibration: Sendable {
  case whitening(Whitening)
  case flow(InvertibleFlow<Float>)

  /// Learns a whitening from rows.
  ///
  /// - Parameter dimensions: The number of directions to keep, those with the largest variance; by
  ///   default all.
  /// - Throws: `InvalidValue` if `dimensions` is less than 1, or for rows that are not finite.
  /// - Complexity: O(rows · columns² + columns³).
  public static func whitening(
    of rows: Matrix<Float>, dimensions: Int? = nil
  ) throws(InvalidValue) -> Calibration {
    var statistics = try CovarianceAccumulator(dimensions: rows.columns)
    try statistics.add(Matrix<Double>(rows))
    return .whitening(
      try Whitening(statistics, keeping: dimensions.map { .dimensions($0) } ?? .all))
  }

  /// Learns a flow to a normal distribution from rows; reports the stage `training`.
  ///
  /// - Throws: The errors of ``FlowTraining/train(_:workers:)``.
  public static func flow(
    of rows: Matrix<Float>, _ configuration: FlowTraining.Configuration = .init(),
    workers: Workers = Workers()
  ) throws -> Calibration {
    .flow(try FlowTraining(configuration).train(rows, workers: workers))
  }

  /// Maps rows.
  ///
  /// - Throws: `InvalidValue` if the rows have another dimension than those that the map was
  ///   learned from.
  public func apply(_ rows: Matrix<Float>) throws(InvalidValue) -> Matrix<Float> {
    try InvalidValue.checkEqual(rows.columns, "dimensions", dimensions, "dimensions of the map")
    return switch self {
    case .whitening(let whitening): Matrix<Float>(try whitening.apply(Matrix<Double>(rows)))
    case .flow(let flow): try flow.apply(rows)
    }
  }

  private var dimensions: Int {
    switch self {
    case .whitening(let whitening): whitening.mean.count
    case .flow(let flow): flow.configuration.dimensions
    }
  }
}
