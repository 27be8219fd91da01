/// The rule by which a training updates parameters.
public enum TrainingRule: String, CaseIterable, Sendable, Codable {
  case tiger
  case lion
  case adamW = "adamw"
}
