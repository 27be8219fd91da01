import Testing
import WordMineBase

@testable import WordMineNumerics

/// What makes the normal distribution a good prior.
@Suite struct DiagonalGaussianTests {
  private let gaussian = try! DiagonalGaussian(mean: [0.5, -1, 2], logVariance: [0.3, -0.7, 1])

  @Test func divergesAsTheGoldenValues() throws {
    for entry in try Golden("vae_vib")["gaussian_kl"].list {
      func one(_ mean: String, _ deviation: String) throws -> DiagonalGaussian {
        try DiagonalGaussian(
          mean: [entry[mean].number],
          logVariance: [2 * Double.log(entry[deviation].number)])
      }
      let divergence = try one("mu1", "sigma1").divergence(from: one("mu2", "sigma2"))
      #expect(abs(divergence - entry["kl"].number) < 1e-10)
    }
  }

  @Test func approximatesDirichlet() throws {
    for entry in try Golden("vae_vib")["prodlda_prior"].list {
      let prior = try DiagonalGaussian.dirichlet(
        topics: entry["topics"].int, concentration: entry["alpha"].number)
      #expect(prior.mean.allSatisfy { abs($0 - entry["mu"].number) < 1e-12 })
      let variances = prior.logVariance.map { Double.exp($0) }
      #expect(variances.allSatisfy { abs($0 - entry["var"].number) < 1e-10 })
    }
  }

  @Test func divergenceIsZeroOnlyFromItself() throws {
    #expect(try DiagonalGaussian.standard(3).divergence(from: .standard(3)) == 0)
    #expect(try gaussian.divergence(from: gaussian) == 0)
    for seed in 0..<20 as Range<UInt64> {
      let other = try DiagonalGaussian(
        mean: random(1, 3, seed: seed).elements, logVariance: random(1, 3, seed: seed + 50).elements
      )
      #expect(try other.divergence(from: .standard(3)) > 0)
    }
  }

  @Test func divergencesOfElementsAdd() throws {
    let parts = try (0..<3).map { i in
      try DiagonalGaussian(mean: [gaussian.mean[i]], logVariance: [gaussian.logVariance[i]])
        .divergence(from: .standard(1))
    }
    #expect(try abs(parts.reduce(0, +) - gaussian.divergence(from: .standard(3))) < 1e-14)
  }

  @Test func sumsAreNormalAgain() throws {
    let other = try DiagonalGaussian(mean: [1, 1, 1], logVariance: [0, 0, 0])
    let sum = gaussian + other
    #expect(difference(sum.mean, [1.5, 0, 3]) < 1e-15)
    let variances = zip(sum.logVariance, gaussian.logVariance).map {
      Double.exp($0) - Double.exp($1)
    }
    #expect(difference(variances, [1, 1, 1]) < 1e-14)
    // cos θ and sin θ as weights keep a standard normal distribution what it is.
    let standard = try DiagonalGaussian.standard(2)
    let turned = standard * Double.cos(0.7) + standard * Double.sin(0.7)
    #expect(difference(turned.logVariance, [0, 0]) < 1e-15)
  }

  /// 4,000 points: the standard error of a variance is 0.022.
  @Test func pointsBetweenPointsHaveTheSameDistribution() throws {
    let (a, b) = (random(1, 4000, seed: 1).elements, random(1, 4000, seed: 2).elements)
    for angle in [0.3, 0.8, 1.3] {
      let points = try DiagonalGaussian.between(a, b, angle: angle)
      let variance = points.reduce(0) { $0 + $1 * $1 } / 4000
      #expect(abs(variance - 1) < 0.08)
    }
    // The middle of the chord would have half the variance.
    let chord = zip(a, b).map { ($0 + $1) / 2 }
    #expect(abs(chord.reduce(0) { $0 + $1 * $1 } / 4000 - 0.5) < 0.05)
  }

  /// The error of the mean over n draws falls as 1/√n: by ten from 100 to 10,000.
  @Test func sampledDivergencesConverge() throws {
    let exact = try gaussian.divergence(from: .standard(3))
    func deviation(_ draws: Int) throws -> Double {
      let squares = try (0..<20).map { seed in
        var generator = SeededGenerator(seed: 9, stream: UInt64(seed))
        let total = try (0..<draws).reduce(0.0) { sum, _ in
          let point = try gaussian.sample(noise: (0..<3).map { _ in generator.normal() })
          return try sum + gaussian.logDensity(point)
            - DiagonalGaussian.standard(3).logDensity(point)
        }
        let error = total / Double(draws) - exact
        return error * error
      }
      return (squares.reduce(0, +) / 20).squareRoot()
    }
    let ratio = try deviation(10) / deviation(1000)
    #expect(ratio > 5 && ratio < 20)
  }

  @Test func theBoundOfInformationExceedsItByTheMarginal() throws {
    let golden = try Golden("vae_vib")["ib_bound"]
    let (p, q) = (golden["px"].vector, golden["q"].vector)
    let conditional = golden["pz_given_x"].matrix
    let information = try Information.mutual(p, conditional: conditional)
    let bound = try p.indices.reduce(0) {
      try $0 + p[$1] * Information.divergence(Array(conditional.row($1)), from: q)
    }
    let marginal = (Matrix(row: p) • conditional).elements
    #expect(abs(information - golden["mutual_information"].number) < 1e-10)
    #expect(abs(bound - golden["bound"].number) < 1e-10)
    #expect(try abs(bound - information - Information.divergence(marginal, from: q)) < 1e-14)
    #expect(abs(bound - information - golden["gap"].number) < 1e-10)
  }

  /// e^720 overflows, e^−750 vanishes; their ratios do not.
  @Test(arguments: [720.0, -750])
  func extremeVariancesHaveFiniteDivergences(logVariance: Double) throws {
    let one = try DiagonalGaussian(mean: [2], logVariance: [logVariance])
    #expect(try one.divergence(from: one) == 0)
    // ½ (s₂ − s₁ + σ₁² / σ₂² − 1) for equal means.
    let wider = try DiagonalGaussian(mean: [2], logVariance: [logVariance + 1])
    #expect(try abs(one.divergence(from: wider) - 0.5 * Double.exp(-1)) < 1e-12)
    #expect(try abs(one.logDensity([2]) + 0.5 * (logVariance + Double.log(2 * .pi))) < 1e-12)
    #expect(abs((one + one).logVariance[0] - logVariance - Double.log(2)) < 1e-12)
  }

  /// The same on a tape, in 32 bits, where e^89 overflows.
  @Test func extremeVariancesHaveFiniteGradients() throws {
    let prior = try DiagonalGaussian(mean: [2, 2], logVariance: [95, -95])
    let tape = Tape<Float>()
    let (mean, logVariance) = (
      tape.variable(Matrix(row: [2, 2])), tape.variable(Matrix(row: [95, -95]))
    )
    let layer = GaussianLayer(mean: mean, logVariance: logVariance)
    let divergence = try layer.divergences(from: prior)
    #expect(divergence.value.elements == [0])
    let gradients = tape.gradients(of: divergence, for: [mean, logVariance])
    #expect(gradients.allSatisfy { $0.elements == [0, 0] })
  }
}
