import WordMineBase
import WordMineText

extension AtomSpool {
  /// The atoms of all that a reader reads, which is a shard of a corpus.
  ///
  /// - Throws: `InputError` for an input that cannot be read; `MemoryExceeded` if there are too many different
  ///   runs; `SystemError` if a temporary file cannot be written; `Interrupted`.
  package init(reading reader: inout CorpusReader, within memory: MemoryPlan) throws {
    var spool = AtomSpool(memory.atomSpool(for: .full))
    try reader.readAtoms { block, tokens in
      try spool.append(tokens, endsInput: block.isLast)
      try memory.checkRuns(spool.runs)
    }
    self = spool
  }
}
