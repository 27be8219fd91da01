extension BigramModel {
  init(_ model: WordModel, _ lattice: WordLattice, gate: Float) {
    self.gate = gate
    let counts = model.words.view
    var order = (1..<max(1, lattice.words.count)).filter {
      counts[$0].following > 0 || counts[$0].preceders > 0
    }.map { (atoms: lattice.words.atoms($0), number: $0) }
    order.sort { $0.atoms.lexicographicallyPrecedes($1.atoms) }
    var numbers = [UInt32](repeating: 0, count: lattice.words.count)
    words = []
    for (atoms, number) in [(atoms: [], number: 0)] + order {
      numbers[number] = UInt32(words.count)
      words.append(
        Word(
          atoms: atoms, following: Int(counts[number].following),
          followers: Int(counts[number].followers), preceders: Int(counts[number].preceders)))
    }
    pairs = lattice.countedPairs(model).map {
      Pair(before: numbers[Int($0.before)], word: numbers[Int($0.word)], count: $0.count)
    }
    pairs.sort { ($0.before, $0.word) < ($1.before, $1.word) }
  }
}
