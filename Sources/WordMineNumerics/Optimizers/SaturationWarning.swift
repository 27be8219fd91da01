/// A parameter approaches the limit of a rule by signs: the symptom of the embedding anomaly.
///
/// With a sign s that does not change, θ ← θ − η (s + λθ) converges to −s / λ. A parameter of more than
/// half that size has hardly got there by its gradients. See ``LazyRows``.
public struct SaturationWarning: Equatable, Sendable, CustomStringConvertible {
  /// The name of the parameter.
  public let parameter: String
  /// The row of the largest element.
  public let row: Int
  /// max|θ|
  public let magnitude: Double
  /// 1 / λ
  public let limit: Double

  public var description: String {
    "\(parameter), row \(row): |θ| is \(magnitude), and 1/λ is \(limit); "
      + "make rows that are rarely touched lazy"
  }
}

extension Optimizer {
  /// The parameters with max|θ| · λ > ½; to be checked now and then during a training.
  ///
  /// - Complexity: O(elements).
  public func saturation(of parameters: [Parameter<Element>]) -> [SaturationWarning] {
    parameters.compactMap { parameter in
      let decay = group(of: parameter.kind).decay(parameter.kind)
      let largest = parameter.value.maximumMagnitude
      guard Double(largest) * decay > 0.5 else { return nil }
      let place = parameter.value.elements.firstIndex { abs($0) == largest } ?? 0
      return SaturationWarning(
        parameter: parameter.name, row: place / max(1, parameter.value.columns),
        magnitude: Double(largest), limit: 1 / decay)
    }
  }
}
