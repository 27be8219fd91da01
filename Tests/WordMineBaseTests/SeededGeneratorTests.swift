import Testing

@testable import WordMineBase

@Suite struct SeededGeneratorTests {
  /// The known answers that come with the authors' Random123 library.
  @Test func givesTheKnownAnswersOfPhilox() {
    let zero = SeededGenerator.philox([0, 0, 0, 0], key: (0, 0))
    #expect(zero == [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8])
    let all = UInt32.max
    let ones = SeededGenerator.philox([all, all, all, all], key: (all, all))
    #expect(ones == [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd])
    let pi = SeededGenerator.philox(
      [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], key: (0xa409_3822, 0x299f_31d0))
    #expect(pi == [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1])
  }

  @Test func goesOnFromAnyPosition() {
    var whole = SeededGenerator(seed: 7)
    let numbers = (0..<9).map { _ in whole.next() }
    var rest = SeededGenerator(seed: 7, position: 4)
    #expect((0..<5).map { _ in rest.next() } == Array(numbers[4...]))
  }

  @Test func streamsAndSeedsDiffer() {
    var generators = [
      SeededGenerator(seed: 1), SeededGenerator(seed: 2), SeededGenerator(seed: 1, stream: 1),
    ]
    #expect(Set(generators.indices.map { generators[$0].next() }).count == 3)
  }

  /// 20,000 numbers: the mean's standard error is 0.007, that of the variance 0.01.
  @Test func normalNumbersAreNormal() {
    var generator = SeededGenerator(seed: 11)
    let numbers = (0..<20_000).map { _ in generator.normal() }
    let mean = numbers.reduce(0, +) / 20_000
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
    #expect(abs(mean) < 0.03)
    #expect(abs(variance - 1) < 0.05)
    let beyond = Double(numbers.count { abs($0) > 1.96 }) / 20_000
    #expect(abs(beyond - 0.05) < 0.007)
  }
}
