import Testing
import WordMineBase

@testable import WordMineNumerics

/// Training that is cut off anywhere goes on to the same bits.
@Suite struct CheckpointTests {
  /// A model, its optimizer and its noise, as a training holds them.
  private struct Training {
    var parameters: [Parameter<Float>]
    var optimizer: AccumulatingOptimizer<Float>
    var generator: SeededGenerator

    init(_ group: ParameterGroup, interval: Int, window: Int) throws {
      var generator = SeededGenerator(seed: 8)
      parameters = [
        generator.kernel("table", rows: 4, columns: 3, kind: .embedding),
        generator.kernel("kernel", rows: 3, columns: 2),
      ]
      var configuration = Optimizer<Float>.Configuration([group])
      configuration.window = window
      configuration.schedule = Schedule([.init(step: 3, factor: 1), .init(step: 9, factor: 0.1)])
      optimizer = try AccumulatingOptimizer(Optimizer(configuration), interval: interval)
      self.generator = generator
    }

    mutating func step() throws {
      var table: Matrix<Float> = generator.normal(rows: 4, columns: 3)
      let untouched = Int(generator.next() % 4)
      table.setRows(from: untouched, to: Matrix(rows: 1, columns: 3))
      let kernel: Matrix<Float> = generator.normal(rows: 3, columns: 2)
      try optimizer.add([table, kernel], weight: Double(1 + untouched), to: &parameters)
    }

    var archive: TensorArchive {
      var archive = TensorArchive(kind: "training")
      archive.set(parameters)
      archive.set(optimizer)
      archive.set(generator)
      return archive
    }

    mutating func restore(_ archive: TensorArchive) throws {
      try archive.restore(&parameters)
      try archive.restore(&optimizer, for: parameters)
      generator = try archive.generator()
    }
  }

  private static let settings: [(ParameterGroup, Int, Int)] = [
    (ParameterGroup(rule: AdamW(), learningRate: 0.01, weightDecay: 0.1), 3, 1),
    (ParameterGroup(rule: Lion(), learningRate: 0.01, lazyRows: .frozenState), 2, 1),
    (
      ParameterGroup(
        rule: Tiger(), learningRate: 0.01, weightDecay: 0.1, scaling: .byParameterScale()), 1, 3
    ),
    (ParameterGroup(rule: Momentum(), learningRate: 0.01, lazyRows: .frozenState), 1, 4),
    (ParameterGroup(rule: SGD(), learningRate: 0.01), 5, 1),
  ]

  @Test(arguments: settings.indices, 0...7)
  func goesOnToTheSameBits(setting: Int, cut: Int) throws {
    let (group, interval, window) = Self.settings[setting]
    var whole = try Training(group, interval: interval, window: window)
    for _ in 0..<cut { try whole.step() }
    var resumed = try Training(group, interval: interval, window: window)
    try resumed.restore(TensorArchive(bytes: whole.archive.bytes))
    for _ in cut..<12 {
      try whole.step()
      try resumed.step()
    }
    #expect(resumed.parameters == whole.parameters)
    #expect(resumed.archive.bytes == whole.archive.bytes)
  }

  @Test func whatDoesNotFitChangesNothing() throws {
    let (group, interval, window) = Self.settings[0]
    var training = try Training(group, interval: interval, window: window)
    for _ in 0..<4 { try training.step() }
    let saved = training.archive
    for name in saved.tensors.keys.sorted() {
      var damaged = saved
      damaged.tensors[name] = .float(Matrix(rows: 7, columns: 7))
      var other = try Training(group, interval: interval, window: window)
      #expect(throws: TensorArchive.Failure.self) { try other.restore(damaged) }
    }
    for key in saved.metadata.keys.sorted() {
      var damaged = saved
      damaged.metadata[key] = "-1"
      var other = try Training(group, interval: interval, window: window)
      #expect(throws: TensorArchive.Failure.self, "\(key)") { try other.restore(damaged) }
    }
  }
}
