import WordMineBase
import WordMineText

/// How a model's words, and the phrases of the sample, are used in shards of a corpus.
///
/// The body of the file:
///
/// | part | content |
/// | --- | --- |
/// | model | the checksum of its file, four bytes |
/// | phrases | number; for each, greatest gain first: its atoms; gain, entropies to the left and to the right, share, which are those of the sample; uses, occurrences; the words before and behind |
/// | words | for each, ascending: its atoms; uses by the model and by its boundary model alone; the words before, likewise; an empty word ends them |
///
/// Atoms are a number and ids. Sets of words are estimated: two maps of 64 bits, see `LinearCounter`.
struct ShardUses: ~Copyable {
  /// The checksum of the model.
  let model: UInt32
  let header: ShardFile.Header
  let phrases: [CountedPhrase]
  private var body: BinaryReader
  /// Ids of atoms are less than this.
  private let atomLimit: Int
  private var previous: SIMD4<UInt32> = .zero
  private var isAtEnd = false

  /// - Parameter plan: `nil`: any.
  /// - Throws: `InputError` if it is damaged, or none of these.
  init(_ source: consuming ByteSource, of plan: ShardPlan?) throws(InputError) {
    let limit = plan?.stages.atoms.count ?? 1 << Int(ShortGram.bits)
    var input = try ShardFile.open(source, .uses, of: plan)
    let model: UInt32 = LittleEndian.value(try input.body.bytes(4))
    var phrases: [CountedPhrase] = []
    for _ in 0..<(try input.body.count()) {
      phrases.append(try input.body.phrase(atoms: limit))
    }
    (self.model, self.phrases, atomLimit) = (model, phrases, limit)
    header = input.header
    body = input.body
  }

  /// The next word, in ascending order; `nil` after the last, when the checksum was found right.
  mutating func next() throws(InputError) -> ChunkedUsage.Word? {
    if isAtEnd { return nil }
    let ids = try body.ids(below: atomLimit)
    if ids.isEmpty {
      isAtEnd = true
      try body.expectChecksumAndEnd()
      return nil
    }
    guard ids.count <= AtomSequence.longestWord else { throw body.error(.damaged("a word")) }
    var word = ChunkedUsage.Word(atoms: .zero)
    for (index, id) in ids.enumerated() { word.atoms[index] = id }
    guard previous.precedes(word.atoms) else {
      throw body.error(.damaged("words are out of order"))
    }
    previous = word.atoms
    (word.count, word.boundaryCount) = (try body.count(), try body.count())
    (word.contexts, word.boundaryContexts) = (try body.counter(), try body.counter())
    return word
  }

  /// Writes a file, word by word.
  struct Writer {
    private let sink: ByteSink
    private var bytes: [UInt8] = []

    init(
      _ header: ShardFile.Header, model: UInt32, _ phrases: [CountedPhrase], to sink: ByteSink
    ) throws {
      self.sink = sink
      try ShardFile.begin(header, sink)
      bytes += LittleEndian.bytes(model)
      bytes.append(number: phrases.count)
      for phrase in phrases { bytes.append(phrase: phrase) }
    }

    /// - Precondition: Words come in ascending order.
    mutating func write(_ word: ChunkedUsage.Word) throws {
      bytes.append(ids: CountedRecords.ids(word.atoms))
      bytes.append(number: word.count)
      bytes.append(number: word.boundaryCount)
      bytes.append(counter: word.contexts)
      bytes.append(counter: word.boundaryContexts)
      if bytes.count >= 1 << 16 { try flush() }
    }

    private mutating func flush() throws {
      try sink.write(bytes)
      bytes.removeAll(keepingCapacity: true)
    }

    mutating func end() throws {
      bytes.append(ids: [])
      try flush()
      try ShardFile.end(sink)
    }
  }
}

// MARK: - Sums

extension ShardUses {
  /// Writes the sum of files, which one model made with one plan.
  ///
  /// - Throws: `InputError` if one is damaged, or of another model; `Interrupted`.
  static func merge(
    _ sources: [() throws -> ByteSource], to sink: ByteSink, workers: Workers
  ) throws {
    let inputs = try sources.map { try Head(ShardUses($0(), of: nil)) }
    let first = inputs[0]
    var phrases = first.uses.phrases
    for input in inputs.dropFirst() {
      guard input.uses.model == first.uses.model, phrases.add(input.uses.phrases) else {
        throw input.uses.body.error(.mismatch("was made with another model than \(first.name)"))
      }
    }
    var writer = try Writer(first.uses.header, model: first.uses.model, phrases, to: sink)
    var check = InterruptCheck(workers)
    while var word = least(of: inputs) {
      try check.step()
      for input in inputs where input.next?.atoms == word.atoms {
        if let other = input.next { word.add(other) }
        try input.advance()
      }
      try writer.write(word)
    }
    try writer.end()
  }

  /// The least word, not used yet.
  private static func least(of inputs: [Head]) -> ChunkedUsage.Word? {
    let words = inputs.lazy.compactMap(\.next?.atoms)
    return words.min { $0.precedes($1) }.map { ChunkedUsage.Word(atoms: $0) }
  }

  /// A file on its way through a merge.
  private final class Head {
    var uses: ShardUses
    private(set) var next: ChunkedUsage.Word?
    var name: String { uses.body.name }

    init(_ uses: consuming ShardUses) throws {
      self.uses = uses
      try advance()
    }

    func advance() throws { next = try uses.next() }
  }
}

extension ChunkedUsage.Word {
  fileprivate mutating func add(_ other: ChunkedUsage.Word) {
    count += other.count
    boundaryCount += other.boundaryCount
    contexts.formUnion(other.contexts)
    boundaryContexts.formUnion(other.boundaryContexts)
  }
}

extension [CountedPhrase] {
  /// Adds the uses of the same phrases.
  ///
  /// - Returns: `false` if they are others.
  fileprivate mutating func add(_ others: [CountedPhrase]) -> Bool {
    guard count == others.count else { return false }
    for (index, other) in others.enumerated() {
      guard self[index].ids == other.ids, self[index].gain == other.gain else { return false }
      self[index].count += other.count
      self[index].rawCount += other.rawCount
      self[index].contexts.formUnion(other.contexts)
      self[index].contextsAfter.formUnion(other.contextsAfter)
    }
    return true
  }
}

extension SIMD4<UInt32> {
  /// The order of the atoms, a prefix first.
  func precedes(_ other: Self) -> Bool {
    for index in 0..<4 where self[index] != other[index] { return self[index] < other[index] }
    return false
  }
}

// MARK: - Phrases

extension [UInt8] {
  fileprivate mutating func append(phrase: CountedPhrase) {
    append(ids: phrase.ids)
    for value in [phrase.gain, phrase.leftEntropy, phrase.rightEntropy, phrase.share] {
      append(fraction: value)
    }
    append(number: phrase.count)
    append(number: phrase.rawCount)
    append(counter: phrase.contexts)
    append(counter: phrase.contextsAfter)
  }
}

extension BinaryReader {
  fileprivate mutating func phrase(atoms: Int) throws(InputError) -> CountedPhrase {
    var phrase = CountedPhrase(
      ids: try ids(below: atoms), gain: try fraction(), leftEntropy: try fraction(),
      rightEntropy: try fraction(), share: try fraction())
    (phrase.count, phrase.rawCount) = (try count(), try count())
    (phrase.contexts, phrase.contextsAfter) = (try counter(), try counter())
    return phrase
  }
}
