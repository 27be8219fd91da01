import WordMineModels
import WordMineText

/// How well the labels of other texts were predicted.
struct ClassifierScoreTable {
  private struct Row: Sendable {
    var label: String
    var documents: Int
    var predicted: Int
    var right: Int

    var precision: Double { Double(right) / Double(max(1, predicted)) }
    var recall: Double { Double(right) / Double(max(1, documents)) }
  }

  private let rows: [Row]

  init(_ classifier: TextClassifier, _ tests: DocumentBlock) throws {
    let predicted = try classifier.predict(tests).map { classifier.labels[$0.label] }
    let unknown = Set(tests.labels).subtracting(classifier.labels).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    let pairs = Array(zip(tests.labels, predicted))
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
    try Table<Row>([
      .text("label", { $0.label }),
      .integer("documents", { $0.documents }),
      .integer("predicted", { $0.predicted }),
      .integer("right", { $0.right }),
      .number("precision", { $0.precision }),
      .number("recall", { $0.recall }),
    ]).write(rows, to: sink, as: format)
  }
}
