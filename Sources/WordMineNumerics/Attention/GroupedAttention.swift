import WordMineBase

/// Attention with keys and values shared by groups of heads: MHA, GQA and MQA.
///
/// With as many groups as heads it is multi-head attention, with one group multi-query attention. The
/// cache keeps 2 · groups · headWidth numbers per token. Values have the width of keys.
///
/// References: Vaswani et al. 2017, *Attention Is All You Need*; Shazeer 2019, *Fast Transformer
/// Decoding*; Ainslie et al. 2023, *GQA*.
public struct GroupedAttention: AttentionLayer, Equatable {
  /// d
  public let width: Int
  /// h
  public let heads: Int
  /// g, a divisor of h.
  public let groups: Int
  /// d_k, of queries, keys and values.
  public let headWidth: Int
  /// `nil` if positions are not encoded.
  public let rotary: Rotary?

  /// - Throws: `InvalidValue` if a size is below 1, if the groups do not share the heads evenly, or if
  ///   heads of an odd width are to be rotated.
  public init(
    width: Int, heads: Int, groups: Int, headWidth: Int, rotary: Rotary? = Rotary()
  ) throws(InvalidValue) {
    try InvalidValue.check("width", width, atLeast: 1)
    try InvalidValue.check("heads", heads, atLeast: 1)
    try InvalidValue.check("groups", groups, atLeast: 1)
    try InvalidValue.check("headWidth", headWidth, atLeast: 1)
    guard heads % groups == 0 else {
      throw InvalidValue("\(heads) heads cannot share \(groups) groups evenly")
    }
    try rotary?.check(width: headWidth)
    self.width = width
    self.heads = heads
    self.groups = groups
    self.headWidth = headWidth
    self.rotary = rotary
  }

  public var cacheColumns: [Int] { [groups * headWidth, groups * headWidth] }
  public var cacheScalarsPerToken: Int { 2 * groups * headWidth }

  public func parameters<Element: Scalar>(
    _ prefix: String, _ generator: inout SeededGenerator
  ) -> [Parameter<Element>] {
    [
      generator.kernel(prefix + "Wq", rows: width, columns: heads * headWidth),
      generator.kernel(prefix + "Wk", rows: width, columns: groups * headWidth),
      generator.kernel(prefix + "Wv", rows: width, columns: groups * headWidth),
      generator.kernel(prefix + "Wo", rows: heads * headWidth, columns: width),
    ]
  }

  func attention(sequences: Int) -> CausalAttention {
    CausalAttention(
      heads: heads, valueGroups: groups, scale: 1 / Double(headWidth).squareRoot(),
      sequences: sequences)
  }

  public func forward<Element: Scalar>(
    _ x: Variable<Element>, _ p: TapedParameters<Element>, prefix: String, sequences: Int
  ) throws(InvalidValue) -> Variable<Element> {
    try x.value.check(columns: width, "x")
    try check(rows: x.rows, sequences: sequences)
    var queries = x • p[prefix + "Wq"]
    var keys = x • p[prefix + "Wk"]
    if let rotary {
      let positions = Rotary.positions(rows: x.rows, sequences: sequences)
      queries = queries.rotated(rotary, width: headWidth, positions: positions)
      keys = keys.rotated(rotary, width: headWidth, positions: positions)
    }
    let part = CausalAttention.Part(queries: queries, keys: keys, groups: groups)
    let mixed = attention(sequences: sequences)([part], values: x • p[prefix + "Wv"])
    return mixed • p[prefix + "Wo"]
  }

  public func step<Element: Scalar>(
    _ x: Matrix<Element>, _ weights: ParameterTable<Element>, prefix: String,
    cache: inout KeyValueCache<Element>
  ) throws(InvalidValue) -> Matrix<Element> {
    try x.check(columns: width, "x")
    try cache.check(for: self)
    var queries = x • weights[prefix + "Wq"]
    var keys = x • weights[prefix + "Wk"]
    if let rotary {
      let positions = Array(cache.count..<cache.count + x.rows)
      queries = rotary.rotated(queries, width: headWidth, positions: positions)
      keys = rotary.rotated(keys, width: headWidth, positions: positions)
    }
    cache.append([keys, x • weights[prefix + "Wv"]])
    let part = CausalAttention.Part(queries: queries, keys: cache.part(0), groups: groups)
    let mixed = attention(sequences: 1).forward([part], values: cache.part(1)).output
    return mixed • weights[prefix + "Wo"]
  }
}
