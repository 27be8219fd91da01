import WordMineModels
import WordMineNumerics
import WordMineText

/// The topics of a corpus, and how good they are.
struct TopicTable {
  struct Topic {
    /// From 1, the one with the largest share of the corpus first.
    var number: Int
    /// Its place in the model.
    var place: Int
    var share: Double
    /// The mean of a document.
    var bits: Double
    var npmi: Double
    var words: [String]
  }

  let topics: [Topic]
  let documents: TopicModel.Documents

  /// - Parameter count: How many words of a topic are listed, two at least.
  init(_ model: TopicModel, _ bags: BagsOfWords, words count: Int) throws {
    let documents = try model.documents(bags)
    let coherence = try TopicCoherence(bags.texts, vocabulary: bags.words.count)
    let shares = documents.shares.columnMeans.map { Double($0) }
    let bits = documents.bits.columnMeans.map { Double($0) }
    let order = shares.indices.sorted { (-shares[$0], $0) < (-shares[$1], $1) }
    topics = try order.enumerated().map { rank, place in
      let words = try model.words(of: place, count: count)
      return Topic(
        number: rank + 1, place: place, share: shares[place], bits: bits[place],
        npmi: try coherence.coherence(words), words: words.map { bags.words[$0] })
    }
    self.documents = documents
  }

  /// The mean bits of the code of a document.
  var bits: Double { topics.reduce(0) { $0 + $1.bits } }
  var npmi: Double { topics.reduce(0) { $0 + $1.npmi } / Double(topics.count) }
  /// The share of listed words that no topic lists before.
  var diversity: Double {
    let words = topics.flatMap(\.words)
    return Double(Set(words).count) / Double(words.count)
  }

  var summary: String {
    "\(topics.count) topics, \(documents.activeUnits) active, \(Figure.hundredths(bits)) bits a "
      + "document, document NPMI \(Figure.thousandths(npmi)), diversity "
      + Figure.thousandths(diversity)
  }

  func write(as format: TableFormat, to sink: ByteSink) throws {
    if format == .tsv { try sink.write("#topic\tshare\tbits\tnpmi\twords\n") }
    for topic in topics { try sink.write(try line(topic, format) + "\n") }
    try sink.close()
  }

  private func line(_ topic: Topic, _ format: TableFormat) throws -> String {
    let figures = [topic.share, topic.bits, topic.npmi].map(Figure.thousandths)
    if format == .tsv {
      return ([String(topic.number)] + figures + [topic.words.joined(separator: " ")])
        .joined(separator: "\t")
    }
    return try JSONText.line(
      Record(
        topic: topic.number, share: Double(figures[0]) ?? 0, bits: Double(figures[1]) ?? 0,
        npmi: Double(figures[2]) ?? 0, words: topic.words))
  }

  private struct Record: Encodable {
    var topic: Int
    var share: Double
    var bits: Double
    var npmi: Double
    var words: [String]
  }

  /// The shares of topics of each document, in the order of the table.
  func writeShares(to sink: ByteSink) throws {
    try sink.write("#" + topics.map { String($0.number) }.joined(separator: "\t") + "\tbits\n")
    for row in 0..<documents.shares.rows {
      let shares = topics.map { Double(documents.shares[row, $0.place]) }
      let bits = Double(documents.bits.row(row).reduce(0, +))
      try sink.write((shares + [bits]).map(Figure.thousandths).joined(separator: "\t") + "\n")
    }
    try sink.close()
  }
}
