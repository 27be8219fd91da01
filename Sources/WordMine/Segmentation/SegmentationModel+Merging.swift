import WordMineBase

/// Combining models of different texts.
extension SegmentationModel {
  /// This model, continued with the model of other text.
  ///
  /// Counts of atoms, strings, words and pairs of words are added. Strings that occurred only once
  /// in a text are missing from its model and are not recovered. Entropies and boundary weights are
  /// averaged, weighted by counts.
  ///
  /// - Returns: The model, and a map from the ids of `other` to its ids.
  /// - Precondition: Both have the same script.
  /// - Complexity: O(strings + words of both).
  func continued(by other: SegmentationModel) -> (model: SegmentationModel, ids: [UInt32]) {
    precondition(script == other.script, "models of different scripts")
    var model = self
    let ids = model.addAtoms(other)
    model.addSingles(other, ids)
    func key(_ key: UInt64) -> UInt64 {
      func atom(_ place: UInt64) -> UInt32 { ids[Int(ShortGram.atom(key, place))] }
      return ShortGram.key(atom(0), atom(1), atom(2))
    }
    model.pairs = Gram.sum(pairs, other.pairs, key)
    model.triples = Gram.sum(triples, other.triples, key)
    let share = Double(other.totalCount) / Double(max(1, totalCount + other.totalCount))
    model.totalCount += other.totalCount
    model.sampledAtoms += other.sampledAtoms
    model.maximumLength = max(maximumLength, other.maximumLength)
    model.boundaries = boundaries.mean(
      with: other.boundaries, ids: ids, atoms: model.atoms.count, share: Float(share))
    model.granularity += share * (other.granularity - granularity)
    model.wordModel = BigramModel.sum(wordModel, other.wordModel, ids)
    return (model, ids)
  }

  /// This model, for a text whose own model is another.
  ///
  /// - Parameter freezes: Whether it stays as it is; else it is continued.
  /// - Returns: The model, and a map from the ids of `other` to its ids.
  func applied(to other: SegmentationModel, freezes: Bool) -> (SegmentationModel, ids: [UInt32]) {
    guard freezes else { return continued(by: other) }
    let known = idsByText
    // What it does not have is unknown, as `AtomEncoder` has it.
    return (
      self,
      other.atoms.enumerated().map { id, text in
        id <= AtomAlphabet.latinClass ? UInt32(id) : known[text] ?? UInt32(atoms.count)
      }
    )
  }

  private var idsByText: [String: UInt32] {
    var ids: [String: UInt32] = [:]
    for (id, text) in atoms.enumerated() where id > AtomAlphabet.latinClass {
      ids[text] = UInt32(id)
    }
    return ids
  }

  /// A model that continues this one, with the words of both texts.
  ///
  /// - Parameter model: The continued model, with the words of the other text.
  func addingWords(to model: SegmentationModel) -> SegmentationModel {
    var model = model
    model.words = Self.sum(words, model.words)
    return model
  }

  private mutating func addAtoms(_ other: SegmentationModel) -> [UInt32] {
    let byText = idsByText
    return other.atoms.enumerated().map { id, text in
      if id <= AtomAlphabet.latinClass { return UInt32(id) }
      if let known = byText[text] { return known }
      // The keys of strings have no room for more atoms, which join the class of rare runs.
      guard atoms.count < 1 << ShortGram.bits else {
        return UInt32(AtomAlphabet.latinClass)
      }
      atoms.append(text)
      singles.append(
        Gram(
          key: ShortGram.key(UInt64(atoms.count - 1)), count: 0, rightBin: 0, leftBin: 0))
      return UInt32(atoms.count - 1)
    }
  }

  private mutating func addSingles(_ other: SegmentationModel, _ ids: [UInt32]) {
    for (gram, id) in zip(other.singles, ids) {
      var gram = gram
      gram.key = singles[Int(id)].key
      singles[Int(id)] = singles[Int(id)].sum(gram)
    }
  }

  /// Words with the sum of their uses, most used first.
  private static func sum(_ one: [Word], _ other: [Word]) -> [Word] {
    var uses: [String: Int] = [:]
    for word in one + other { uses[word.text, default: 0] += word.count }
    return uses.map { Word(text: $0.key, count: $0.value) }.sorted {
      $0.count != $1.count ? $0.count > $1.count : $0.text.utf8Precedes($1.text)
    }
  }
}

