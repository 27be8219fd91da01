import Testing
import WordMineText

@testable import WordMine

/// A corpus whose chunks are small.
func smallChunks(
  _ inputs: [CorpusInput], blockSize: Int = 1 << 20, threads: Int = 1,
  _ change: (inout AtomSpool.Configuration) -> Void = { _ in }
) throws -> AtomSpool {
  var configuration = AtomSpool.Configuration()
  (configuration.unitsInMemory, configuration.chunkUnits) = (0, 500)
  change(&configuration)
  var reading = CorpusReader.Configuration()
  (reading.blockSize, reading.workers.threads) = (blockSize, threads)
  var corpus = AtomSpool(configuration)
  var reader = CorpusReader(inputs, reading)
  try reader.readAtoms { block, atoms in try corpus.append(atoms, endsInput: block.isLast) }
  return corpus
}

@Suite struct AtomSpoolTests {
  private let alphabet = ["中", "国", "人", "𠮷", "a", "B7", "，", "\n", "3.14", "T恤"]

  /// What a corpus holds, as one text.
  private func content(_ chunks: SpooledAtoms) throws -> (units: [UInt16], sizes: [Int]) {
    var (units, sizes) = ([UInt16](), [Int]())
    try chunks.visit(on: Workers(), stage: "reading") { chunk in
      units += chunk.units
      sizes.append(chunk.units.count)
    }
    return (units, sizes)
  }

  @Test(arguments: [1, 7, 100, 1 << 20], [0, 1, 50, 3000])
  func chunksGiveTheUnitsBack(blockSize: Int, length: Int) throws {
    let texts = (1...2).map { randomText(length, seed: $0, alphabet: alphabet) }
    let inputs = texts.map { CorpusInput.text(Array($0.utf8)) }
    let corpus = try smallChunks(inputs, blockSize: blockSize)
    let bytes = corpus.bytes
    let chunks = try corpus.finished()
    let text = RandomText.atoms([texts.joined(separator: "，")])
    let (units, sizes) = try content(chunks)
    #expect(units == text.units)
    #expect(bytes == texts.reduce(0) { $0 + $1.utf8.count })
    #expect(chunks.runs.count == text.runs.count)
    for run in 0..<text.runs.count { #expect(Array(chunks.runs[run]) == Array(text.runs[run])) }
    let written = WrittenCounts(text).counts.sorted { $0.code < $1.code }
    #expect(chunks.writtenCounts.map(\.code) == written.map(\.code))
    #expect(chunks.writtenCounts.map(\.count) == written.map(\.count))
    // A chunk ends with the first clause that ends beyond its size.
    for size in sizes.dropLast() { #expect((500...600).contains(size)) }
  }

  @Test func blocksDoNotMoveChunks() throws {
    let input = CorpusInput.text(Array(randomText(5000, seed: 3, alphabet: alphabet).utf8))
    func sizes(_ blockSize: Int) throws -> [Int] {
      try content(smallChunks([input], blockSize: blockSize).finished()).sizes
    }
    #expect(try sizes(64) == sizes(1 << 20))
    #expect(try sizes(64).count > 5)
  }

  @Test func aSmallCorpusStaysInMemory() throws {
    let inputs = [CorpusInput.text(Array(randomText(3000, seed: 4, alphabet: alphabet).utf8))]
    let corpus = try smallChunks(inputs) { $0.unitsInMemory = 1 << 20 }
    #expect(!corpus.isSpooled)
    #expect(try smallChunks(inputs).isSpooled)
    let text = RandomText.atoms([randomText(3000, seed: 4, alphabet: alphabet)])
    #expect(corpus.takeText().units == text.units)
  }

  @Test func needsADirectory() {
    #expect(throws: SystemError.self) {
      let inputs = [CorpusInput.text(Array(randomText(3000, seed: 4, alphabet: alphabet).utf8))]
      _ = try smallChunks(inputs) { ($0.memory, $0.directory) = (0, "/missing/directory") }
    }
  }
}
