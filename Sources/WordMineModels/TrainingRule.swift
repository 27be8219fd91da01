/// The optimizer that updates the parameters during training.
public enum TrainingRule: String, CaseIterable, Sendable, Codable {
  case tiger
  case lion
  case adamW = "adamw"
}
