import WordMineBase

/// Attention of heads whose keys and values are shared within groups.
///
/// With as many groups as heads it is multi-head attention, with one group multi-query attention. The
/// cache keeps 2 · groups · headWidth numbers of a token.
///
/// References: Vaswani et al. 2017, *Attention Is All You Need*; Shazeer 2019, *Fast Transformer
/// Decoding*; Ainslie et al. 2023, *GQA*.
public struct GroupedAttention: AttentionLayer, Equatable, Codable {
  /// d
  public var width: Int
  /// h
  public var heads: Int
  /// g, a divisor of h.
  public var groups: Int
  /// d_k, of queries, keys and values.
  public var headWidth: Int
  /// `nil` where positions are not told.
  public var rotary: Rotary?

  public init(
    width: Int, heads: Int, groups: Int, headWidth: Int, rotary: Rotary? = Rotary()
  ) {
    precondition(heads % groups == 0, "\(heads) heads in \(groups) groups")
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
  ) -> Variable<Element> {
    var queries = x • p[prefix + "Wq"]
    var keys = x • p[prefix + "Wk"]
    if let rotary {
      let positions = Rotary.positions(rows: x.rows, sequences: sequences)
      queries = queries.turned(rotary, width: headWidth, positions: positions)
      keys = keys.turned(rotary, width: headWidth, positions: positions)
    }
    let part = CausalAttention.Part(queries: queries, keys: keys, groups: groups)
    let mixed = attention(sequences: sequences)([part], values: x • p[prefix + "Wv"])
    return mixed • p[prefix + "Wo"]
  }

  public func step<Element: Scalar>(
    _ x: Matrix<Element>, _ weights: ParameterTable<Element>, prefix: String,
    cache: inout KeyValueCache<Element>
  ) -> Matrix<Element> {
    var queries = x • weights[prefix + "Wq"]
    var keys = x • weights[prefix + "Wk"]
    if let rotary {
      let positions = Array(cache.count..<cache.count + x.rows)
      queries = rotary.turned(queries, width: headWidth, positions: positions)
      keys = rotary.turned(keys, width: headWidth, positions: positions)
    }
    cache.append([keys, x • weights[prefix + "Wv"]])
    let part = CausalAttention.Part(queries: queries, keys: cache.part(0), groups: groups)
    let mixed = attention(sequences: 1).forward([part], values: cache.part(1)).output
    return mixed • weights[prefix + "Wo"]
  }
}
