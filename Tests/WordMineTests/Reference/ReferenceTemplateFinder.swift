import Glibc

@testable import WordMine

/// Finds templates exactly as nlp-zero does, to reproduce results that were published with it.
///
/// `TemplateMiner` is the one to use. The reference links any two words of a window whose mutual
/// information is high, and makes a template of each maximal path through the links of a segment: their
/// number grows exponentially, one sentence votes several times, most of the list are words alone.
/// Here the paths are counted exactly, and listed up to a limit.
///
/// Reference: Su Jianlin, kexue.fm 5577 and 5597, `Template_Finder`.
struct ReferenceTemplateFinder: Sendable {
  /// How far apart two words may stand.
  var window = 5
  /// Pairs and templates that are no more frequent than this among all of them are dropped.
  var minimumProbability = 1e-5
  /// In nats; pairs must exceed it.
  var minimumInformation = 2.0
  /// The paths of one segment that are followed.
  var mostPaths = 100_000

  init() {}

  /// A template: its literals, and `nil` for slots.
  struct Found: Hashable, Sendable {
    var elements: [String?]
    var count: Int

    init(elements: [String?], count: Int) {
      (self.elements, self.count) = (elements, count)
    }

    /// A word between slots.
    var isTrivial: Bool {
      elements.count == 3 && elements[0] == nil && elements[2] == nil
    }
  }

  struct Result: Sendable {
    var words = 0
    var skipGrams = 0
    /// By pair, in nats: the words of the pair, one after the other.
    var information: [[String]: Double] = [:]
    var templates: [Found] = []
    /// Segments that have more paths than were followed.
    var cutSegments = 0
  }

  /// - Parameter segments: The words of each.
  func find(_ segments: [[String]]) -> Result {
    var (words, pairs): ([String: Int], [[String]: Int]) = ([:], [:])
    for segment in segments {
      for index in segment.indices {
        words[segment[index], default: 0] += 1
        for other in segment.indices.dropFirst(index + 1).prefix(window) {
          pairs[[segment[index], segment[other]], default: 0] += 1
        }
      }
    }
    var result = Result()
    result.words = words.values.reduce(0, +)
    result.skipGrams = pairs.values.reduce(0, +)
    var strong: Set<[String]> = []
    for (pair, count) in pairs {
      let share = log(Double(count) / Double(result.skipGrams))
      let parts = pair.reduce(0) { $0 + log(Double(words[$1]!) / Double(result.words)) }
      result.information[pair] = share - parts
      if share > log(minimumProbability), share - parts > minimumInformation { strong.insert(pair) }
    }
    result.templates = templates(segments, strong, &result.cutSegments)
    return result
  }

  private func templates(
    _ segments: [[String]], _ strong: Set<[String]>, _ cutSegments: inout Int
  ) -> [Found] {
    var counts: [[String?]: Int] = [:]
    for segment in segments {
      let paths = ReferencePaths(count: segment.count, window: window) {
        strong.contains([segment[$0], segment[$1]])
      }
      if paths.total > mostPaths { cutSegments += 1 }
      paths.visit(limit: mostPaths) { counts[template(segment, $0), default: 0] += 1 }
    }
    let total = Double(counts.values.reduce(0, +))
    return counts.filter { log(Double($0.value) / total) > log(minimumProbability) }
      .map { Found(elements: $0.key, count: $0.value) }
      .sorted {
        $0.count != $1.count
          ? $0.count > $1.count
          : $0.elements.map { $0 ?? "" }.lexicographicallyPrecedes($1.elements.map { $0 ?? "" })
      }
  }

  private func template(_ segment: [String], _ path: [Int]) -> [String?] {
    var (elements, next): ([String?], Int) = ([], 0)
    for place in path {
      if place > next { elements.append(nil) }
      elements.append(segment[place])
      next = place + 1
    }
    return next < segment.count ? elements + [nil] : elements
  }
}

/// The maximal paths through linked places of a segment.
struct ReferencePaths: Sendable {
  private let successors: [[Int]]
  private let hasPredecessor: [Bool]
  /// How many there are; `Int.max` where there are more.
  let total: Int

  /// - Parameter isLinked: Whether a place is linked with a later one.
  /// - Complexity: O(places · window).
  init(count: Int, window: Int, isLinked: (Int, Int) -> Bool) {
    var successors = [[Int]](repeating: [], count: count)
    var hasPredecessor = [Bool](repeating: false, count: count)
    for place in 0..<count {
      for other in (place + 1..<max(place + 1, min(count, place + 1 + window)))
      where isLinked(place, other) {
        successors[place].append(other)
        hasPredecessor[other] = true
      }
    }
    var paths = [Int](repeating: 1, count: count)
    var total = 0
    for place in (0..<count).reversed() {
      if !successors[place].isEmpty {
        paths[place] = successors[place].reduce(0) { Self.sum($0, paths[$1]) }
      }
      if !hasPredecessor[place] { total = Self.sum(total, paths[place]) }
    }
    (self.successors, self.hasPredecessor, self.total) = (successors, hasPredecessor, total)
  }

  private static func sum(_ one: Int, _ other: Int) -> Int {
    let (sum, hasOverflown) = one.addingReportingOverflow(other)
    return hasOverflown ? .max : sum
  }

  /// Gives the paths, the first `limit` of them.
  func visit(limit: Int = .max, _ body: ([Int]) -> Void) {
    var open = successors.indices.filter { !hasPredecessor[$0] }.map { [$0] }
    open.reverse()
    var given = 0
    while let path = open.popLast(), given < limit {
      let next = successors[path[path.count - 1]]
      if next.isEmpty {
        body(path)
        given += 1
      }
      for place in next.reversed() { open.append(path + [place]) }
    }
  }
}
