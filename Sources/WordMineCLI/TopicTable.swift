import WordMineModels
import WordMineNumerics
import WordMineText

/// The topics of a corpus, and how good they are.
struct TopicTable {
  struct Topic: Sendable {
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
    try Table<Topic>([
      .integer("topic", { $0.number }),
      .init("share", { .fixed($0.share, places: 3) }),
      .init("bits", { .fixed($0.bits, places: 3) }),
      .init("npmi", { .fixed($0.npmi, places: 3) }),
      .init("words", { .list($0.words.map { .text($0) }, separator: " ") }),
    ]).write(topics, to: sink, as: format)
  }

  /// The shares of topics of each document, in the order of the table.
  func writeShares(to sink: ByteSink) throws {
    let (shares, bits) = (documents.shares, documents.bits)
    let columns = topics.map { topic in
      Table<Int>.Column(
        String(topic.number), { .fixed(Double(shares[$0, topic.place]), places: 3) })
    }
    let bitsColumn = Table<Int>.Column(
      "bits", { .fixed(Double(bits.row($0).reduce(0, +)), places: 3) })
    try Table(columns + [bitsColumn]).write(0..<shares.rows, to: sink, as: .tsv)
  }
}
