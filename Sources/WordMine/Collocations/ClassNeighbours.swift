import WordMineBase
import WordMineText

/// The words before and after each word, with their counts.
struct ClassNeighbours {
  /// What stands next to one word: counts by class, and the classes that occur.
  struct Around {
    fileprivate(set) var after: [Int]
    fileprivate(set) var before: [Int]
    /// How often the word follows itself.
    fileprivate(set) var itself = 0
    fileprivate(set) var classesAfter: [Int] = []
    fileprivate(set) var classesBefore: [Int] = []

    init(classes: Int) {
      after = Array(repeating: 0, count: classes)
      before = after
    }
  }

  /// The neighbours on one side.
  private struct Side {
    var starts: [Int] = [0, 0]
    var words: [UInt32] = []
    var counts: [UInt32] = []

    init(_ text: ClauseText, _ positions: InvertedIndex, step: Int) {
      let ids = text.ids.view
      var sums = [UInt32](repeating: 0, count: text.words.count)
      var touched: [UInt32] = []
      for word in 1..<max(1, text.words.count) {
        let places = positions[word]
        for index in 0..<places.count {
          let other = ids[Int(places[index]) + step]
          if sums[Int(other)] == 0 { touched.append(other) }
          sums[Int(other)] += 1
        }
        for other in touched {
          words.append(other)
          counts.append(sums[Int(other)])
          sums[Int(other)] = 0
        }
        touched.removeAll(keepingCapacity: true)
        starts.append(words.count)
      }
    }
  }

  private let after: Side
  private let before: Side

  init(_ text: ClauseText, _ positions: InvertedIndex) {
    after = Side(text, positions, step: 1)
    before = Side(text, positions, step: -1)
  }

  /// Sums up the neighbours of a word by their class.
  func gather(_ word: Int, _ classes: [UInt8], into around: inout Around) {
    around.itself = 0
    Self.gather(after, word, classes, &around.after, &around.classesAfter, &around.itself)
    Self.gather(before, word, classes, &around.before, &around.classesBefore, &around.itself)
  }

  private static func gather(
    _ side: Side, _ word: Int, _ classes: [UInt8], _ sums: inout [Int], _ met: inout [Int],
    _ itself: inout Int
  ) {
    for one in met { sums[one] = 0 }
    met.removeAll(keepingCapacity: true)
    for index in side.starts[word]..<side.starts[word + 1] {
      let other = Int(side.words[index])
      if other == word {
        itself = Int(side.counts[index])
        continue
      }
      let one = Int(classes[other])
      if sums[one] == 0 { met.append(one) }
      sums[one] += Int(side.counts[index])
    }
  }
}
