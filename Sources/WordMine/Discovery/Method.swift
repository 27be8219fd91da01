extension WordDiscovery {
  /// How words are found.
  public enum Method: String, CaseIterable, Sendable {
    /// Branching entropy, a boundary model, and a sampled word model.
    case full
    /// Branching entropy and a boundary model.
    case fast
    /// Mutual information, thresholds and filters, so that each word can be explained.
    case mutualInformation = "pmi"
  }
}
