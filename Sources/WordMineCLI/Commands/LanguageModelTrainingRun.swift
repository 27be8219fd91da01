import WordMineModels
import WordMineNumerics
import WordMineText

/// A training in progress: its limits, its checkpoint, and what is said of it.
struct LanguageModelTrainingRun {
  private(set) var training: LanguageModelTraining
  let checkpoint: String?
  let tests: CharacterTexts?
  let session: Session

  init(
    training: LanguageModelTraining, checkpoint: String?, tests: CharacterTexts?, session: Session
  ) {
    (self.training, self.checkpoint) = (training, checkpoint)
    (self.tests, self.session) = (tests, session)
  }

  /// Continues from the checkpoint, if there is one.
  mutating func resume() throws {
    guard let checkpoint, ByteSource.size(ofFile: checkpoint) != nil else { return }
    do {
      let archive = try ModelFile.read(checkpoint) { archive throws(TensorArchive.Failure) in
        archive
      }
      try training.resume(from: archive)
    } catch let error as TensorArchive.Failure {
      throw InputError(ModelFile.reason(error), at: SourcePosition(source: checkpoint))
    } catch let error as LanguageModelTraining.Mismatch {
      throw InputError(
        .mismatch("\(error); name another file for --checkpoint"),
        at: SourcePosition(source: checkpoint))
    }
    session.say("continues after \(Figure.grouped(training.step)) batches")
  }

  /// Trains to the end, or until the time is over.
  mutating func train(minutes: Double?) throws {
    let start = ResourceUsage.processorSeconds
    var (bits, steps) = (0.0, 0)
    func hasTime() -> Bool {
      minutes.map { ResourceUsage.processorSeconds - start < 60 * $0 } ?? true
    }
    while !training.isFinished, hasTime() {
      bits += try training.advance()
      steps += 1
      let rate =
        Double(steps * training.charactersPerStep)
        / max(ResourceUsage.processorSeconds - start, 1e-6)
      let summary =
        "epoch \(epoch) of \(training.configuration.epochs): "
        + "\(Figure.thousandths(bits / Double(steps))) bits per character"
      try session.stage("\(summary), \(Figure.grouped(Int(rate))) characters/s")
      guard training.step % training.stepsPerEpoch == 0 else { continue }
      session.say(summary + (try testSummary()))
      try save()
      (bits, steps) = (0, 0)
    }
    if !training.isFinished {
      session.say(
        "stopped after \(Figure.grouped(training.step)) batches of \(Figure.grouped(total))")
    }
    try save()
  }

  private var total: Int { training.configuration.epochs * training.stepsPerEpoch }
  private var epoch: Int { (training.step - 1) / training.stepsPerEpoch + 1 }

  private func testSummary() throws -> String {
    guard let tests else { return "" }
    var score = LanguageModelScore()
    try score.add(tests, training.model.meter, session.workers)
    return ", \(Figure.thousandths(score.bitsPerCharacter)) of the test"
  }

  private func save() throws {
    guard let checkpoint else { return }
    let sink = try session.openReserved(checkpoint)
    try sink.write(training.checkpoint.bytes)
    try sink.close()
  }
}
