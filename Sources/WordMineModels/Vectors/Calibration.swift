import WordMineNumerics

/// A map after which no direction of some vectors has more weight than another.
///
/// Whether that helps is a matter of the vectors, and must be measured: see ``VectorComparison``.
public enum Calibration: Sendable {
  case whitening(Whitening)
  case flow(InvertibleFlow<Float>)

  /// Learns a whitening from rows.
  ///
  /// - Parameter dimensions: How many directions are kept, those of the largest variance; by default
  ///   all that there are.
  public static func whitening(
    of rows: Matrix<Float>, dimensions: Int? = nil
  ) -> Calibration {
    var statistics = CovarianceAccumulator(dimensions: rows.columns)
    statistics.add(Matrix<Double>(rows))
    return .whitening(
      Whitening(statistics, keeping: dimensions.map { .dimensions($0) } ?? .all))
  }

  /// Learns a flow to a normal distribution from rows.
  ///
  /// - Precondition: The rows have two dimensions at least.
  public static func flow(
    of rows: Matrix<Float>, _ configuration: FlowTraining.Configuration = .init()
  ) -> Calibration {
    .flow(FlowTraining(configuration).train(rows))
  }

  public func apply(_ rows: Matrix<Float>) -> Matrix<Float> {
    switch self {
    case .whitening(let whitening): Matrix<Float>(whitening.apply(Matrix<Double>(rows)))
    case .flow(let flow): flow.apply(rows)
    }
  }
}
