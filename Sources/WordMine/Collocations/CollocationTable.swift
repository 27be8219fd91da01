import WordMineText

extension Table<Collocation> {
  /// Collocations with all their figures.
  ///
  ///     a<TAB>b<TAB>n<TAB>n_1<TAB>n_2<TAB>peak<TAB>…
  ///     香<TAB>气<TAB>11<TAB>11<TAB>0<TAB>1<TAB>…
  ///
  /// JSON Lines have a list `distances` in place of `n_1`, `n_2`, ….
  ///
  /// - Parameter window: The greatest distance to write.
  package static func collocations(window: Int) -> Table {
    let words: [Column] = [
      .text("a", { $0.first }, set: { $0.first = $1 ?? "" }).required,
      .text("b", { $0.second }, set: { $0.second = $1 ?? "" }).required,
      .integer("n", { $0.count }, set: { $0.count = $1 ?? 0 }).required,
    ]
    let distances =
      (1...window).map(Column.distance)
      + [
        Column("distances", { $0.distances.isEmpty ? .missing : Cell($0.distances) }) {
          field, pair throws(InputError.Reason) in pair.distances = try field.counts()
        }.only(.jsonl)
      ]
    let figures: [Column] = [
      .integer("peak", { $0.distances.isEmpty ? nil : $0.peak }),
      .number("spread", { $0.spread }),
      .figure("pmi", \.pointwiseInformation),
      .figure("npmi", \.normalizedInformation),
      .figure("g2", \.logLikelihood),
      .figure("log_dice", \.logDice),
      .figure("t", \.tScore),
      .figure("gain", \.gain),
      .figure("link", \.link),
      .figure("log2_r", \.logRatio),
      .figure("direction", \.direction),
    ]
    return Table(
      words + distances + figures, blank: { Collocation() },
      check: { pair throws(InputError.Reason) in
        guard !pair.first.isEmpty, !pair.second.isEmpty else {
          throw .mismatch("a word of the pair is missing")
        }
      })
  }
}

extension Table<Collocation>.Column {
  /// The column of the count at a distance, such as `n_1`.
  fileprivate static func distance(_ distance: Int) -> Self {
    .integer(
      "n_\(distance)", { distance <= $0.distances.count ? $0.distances[distance - 1] : nil },
      set: { pair, count in
        guard let count else { return }
        while pair.distances.count < distance { pair.distances.append(0) }
        pair.distances[distance - 1] = count
      }
    ).only(.tsv, .csv)
  }

  fileprivate static func figure(
    _ name: String, _ path: WritableKeyPath<Collocation, Double> & Sendable
  ) -> Self {
    .number(name, { $0[keyPath: path] }, set: { $0[keyPath: path] = $1 ?? .nan })
  }
}

extension Collocations {
  /// The words that belong to a given word.
  package static var neighbourTable: Table<Neighbour> {
    Table([
      .text("side", { $0.isAfter ? "after" : "before" }),
      .integer("distance", { $0.pair.peak }),
      .text("word", { $0.word }),
      .integer("n", { $0.pair.count }),
      .integer("n_here", { $0.pair.distances[$0.pair.peak - 1] }),
      .number("link", { $0.pair.link }),
      .number("log_dice", { $0.pair.logDice }),
      .number("gain", { $0.pair.gain }),
      .number("spread", { $0.pair.spread }),
    ])
  }

  /// The ratios of pairs at each distance.
  package static var ratioTable: Table<DistanceRatio> {
    Table([
      .text("a", { $0.first }),
      .text("b", { $0.second }),
      .text("distance", { $0.distance.map { String($0) } ?? "*" }),
      .number("log2_r", { $0.logRatio }),
    ])
  }
}

extension Collocation {
  /// The collocations in a file written by `Collocations.write`, in any format.
  ///
  /// - Throws: `InputError` at a line that cannot be read.
  public static func list(contentsOf path: String) throws(InputError) -> [Collocation] {
    try RecordReader(collocations: try ByteSource(path: path)).all()
  }
}

extension RecordReader where Record == Collocation {
  /// Reads collocations; the format is detected from the beginning of the file.
  ///
  /// - Throws: `InputError` if the beginning cannot be read.
  package init(collocations source: consuming ByteSource) throws(InputError) {
    var lines = LineReader(source)
    let format = TableFormat(detecting: try lines.peek())
    let table = Table<Collocation>.collocations(window: CollocationMiner.longestWindow)
    self.init(lines, as: table.lineFormat(format))
  }

  /// Whether a file without its byte order mark begins like one of collocations, in any format.
  package static func areCollocations(_ beginning: ArraySlice<UInt8>) -> Bool {
    let line = beginning.prefix { $0 != 0x0A && $0 != 0x0D }
    if line.first != UInt8(ascii: "{") {
      let names = (line.first == UInt8(ascii: "#") ? line.dropFirst() : line)
        .split { $0 == 0x09 || $0 == UInt8(ascii: ",") }
      return names.prefix(3).map { String(decoding: $0, as: UTF8.self) } == ["a", "b", "n"]
    }
    let format = Table<Collocation>.collocations(window: 1).lineFormat(.jsonl)
    var reader = format
    return (try? reader.decode(Substring(decoding: line, as: UTF8.self))) != nil
  }
}
