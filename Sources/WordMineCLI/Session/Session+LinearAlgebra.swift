import WordMineNumerics

extension Session {
  /// Says that OpenBLAS cannot be loaded, for commands that multiply matrices.
  func warnWithoutOpenBLAS() {
    guard let failure = LinearAlgebra.openBLASFailure else { return }
    say(
      "OpenBLAS cannot be loaded (\(failure)); models are computed without it, more slowly and with other "
        + "last digits")
  }
}
