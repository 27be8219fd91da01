import WordMineBase

/// Updates parameters by their gradients, each kind by the rule of its group.
///
///     var optimizer = try Optimizer<Float>(.init([
///       ParameterGroup([.kernel, .bias, .gain], rule: Tiger(), learningRate: 1.76e-3,
///                      weightDecay: 0.01, scaling: .byParameterScale()),
///       ParameterGroup([.embedding], rule: AdamW(), learningRate: 1e-3),
///     ]))
///     try optimizer.step(&parameters, gradients: gradients)
public struct Optimizer<Element: Scalar>: Sendable {
  public struct Configuration: Sendable {
    /// Each kind of parameters is in one group.
    public var groups: [ParameterGroup]
    /// Its steps are the calls of `step`, counted from zero and including micro-batches.
    public var schedule = Schedule.constant
    /// What happens to a parameter whose gradient is not finite.
    public var nonFinite = NonFiniteGuard.skip
    /// The number of micro-batches per update, without a buffer: parameters move at the last one. More
    /// than one needs rules that accumulate windows; for others there is ``AccumulatingOptimizer``.
    public var window = 1

    public init(_ groups: [ParameterGroup]) { self.groups = groups }
  }

  /// What to do with a parameter whose gradient is not finite.
  public enum NonFiniteGuard: Equatable, Sendable {
    /// Keep parameter and state.
    case skip
    /// Keep the state; θ ← (θ − c) s + c, with c = 1 for gains and 0 for all others.
    case shrink(Double)
  }

  public let configuration: Configuration
  /// The number of calls of `step`.
  public internal(set) var steps = 0
  /// The state of the rules: for each parameter, for each slot.
  public internal(set) var state: [[Matrix<Element>]] = []
  /// The number of updates, for each parameter.
  public internal(set) var updates: [Int] = []
  /// The rows that were touched in this window, for each table; empty for other parameters.
  public internal(set) var touchedRows: [[Bool]] = []

  /// - Throws: `InvalidValue` if a kind of parameter has no group or several, for learning rates, decays
  ///   and factors that are negative or not finite, for rules that cannot be used, and for a window that a
  ///   rule cannot accumulate.
  public init(_ configuration: Configuration) throws(InvalidValue) {
    try configuration.check()
    self.configuration = configuration
  }

  /// Updates parameters by one gradient each.
  ///
  /// - Parameters:
  ///   - parameters: The same ones, in the same order, at each call.
  ///   - gradients: Of the mean loss of the batch.
  ///   - touched: The rows of tables that the batch touches, without repetitions; `nil` for all. The
  ///     gradients of tables then have only these rows, in this order, and all other rows remain, with their
  ///     state: see ``LazyRows/frozenState``.
  /// - Throws: `InvalidValue` if there is no gradient of the same shape for each parameter, if they are not
  ///   the parameters of the step before, for a row that is not in a table, and for touched rows where a
  ///   window has several micro-batches. Nothing is changed then.
  /// - Returns: The names of parameters whose gradients were not finite.
  @discardableResult
  public mutating func step(
    _ parameters: inout [Parameter<Element>], gradients: [Matrix<Element>], touched: [Int]? = nil
  ) throws(InvalidValue) -> [String] {
    try check(parameters, gradients, touched)
    if state.isEmpty { prepare(parameters) }
    let factor = configuration.schedule.factor(at: steps)
    var refused: [String] = []
    for index in parameters.indices {
      if !gradients[index].isFinite {
        refused.append(parameters[index].name)
        shrink(&parameters[index])
      } else if let touched, parameters[index].kind == .embedding {
        update(touched, of: &parameters[index], index, gradients[index], factor: factor)
      } else {
        update(&parameters[index], index, gradients[index], factor: factor)
      }
    }
    steps += 1
    return refused
  }

  private func check(
    _ parameters: [Parameter<Element>], _ gradients: [Matrix<Element>], _ touched: [Int]?
  ) throws(InvalidValue) {
    try InvalidValue.checkEqual(gradients.count, "gradients", parameters.count, "parameters")
    try InvalidValue.checkEqual(
      state.isEmpty ? parameters.count : state.count, "parameters of the step before",
      parameters.count, "parameters")
    if touched != nil { try InvalidValue.check("window", configuration.window, in: 1...1) }
    for (index, (parameter, gradient)) in zip(parameters, gradients).enumerated() {
      let value = parameter.value
      let rows = parameter.kind == .embedding ? touched?.count ?? value.rows : value.rows
      try gradient.check(rows: rows, columns: value.columns, "a gradient of \(parameter.name)")
      if parameter.kind == .embedding {
        try InvalidValue.check("row", touched ?? [], below: value.rows)
      }
      guard !state.isEmpty else { continue }
      let slots = group(of: parameter.kind).rule.slots
      try InvalidValue.checkEqual(state[index].count, "states", slots, "slots of the rule")
      for slot in state[index] {
        try slot.check(rows: value.rows, columns: value.columns, "the state of \(parameter.name)")
      }
    }
  }

  private mutating func prepare(_ parameters: [Parameter<Element>]) {
    for parameter in parameters {
      let zero = Matrix<Element>(rows: parameter.value.rows, columns: parameter.value.columns)
      state.append(Array(repeating: zero, count: group(of: parameter.kind).rule.slots))
      updates.append(0)
      touchedRows.append(
        Array(repeating: false, count: parameter.kind == .embedding ? zero.rows : 0))
    }
  }

  func group(of kind: ParameterKind) -> ParameterGroup {
    // The initializer checked that every kind has a group.
    configuration.group(of: kind)!
  }

