import WordMineBase
import WordMineText

/// What one shard gives to the sample of the corpus.
///
/// The body of the file: number of clauses; for each: number of atoms, and their ids.
enum ShardSample {
  /// Writes the clauses of a shard.
  ///
  /// - Parameter number: That of the shard, from 0.
  static func write(
    _ clauses: [[UInt32]], ofShard number: Int, _ plan: ShardPlan, to sink: ByteSink
  ) throws {
    try ShardFile.begin(plan.header(.sample, part: number), sink)
    var bytes: [UInt8] = []
    bytes.append(number: clauses.count)
    for clause in clauses {
      bytes.append(ids: clause)
      if bytes.count >= 1 << 16 {
        try sink.write(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try sink.write(bytes)
    try ShardFile.end(sink)
  }

  /// The sample, of the files of all shards, in any order.
  ///
  /// - Throws: `InputError` if a file is damaged, missing, or of another plan.
  static func read(_ sources: [RereadableSource], _ plan: ShardPlan) throws -> AtomSequence {
    var clauses: [Int: [[UInt32]]] = [:]
    for source in sources {
      var input = try ShardFile.open(source.open(), .sample, of: plan)
      let number = input.header.part
      guard clauses[number] == nil else {
        throw input.body.error(
          .mismatch("is the sample of shard \(number), which another file is too"))
      }
      var part: [[UInt32]] = []
      for _ in 0..<(try input.body.count()) {
        part.append(try input.body.ids(below: plan.stages.atoms.count))
      }
      try input.body.expectChecksumAndEnd()
      clauses[number] = part
    }
    let all = try plan.shards.indices.map { number in
      guard let part = clauses[number] else {
        throw InputError(
          .mismatch(
            "the sample of shard \(number) is missing; name the files of all \(plan.shards.count)"),
          at: SourcePosition(source: "--sample"))
      }
      return part
    }
    return try AtomSequence(clauses: all.flatMap(\.self), plan.stages.atoms)
  }
}
