/// What happens to the rows of a table that a batch does not touch: the cure of the embedding anomaly.
///
/// The sign of a momentum does not shrink with it, so a rule by signs drives a row that was touched once
/// towards ±1/λ, at full speed, until the momentum underflows. Rows that are left alone until they are
/// touched again are one cure; others are to update tables by ``AdamW``, or to tie input and output
/// tables, so that every row has a gradient at every step. ``Optimizer/saturation(of:)`` detects it.
public enum LazyRows: String, Sendable, Codable {
  /// They move like all others.
  case off
  /// They remain, and their state continues to decay.
  case decayingState
  /// They remain, and so does their state.
  case frozenState
}
