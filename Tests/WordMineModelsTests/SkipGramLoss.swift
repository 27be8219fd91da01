@testable import WordMineNumerics

/// The naive loss of skip-grams for one word, one context and some negative samples, with its gradients.
///
///     −log σ(w·c) − Σ log σ(−w·n)
///
/// Reference: Mikolov et al. 2013, *Distributed Representations of Words and Phrases*.
enum SkipGramLoss<Element: Scalar> {
  struct Result: Sendable {
    /// In nats.
    let loss: Element
    /// By w: [1, d].
    let word: Matrix<Element>
    /// By c and then each n: [1 + negatives, d].
    let contexts: Matrix<Element>
  }

  /// - Parameters:
  ///   - word: w, [1, d]
  ///   - contexts: c, then each n: [1 + negatives, d]
  static func evaluate(word: Matrix<Element>, contexts: Matrix<Element>) -> Result {
    let scores = word.product(contexts, transposingOther: true)
    var loss: Element = 0
    var slopes = scores
    for (index, score) in scores.elements.enumerated() {
      let isMet = index == 0
      loss += Element.softplus(isMet ? -score : score)
      slopes.elements[index] = Element.sigmoid(score) - (isMet ? 1 : 0)
    }
    return Result(
      loss: loss, word: slopes • contexts, contexts: slopes.product(word, transposingSelf: true))
  }
}
