import WordMineModels
import WordMineText

/// How well the labels of other texts were told.
struct ClassifierScoreTable {
  private struct Row {
    var label: String
    var documents: Int
    var predicted: Int
    var right: Int

    var precision: Double { Double(right) / Double(max(1, predicted)) }
    var recall: Double { Double(right) / Double(max(1, documents)) }
  }

  private let rows: [Row]

  init(_ classifier: TextClassifier, _ tests: DocumentBlock) {
    let told = classifier.predict(tests).map { classifier.labels[$0.label] }
    let unknown = Set(tests.labels).subtracting(classifier.labels).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    let pairs = Array(zip(tests.labels, told))
    rows =
      (classifier.labels + unknown).map { label in
        Row(
          label: label, documents: pairs.count { $0.0 == label },
          predicted: pairs.count { $0.1 == label }, right: pairs.count { $0 == (label, label) })
      } + [
        Row(
          label: "*", documents: pairs.count, predicted: pairs.count,
          right: pairs.count { $0.0 == $0.1 })
      ]
  }

  /// `accuracy 0.8951: 11,238 of 12,555`
  var summary: String {
    let all = rows[rows.count - 1]
    return "accuracy \(all.recall.shortText): \(Figure.grouped(all.right)) of "
      + Figure.grouped(all.documents)
  }

  func write(as format: TableFormat, to sink: ByteSink) throws {
    if format == .tsv { try sink.write("#label\tdocuments\tpredicted\tright\tprecision\trecall\n") }
    for row in rows { try sink.write(try line(row, format) + "\n") }
    try sink.close()
  }

  private func line(_ row: Row, _ format: TableFormat) throws -> String {
    let shares = [row.precision.shortText, row.recall.shortText]
    if format == .tsv {
      let counts = [row.documents, row.predicted, row.right].map { String($0) }
      return ([row.label] + counts + shares).joined(separator: "\t")
    }
    return try JSONText.line(
      Record(
        label: row.label, documents: row.documents, predicted: row.predicted, right: row.right,
        precision: Double(shares[0]) ?? 0, recall: Double(shares[1]) ?? 0))
  }

  private struct Record: Encodable {
    var label: String
    var documents: Int
    var predicted: Int
    var right: Int
    var precision: Double
    var recall: Double
  }
}
