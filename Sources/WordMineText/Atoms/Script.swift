/// The script that a text is folded to before counting.
public enum Script: String, Sendable, CaseIterable {
  case asIs = "as-is"
  case simplified
  case traditional
}
