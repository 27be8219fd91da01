/// Says that a parameter is on its way to where a rule by signs would hold it.
///
/// With a sign s that does not change, θ ← θ − η (s + λθ) goes to −s / λ. A parameter that is more
/// than half as large hardly got there by its gradients.
public struct SaturationWarning: Equatable, Sendable, CustomStringConvertible {
  public let parameter: String
  /// The row of the largest element.
  public let row: Int
  /// max|θ|
  public let magnitude: Double
  /// 1 / λ
  public let limit: Double

  public var description: String {
    "\(parameter), row \(row): |θ| is \(magnitude), and 1/λ is \(limit); "
      + "rows that are seldom touched should be lazy"
  }
}

extension Optimizer {
  /// The parameters with max|θ| · λ > ½.
  public func saturation(of parameters: [Parameter<Element>]) -> [SaturationWarning] {
    parameters.compactMap { parameter in
      let decay = group(of: parameter.kind).decay(parameter.kind)
      let largest = parameter.value.maximumMagnitude
      guard Double(largest) * decay > 0.5 else { return nil }
      let place = parameter.value.elements.firstIndex { abs($0) == largest } ?? 0
      return SaturationWarning(
        parameter: parameter.name, row: place / parameter.value.columns,
        magnitude: Double(largest), limit: 1 / decay)
    }
  }
}