  private func shrink(_ parameter: inout Parameter<Element>) {
    guard case .shrink(let factor) = configuration.nonFinite else { return }
    let centre: Element = parameter.kind == .gain ? 1 : 0
    parameter.value = parameter.value.map { ($0 - centre) * Element(factor) + centre }
  }

  private var isFirst: Bool { steps % configuration.window == 0 }
  private var isLast: Bool { (steps + 1) % configuration.window == 0 }

  private mutating func update(
    _ parameter: inout Parameter<Element>, _ index: Int, _ gradient: Matrix<Element>,
    factor: Double
  ) {
    if isFirst || updates[index] == 0 { updates[index] += 1 }
    var slots = state[index].map(\.elements)
    // Moved out, so that the arrays have one owner while they change.
    state[index] = state[index].map { Matrix(rows: $0.rows, columns: 0) }
    let group = group(of: parameter.kind)
    if parameter.kind == .embedding {
      updateRows(&parameter, group, index, gradient, &slots, factor)
    } else {
      let step = step(
        parameter, group, 0..<parameter.value.count, number: updates[index],
        factor: isLast ? factor : 0)
      group.rule.update(
        &parameter.value.elements, 0..<gradient.count, gradient: gradient.elements, state: &slots,
        step)
    }
    state[index] = slots.map {
      Matrix(gradient.rows, gradient.columns, $0)
    }
  }

  /// Updates a table: each row has a rate of its own, and may be left alone.
  private mutating func updateRows(
    _ parameter: inout Parameter<Element>, _ group: ParameterGroup, _ index: Int,
    _ gradient: Matrix<Element>, _ slots: inout [[Element]], _ factor: Double
  ) {
    if isFirst { touchedRows[index] = touchedRows[index].map { _ in false } }
    for row in 0..<gradient.rows {
      let wasTouched = touchedRows[index][row]
      if !wasTouched { touchedRows[index][row] = !gradient.isZero(row: row) }
      let isTouched = touchedRows[index][row] || group.lazyRows == .off
      if !isTouched && group.lazyRows == .frozenState { continue }
      let range = gradient.range(ofRow: row)
      var step = step(
        parameter, group, range, number: updates[index],
        factor: isLast && isTouched ? factor : 0)
      // The window of a frozen state starts when the row is first touched.
      if group.lazyRows == .frozenState { step.isFirst = !wasTouched }
      group.rule.update(
        &parameter.value.elements, range, gradient: gradient.elements, state: &slots, step)
    }
  }

  /// Updates some rows of a table, in time that depends on them alone.
  private mutating func update(
    _ rows: [Int], of parameter: inout Parameter<Element>, _ index: Int,
    _ gradient: Matrix<Element>, factor: Double
  ) {
    updates[index] += 1
    let group = group(of: parameter.kind)
    var part = Parameter(parameter.name, parameter.kind, parameter.value.rows(at: rows))
    var slots = state[index].map { $0.rows(at: rows).elements }
    for row in rows.indices {
      let range = gradient.range(ofRow: row)
      let step = step(part, group, range, number: updates[index], factor: factor)
      group.rule.update(
        &part.value.elements, range, gradient: gradient.elements, state: &slots, step)
    }
    for (place, row) in rows.enumerated() {
      let (source, target) = (gradient.range(ofRow: place), parameter.value.range(ofRow: row))
      parameter.value.elements.replaceSubrange(target, with: part.value.elements[source])
      for slot in slots.indices {
        state[index][slot].elements.replaceSubrange(target, with: slots[slot][source])
      }
    }
  }

  private func step(
    _ parameter: Parameter<Element>, _ group: ParameterGroup, _ range: Range<Int>, number: Int,
    factor: Double
  ) -> UpdateStep {
    let size =
      group.scaling == .uniform ? 0 : Self.rootMeanSquare(parameter.value.elements[range])
    let (rate, decay) = group.rate(parameter.kind, rootMeanSquare: Double(size))
    return UpdateStep(
      rate: rate * factor, decay: decay, number: number, isFirst: isFirst,
      window: configuration.window)
  }

  private static func rootMeanSquare(_ values: ArraySlice<Element>) -> Element {
    (dot(values, values) / Element(max(1, values.count))).squareRoot()
  }
}

extension Optimizer.Configuration {
  fileprivate func group(of kind: ParameterKind) -> ParameterGroup? {
    groups.first { $0.kinds.contains(kind) }
  }

  fileprivate func check() throws(InvalidValue) {
    var taken: Set<ParameterKind> = []
    for (index, group) in groups.enumerated() {
      // The first group that has a kind counts; the last may be one of all kinds that are left.
      guard !group.kinds.isSubset(of: taken) else {
        throw InvalidValue(
          "group \(index + 1) has no parameters: groups before it have all of its kinds; put it first"
        )
      }
      taken.formUnion(group.kinds)
    }
    if let kind = ParameterKind.allCases.first(where: { !taken.contains($0) }) {
      throw InvalidValue("no group has parameters of kind \(kind.rawValue); add one")
    }
    for group in groups {
      try group.rule.validate()
      try InvalidValue.checkNotNegative("learningRate", group.learningRate)
      try InvalidValue.checkNotNegative("weightDecay", group.weightDecay)
    }
    for point in schedule.points { try InvalidValue.checkNotNegative("factor", point.factor) }
    try InvalidValue.check("window", window, atLeast: 1)
    guard window == 1 || groups.allSatisfy(\.rule.accumulatesWindows) else {
      throw InvalidValue(
        "a rule cannot accumulate a window of \(window) micro-batches; use an "
          + "AccumulatingOptimizer")
    }
  }
}
