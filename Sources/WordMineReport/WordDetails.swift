import WordMine

/// What a report knows about one of the best words, beside its figures.
struct WordDetails: Sendable {
  struct Neighbour: Sendable {
    var text: String
    /// 1 for the next word.
    var distance: Int
    var count: Int
  }

  static let mostNeighbours = 12
  static let mostAlike = 8

  var lines: [UsageLine]
  var before: [Neighbour]
  var after: [Neighbour]
  /// Words that keep the same company, by their places in the report.
  var alike: [(word: Int, cosine: Double)]
  /// The places of the templates that hold the word.
  var templates: [Int]
}

/// Which templates hold a word.
struct TemplatePlaces {
  private var places: [String: [Int]] = [:]

  init(_ templates: [Template]) {
    for (place, template) in templates.enumerated() {
      for case .word(let word) in template.elements { places[word, default: []].append(place) }
    }
  }

  /// - Complexity: O(1).
  subscript(word: String) -> [Int] { Array((places[word] ?? []).prefix(Self.most)) }

  private static let most = 8
}

extension [Template] {
  /// The places of templates that differ only in the edges of clauses and in commas, best family first.
  var families: [[Int]] {
    var (families, known): ([[Int]], [[Template.Element]: Int]) = ([], [:])
    for (place, template) in enumerated() {
      let core = template.elements.filter {
        ![.clauseStart, .clauseEnd, .word("，"), .word(",")].contains($0)
      }
      if let family = known[core] {
        families[family].append(place)
      } else {
        known[core] = families.count
        families.append([place])
      }
    }
    return families
  }
}
