import WordMineBase
import WordMineText

/// The input shared by all workers of one direction.
struct ContextInput: Sendable {
  let text: AtomSequence
  let index: AtomIndex
  let direction: BranchingEntropy.Direction
  /// Where the results go; see `UncorrectedEntropies`.
  let variations: SharedArray<UInt64>.View
  let marks: SharedArray<UInt64>.View
  /// The least count of the strings to collect; `nil`: none are collected.
  let collectedCount: Int?
  /// 1, or 0 if the prior counts already include the text.
  let textWeight: Int
}
