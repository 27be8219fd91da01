/// The columns of a native dictionary, in order: see `Table.dictionary`.
package enum DictionaryColumn: String, CaseIterable, Sendable {
  case word
  case score
  case count
  case rawCount = "raw_count"
  case contexts
  case cohesion
  case leftEntropy = "left_entropy"
  case rightEntropy = "right_entropy"
  case gain
  case kind
  case termhood
}
