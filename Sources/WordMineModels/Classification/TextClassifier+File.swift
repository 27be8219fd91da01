import WordMineNumerics

extension TextClassifier {
  private static let kind = "classifier"

  /// The model as an archive.
  public var archive: TensorArchive {
    var archive = TensorArchive(
      kind: Self.kind,
      metadata: Dictionary(
        uniqueKeysWithValues: labels.enumerated().map { ("label.\($0)", $1) }))
    archive.metadata["labels"] = String(labels.count)
    // Code points are far below 2⁵³, so they are exact.
    archive.set(
      "grams",
      Matrix<Double>(
        grams.map { [Double($0.code >> 32), Double($0.code & 0xFFFF_FFFF)] }))
    archive.set("weights", model.weights)
    archive.set("intercept", Matrix(row: model.intercept))
    return archive
  }

  /// - Throws: `TensorArchive.Failure` where something is missing or does not fit.
  public init(_ archive: TensorArchive) throws(TensorArchive.Failure) {
    guard archive.kind == Self.kind else {
      throw .otherKind(found: archive.kind, expected: Self.kind)
    }
    let count = try archive.number("labels")
    guard count <= archive.metadata.count else { throw .damaged("\(count) labels") }
    var labels: [String] = []
    for index in 0..<count { labels.append(try archive.text("label.\(index)")) }
    let codes: Matrix<Double> = try archive.matrix("grams")
    var grams: [CharacterGram] = []
    for row in 0..<codes.rows {
      guard codes.columns == 2,
        let first = UInt64(exactly: codes[row, 0]), first <= 0x10_FFFF,
        let second = UInt64(exactly: codes[row, 1]), second <= 0x10_FFFF,
        let gram = CharacterGram(code: first << 32 | second), grams.last.map({ $0 < gram }) ?? true
      else { throw .damaged("gram \(row)") }
      grams.append(gram)
    }
    let weights = try archive.matrix(
      "weights", like: Matrix<Double>(rows: grams.count, columns: count))
    let intercept = try archive.matrix("intercept", like: Matrix<Double>(rows: 1, columns: count))
    self.init(
      labels: labels, grams: grams,
      model: MaximumEntropyModel(weights: weights, intercept: intercept.elements))
  }
}
