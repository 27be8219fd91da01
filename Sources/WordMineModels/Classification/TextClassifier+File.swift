import WordMineNumerics

extension TextClassifier {
  private static let kind = "classifier"

  /// The classifier as an archive that can be saved to a file.
  public var archive: TensorArchive {
    var archive = TensorArchive(kind: Self.kind)
    archive.set("labels", lines: labels)
    archive.set("vocabulary", lines: vocabulary.texts)
    switch features {
    case .characters(let longest): archive.metadata["characters"] = String(longest)
    case .words: archive.metadata["characters"] = "0"
    }
    archive.set("weights", model.weights)
    archive.set("intercept", Matrix(row: model.intercept))
    if let costs { archive.set("costs", Matrix(row: costs)) }
    return archive
  }

  /// - Throws: `TensorArchive.Failure` if something is missing or inconsistent.
  public init(_ archive: TensorArchive) throws(TensorArchive.Failure) {
    guard archive.kind == Self.kind else {
      throw .otherKind(found: archive.kind, expected: Self.kind)
    }
    let labels = try archive.lines("labels")
    let names = try archive.lines("vocabulary")
    guard labels.count > 1 else { throw .damaged("\(labels.count) labels") }
    let longest = try archive.number("characters")
    let weights = try archive.matrix(
      "weights", like: Matrix<Double>(rows: names.count, columns: labels.count))
    let intercept = try archive.matrix(
      "intercept", like: Matrix<Double>(rows: 1, columns: labels.count))
    var costs: Matrix<Double>?
    if archive.tensors["costs"] != nil {
      costs = try archive.matrix("costs", like: Matrix(rows: 1, columns: names.count))
    }
    let vocabulary = FeatureVocabulary(names.map { Array($0.utf8)[...] })
    guard vocabulary.count == names.count, Set(labels).count == labels.count else {
      throw .damaged("a label or a feature occurs twice")
    }
    self.init(
      labels: labels, features: longest == 0 ? .words : .characters(longest: longest),
      vocabulary: vocabulary,
      model: MaximumEntropyModel(weights, intercept.elements),
      costs: costs?.elements)
  }
}