extension BoundaryWeights {
  /// The means of the weights of two models. An atom that only one of them has keeps its weights.
  ///
  /// - Parameters:
  ///   - ids: Maps the atom ids of `other` to those of the result; atoms of this model keep their ids.
  ///   - share: The weight of `other`, from 0 to 1.
  func mean(with other: Self, ids: [UInt32], atoms: Int, share: Float) -> Self {
    var sum = Self(layout: Layout(atoms: atoms))
    func mean(_ one: SIMD4<Float>, _ two: SIMD4<Float>) -> SIMD4<Float> {
      one + share * (two - one)
    }
    for place in 0..<Layout.statistics {
      sum.values[place] = mean(values[place], other.values[place])
    }
    for offset in 0..<2 * Layout.pairCells {
      sum.values[sum.layout.firstPair + offset] = mean(
        values[layout.firstPair + offset], other.values[other.layout.firstPair + offset])
    }
    for atom in 0..<UInt32(layout.atoms) {
      for place in AtomPlace.allCases {
        sum.values[sum.layout.atom(atom, place)] = values[layout.atom(atom, place)]
      }
    }
    for (atom, id) in ids.enumerated() {
      for place in AtomPlace.allCases {
        let weights = other.values[other.layout.atom(UInt32(atom), place)]
        let target = sum.layout.atom(id, place)
        sum.values[target] = Int(id) < layout.atoms ? mean(sum.values[target], weights) : weights
      }
    }
    return sum
  }
}

extension SegmentationModel.Gram {
  /// A string with the sum of both counts, and the mean of the entropies.
  func sum(_ other: Self) -> Self {
    let total = max(1, count + other.count)
    func mean(_ one: UInt8, _ two: UInt8) -> UInt8 {
      UInt8((Int(one) * count + Int(two) * other.count + total / 2) / total)
    }
    return Self(
      key: key, count: count + other.count, rightBin: mean(rightBin, other.rightBin),
      leftBin: mean(leftBin, other.leftBin))
  }

  /// The strings of two texts, ascending by key.
  ///
  /// - Parameter newKey: Converts a key of `other` to the ids of `one`.
  static func sum(_ one: [Self], _ other: [Self], _ newKey: (UInt64) -> UInt64) -> [Self] {
    let other = other.map {
      Self(key: newKey($0.key), count: $0.count, rightBin: $0.rightBin, leftBin: $0.leftBin)
    }
    var result: [Self] = []
    for gram in (one + other).sorted(by: { ($0.key, $0.count) < ($1.key, $1.count) }) {
      if let last = result.last, last.key == gram.key {
        result[result.count - 1] = last.sum(gram)
      } else {
        result.append(gram)
      }
    }
    return result
  }
}

extension BigramModel {
  /// The words and pairs of two models.
  ///
  /// The number of distinct words before or after a word is the sum for both models, minus the
  /// pairs that are in both.
  ///
  /// - Parameter ids: Maps the atom ids of `other` to those of `one`.
  static func sum(_ one: Self?, _ other: Self?, _ ids: [UInt32]) -> Self? {
    guard let one, var other else { return one ?? other?.renamed(ids) }
    other = other.renamed(ids)
    var numbers: [[UInt32]: Int] = [:]
    var sum = Self(gate: max(one.gate, other.gate), words: [], pairs: [])
    for word in one.words + other.words {
      guard let number = numbers[word.atoms] else {
        numbers[word.atoms] = sum.words.count
        sum.words.append(word)
        continue
      }
      sum.words[number].following += word.following
      sum.words[number].followers += word.followers
      sum.words[number].preceders += word.preceders
    }
    var counts: [UInt64: Int] = [:]
    for model in [one, other] {
      for pair in model.pairs {
        let before = numbers[model.words[Int(pair.before)].atoms]!
        let word = numbers[model.words[Int(pair.word)].atoms]!
        let key = UInt64(before) << 32 | UInt64(word)
        if counts[key] != nil {
          sum.words[before].followers -= 1
          sum.words[word].preceders -= 1
        }
        counts[key, default: 0] += pair.count
      }
    }
    sum.pairs = counts.map {
      Pair(
        before: UInt32($0.key >> 32), word: UInt32(truncatingIfNeeded: $0.key), count: $0.value)
    }
    return sum.inOrder()
  }

  /// The model with other atom ids.
  private func renamed(_ ids: [UInt32]) -> Self {
    var model = self
    for index in words.indices {
      model.words[index].atoms = words[index].atoms.map { ids[Int($0)] }
    }
    return model.inOrder()
  }

  /// The model with words in the order of their atoms, and pairs in the order of their words.
  private func inOrder() -> Self {
    let order = words.indices.sorted {
      words[$0].atoms.lexicographicallyPrecedes(words[$1].atoms)
    }
    var numbers = [UInt32](repeating: 0, count: words.count)
    for (number, old) in order.enumerated() { numbers[old] = UInt32(number) }
    var model = self
    model.words = order.map { words[$0] }
    model.pairs = pairs.map {
      Pair(before: numbers[Int($0.before)], word: numbers[Int($0.word)], count: $0.count)
    }.sorted { ($0.before, $0.word) < ($1.before, $1.word) }
    return model
  }
}
