import WordMineBase

extension TensorArchive {
  /// Saves the values of parameters.
  public mutating func set<Element: Scalar>(_ parameters: [Parameter<Element>]) {
    for parameter in parameters { set("parameter." + parameter.name, parameter.value) }
  }

  /// Restores the values of parameters of the same names and shapes.
  ///
  /// - Throws: `Failure` if one is missing or has another shape; then none is changed.
  public func restore<Element: Scalar>(
    _ parameters: inout [Parameter<Element>]
  ) throws(Failure) {
    var restored = parameters
    for index in restored.indices {
      restored[index].value = try matrix(
        "parameter." + restored[index].name, like: restored[index].value)
    }
    parameters = restored
  }

  /// Saves the state of an optimizer, also in the middle of a window.
  public mutating func set<Element: Scalar>(_ optimizer: Optimizer<Element>) {
    metadata["optimizer.steps"] = String(optimizer.steps)
    metadata["optimizer.parameters"] = String(optimizer.state.count)
    for (index, slots) in optimizer.state.enumerated() {
      metadata["optimizer.\(index).updates"] = String(optimizer.updates[index])
      let touched: [Float] = optimizer.touchedRows[index].map { $0 ? 1 : 0 }
      set("optimizer.\(index).touched", Matrix(row: touched))
      for (slot, matrix) in slots.enumerated() { set("optimizer.\(index).\(slot)", matrix) }
    }
  }

  /// Restores the state of an optimizer of the same configuration.
  ///
  /// - Parameter parameters: The ones it updates.
  /// - Throws: `Failure` if something is missing or has another shape; then nothing is changed.
  public func restore<Element: Scalar>(
    _ optimizer: inout Optimizer<Element>, for parameters: [Parameter<Element>]
  ) throws(Failure) {
    var restored = optimizer
    (restored.state, restored.updates, restored.touchedRows) = ([], [], [])
    restored.steps = try number("optimizer.steps")
    let count = try number("optimizer.parameters")
    guard count == 0 || count == parameters.count else {
      throw .damaged("a state of \(count) parameters, not \(parameters.count)")
    }
    for (index, parameter) in parameters.prefix(count).enumerated() {
      let isTable = parameter.kind == .embedding
      let touched = Matrix<Float>(rows: 1, columns: isTable ? parameter.value.rows : 0)
      let found = try matrix("optimizer.\(index).touched", like: touched)
      restored.touchedRows.append(found.elements.map { $0 != 0 })
      restored.updates.append(try number("optimizer.\(index).updates"))
      var slots: [Matrix<Element>] = []
      for slot in 0..<restored.group(of: parameter.kind).rule.slots {
        slots.append(try matrix("optimizer.\(index).\(slot)", like: parameter.value))
      }
      restored.state.append(slots)
    }
    optimizer = restored
  }

  /// Saves an optimizer and what it has accumulated.
  public mutating func set<Element: Scalar>(_ optimizer: AccumulatingOptimizer<Element>) {
    set(optimizer.optimizer)
    metadata["accumulated.count"] = String(optimizer.count)
    set("accumulated.weight", Matrix<Double>(row: [optimizer.weight]))
    for (index, sum) in optimizer.sums.enumerated() { set("accumulated.\(index)", sum) }
  }

  /// Restores an accumulating optimizer of the same configuration.
  ///
  /// - Throws: `Failure` if something is missing or has another shape; then nothing is changed.
  public func restore<Element: Scalar>(
    _ optimizer: inout AccumulatingOptimizer<Element>, for parameters: [Parameter<Element>]
  ) throws(Failure) {
    var restored = optimizer
    try restore(&restored.optimizer, for: parameters)
    restored.count = try number("accumulated.count")
    guard restored.count < restored.interval else {
      throw .damaged("\(restored.count) micro-batches of \(restored.interval)")
    }
    restored.weight = try matrix("accumulated.weight", like: Matrix<Double>(row: [0])).elements[0]
    restored.sums = []
    for (index, parameter) in parameters.enumerated() where restored.count > 0 {
      restored.sums.append(try matrix("accumulated.\(index)", like: parameter.value))
    }
    optimizer = restored
  }

  /// Saves the position of a generator.
  public mutating func set(_ generator: SeededGenerator) {
    metadata["generator.seed"] = String(generator.seed)
    metadata["generator.stream"] = String(generator.stream)
    metadata["generator.position"] = String(generator.position)
  }

  /// The generator at the saved position.
  ///
  /// - Throws: `Failure` if it is missing.
  public func generator() throws(Failure) -> SeededGenerator {
    func part(_ key: String) throws(Failure) -> UInt64 {
      let text = try text(key)
      guard let value = UInt64(text) else { throw .damaged("\(key) is \(text)") }
      return value
    }
    return SeededGenerator(
      seed: try part("generator.seed"), stream: try part("generator.stream"),
      position: try part("generator.position"))
  }
}
