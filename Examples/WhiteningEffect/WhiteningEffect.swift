import WordMineBase
import WordMineModels
import WordMineNumerics

/// Shows the effect of whitening on vectors of sentences: how well the ten nearest sentences predict which
/// of two texts a sentence is from, with Λ^(−γ/2) of the whitening from none, γ = 0, to all, γ = 1.
///
/// Two kinds of vectors are learned here, by the singular vectors of pointwise information and by
/// skip-grams. The third kind imitates vectors of contextual models, which have one direction in common
/// and a few more that carry little information, but vary most: these are added to the first kind. The
/// picture shows the shares; its description lists the numbers:
///
///     swift run -c release WhiteningEffect corpora/sample/tea.txt corpora/sample/clinic.txt >whitening.svg
@main
enum WhiteningEffect {
  /// γ
  static let strengths = [0, 0.25, 0.5, 0.75, 1]

  static func main() throws {
    let texts = CommandLine.arguments.dropFirst()
    guard texts.count == 2 else { throw InvalidValue("\(texts.count) texts; name two files") }
    let sentences = try LabelledSentences(Array(texts))
    let words = try WordVectorTraining(.small).train(sentences.numbered)
    let drawn = try SkipGramTraining(.small).train(sentences.numbered)
    let learned = try SentenceVectors(words).vectors(sentences.numbered)
    let curves = [
      try Curve("PPMI and SVD", learned, sentences.labels),
      try Curve(
        "skip-grams", SentenceVectors(drawn).vectors(sentences.numbered), sentences.labels),
      try Curve("as from a contextual model", contextual(learned), sentences.labels),
    ]
    print(Picture(description: table(curves), curves: curves).svg)
  }

  /// The vectors turned in 132 dimensions, with a mean ten times as long as they are, and 32 directions
  /// that vary three times as much as they do and know nothing of the text.
  private static func contextual(_ vectors: Matrix<Float>) throws -> Matrix<Float> {
    var generator = SeededGenerator(seed: 7)
    let size = vectors.rootMeanSquare
    let noise: Matrix<Float> = generator.normal(rows: vectors.rows, columns: 32)
    let wide = Matrix.joining([vectors, noise * (3 * size)])
    let common: Matrix<Float> = generator.normal(rows: 1, columns: wide.columns)
    let turned: Matrix<Float> = generator.normal(rows: wide.columns, columns: wide.columns)
    return try wide.addingToRows((common * (10 * size)).elements)
      .product(QRFactorization(turned, by: .best).q)
  }

  private static func table(_ curves: [Curve]) -> String {
    let head = "Accuracy of ten neighbours by the vectors as they are, then with γ of \(strengths)."
    let rows = curves.map { curve in
      curve.name + ": "
        + curve.shares.map { String(($0 * 1000).rounded() / 1000) }.joined(separator: ", ")
    }
    return ([head] + rows).joined(separator: "\n")
  }
}

/// How well neighbours predict the label, by the vectors as they are and with each γ.
struct Curve {
  let name: String
  let shares: [Double]

  init(_ name: String, _ vectors: Matrix<Float>, _ labels: [Int]) throws {
    self.name = name
    let asked = labels.indices.filter { $0 % 5 == 0 }
    let known = labels.indices.filter { $0 % 5 != 0 }
    func share(_ vectors: Matrix<Float>) throws -> Double {
      try NeighbourVote(
        known: vectors.rows(at: known), labels: known.map { labels[$0] },
        queries: vectors.rows(at: asked), queryLabels: asked.map { labels[$0] }
      ).accuracy
    }
    let rows = Matrix<Double>(vectors)
    var statistics = try CovarianceAccumulator(dimensions: rows.columns)
    try statistics.add(rows.rows(at: known))
    shares =
      try [share(vectors)]
      + WhiteningEffect.strengths.map { strength in
        try share(Matrix<Float>(Whitening(statistics, strength: strength).apply(rows)))
      }
  }
}

extension WordVectorTraining.Configuration {
  static var small: Self {
    var configuration = Self()
    configuration.dimensions = 100
    return configuration
  }
}

extension SkipGramTraining.Configuration {
  static var small: Self {
    var configuration = Self()
    (configuration.dimensions, configuration.epochs, configuration.batch) = (100, 20, 1024)
    return configuration
  }
}
