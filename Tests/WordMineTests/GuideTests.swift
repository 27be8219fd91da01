import Foundation
import Testing
import WordMineBase
import WordMineLexicon
import WordMineText

@testable import WordMine

@Suite struct GuidingDictionaryTests {
  private let text = RandomText.text(["甲乙丙丁戊己庚辛壬癸"])

  private func dictionary(_ words: KeyValuePairs<String, Int?>) throws -> GuidingDictionary {
    var builder = LexiconBuilder()
    for (word, count) in words { builder.add(word, knownCount: count) }
    var dictionary = GuidingDictionary(builder.build(), text.atoms, script: .asIs)
    try dictionary.setCosts(text, workers: Workers())
    return dictionary
  }

  private func words(_ dictionary: GuidingDictionary) throws -> [String] {
    let cuts = try dictionary.decoder.cuts(text, workers: Workers())
    return text.words(cuts).map { text.folded($0.place) }
  }

  @Test func cutsIntoTheMostProbableWords() throws {
    let found = try words(dictionary(["甲乙": 50, "乙丙丁": 60, "戊己庚辛": 70, "丙丁": 3]))
    #expect(found == ["甲乙", "丙丁", "戊己庚辛", "壬", "癸"])
  }

  /// ln P(甲乙丙丁) − ln P(甲乙) P(丙丁) = ln(10 · 2010/10⁶) = 3 < 5; with 1000 uses, 7.6.
  @Test(arguments: [(count: 10, isDemoted: true), (1000, false)])
  func aWordThatItsPartsMakeUpIsDemoted(count: Int, isDemoted: Bool) throws {
    let dictionary = try dictionary(["甲乙": 1000, "丙丁": 1000, "甲乙丙丁": count, "癸": 1_000_000])
    #expect(dictionary.demoted.count == (isDemoted ? 1 : 0))
    #expect(try words(dictionary).contains("甲乙丙丁") == !isDemoted)
  }

  @Test func twoAtomsAreNeverDemoted() throws {
    let dictionary = try dictionary(["甲": 100_000, "乙": 100_000, "甲乙": 1])
    #expect(dictionary.demoted.isEmpty)
  }

  @Test func aWordWithoutCountWinsAmongWordsWithCounts() throws {
    let found = try words(
      dictionary(["甲": 900, "乙丙": 800, "丁": 700, "丙丁": nil, "甲乙丙丁": nil]))
    #expect(found.first == "甲乙丙丁")
  }

  @Test(arguments: [nil, 1, 7])
  func withoutCountsTheTextCounts(count: Int?) throws {
    let dictionary = try dictionary(["甲乙": count, "丙丁": count, "戊己": count])
    #expect(try words(dictionary).prefix(3) == ["甲乙", "丙丁", "戊己"])
    #expect(dictionary.share(of: text.ids[text.range.lowerBound]) == 0)
  }

  /// What the text does not have gets ids behind those of the text; what is no clause is left out.
  @Test func atomsHaveTheIdsOfTheText() throws {
    let dictionary = try dictionary(["甲乙": 5, "子丑": 5, "a、b": 5, "甲1": 5, "子": 4, "": 3])
    #expect(dictionary.count == 3)
    #expect(dictionary.addedAtoms == ["子", "丑"])
    #expect(dictionary.decoder.isKnown(text.ids(of: "甲乙")[...]))
    #expect(!dictionary.decoder.isKnown(text.ids(of: "丙丁")[...]))
  }

  @Test func spellingsThatFoldAlikeAreOneWord() throws {
    var builder = LexiconBuilder()
    builder.add("発展", knownCount: 3)
    builder.add("电脑", knownCount: 3)
    builder.add("電腦", knownCount: 4)
    let atoms = AtomAlphabet(RandomText.atoms(["電腦"]), folding: Normalizer(.simplified))
    #expect(GuidingDictionary(builder.build(), atoms, script: .simplified).count == 2)
  }
}

extension AtomSequence {
  /// The ids of a string of single characters.
  fileprivate func ids(of text: String) -> [UInt32] {
    text.map { UInt32(atoms.folded.firstIndex(of: String($0))!) }
  }
}

@Suite struct TrustedGapsTests {
  /// Labels, one clause after the other, as the definition says.
  private func twin(_ clauses: [[String]], _ lexicon: Lexicon, total: Double) -> [UInt8] {
    func isFunctionWord(_ word: String) -> Bool {
      guard word.count == 1, let count = lexicon.count(of: word), Double(count) / total > 2e-3
      else { return false }
      var (uses, before, after) = (0, [Character: Int](), [Character: Int]())
      for clause in clauses {
        for (index, other) in clause.enumerated() where other == word {
          uses += 1
          if index > 0 { before[clause[index - 1].last!, default: 0] += 1 }
          if index + 1 < clause.count { after[clause[index + 1].first!, default: 0] += 1 }
        }
      }
      let greatest = max(before.values.max() ?? 0, after.values.max() ?? 0)
      return Double(greatest) <= 0.15 * Double(max(1, uses))
    }
    var functionWords: [String: Bool] = [:]
    for word in Set(clauses.joined()) { functionWords[word] = isFunctionWord(word) }
    func label(_ before: String, _ after: String) -> UInt8 {
      if (before + after).contains(where: \.isNumber) { return TrustedGaps.Label.unknown }
      if before.count > 1 || after.count > 1 { return TrustedGaps.Label.cut }
      return functionWords[before]! || functionWords[after]!
        ? TrustedGaps.Label.cut : TrustedGaps.Label.unknown
    }
    return clauses.flatMap { clause in
      clause.enumerated().flatMap { index, word in
        let inside = Array(repeating: TrustedGaps.Label.joint, count: word.count - 1)
        return index == 0 ? inside : [label(clause[index - 1], word)] + inside
      }
    }
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func labelsAreThoseOfTheDefinition(seed: UInt64) throws {
    var random = TestGenerator(seed: seed)
    let lines = RandomText.lines(80, seed: seed).map { line in
      String(line.map { Int.random(in: 0..<20, using: &random) == 0 ? "7" : $0 })
    }
    var builder = LexiconBuilder()
    for _ in 0..<60 {
      let start = lines.randomElement(using: &random)!
      let length = Int.random(in: 1...3, using: &random)
      builder.add(
        String(start.dropFirst(Int.random(in: 0...2, using: &random)).prefix(length)),
        knownCount: Int.random(in: 1...100, using: &random))
    }
    let lexicon = builder.build()
    var total = 0.0
    lexicon.forEach({ total += Double($1 ?? 1) })
    let atoms = RandomText.atoms(lines)
    let text = try AtomSequence(atoms, AtomAlphabet(atoms, folding: Normalizer(.asIs)))
    var dictionary = GuidingDictionary(lexicon, text.atoms, script: .asIs)
    try dictionary.setCosts(text, workers: Workers())
    let cuts = try dictionary.decoder.cuts(text, workers: Workers())
    let gaps = try TrustedGaps(
      text, cuts.view, dictionary, text.atoms.runs, workers: Workers(threads: 3))
    var clauses: [[String]] = []
    for word in text.words(cuts) {
      if text.ids[word.place.lowerBound - 1] == 0 { clauses.append([]) }
      clauses[clauses.count - 1].append(
        text.folded(word.place).replacingOccurrences(of: "#", with: "7"))
    }
    let labels = text.range.filter { text.ids[$0] != 0 && text.ids[$0 - 1] != 0 }
      .map { gaps.labels.view[$0] }
    #expect(labels == twin(clauses, lexicon, total: total))
    let unknown = labels.count { $0 == TrustedGaps.Label.unknown }
    #expect(abs(gaps.unknownShare - Double(unknown) / Double(labels.count)) < 1e-12)
  }
}

@Suite struct RecurrentWordsTests {
  /// The words after joining, where no gap is likelier a cut than a joint.
  private func joined(
    _ lines: [[String]], logit: Float = 0, known: [String] = []
  ) throws -> (words: Set<String>, new: [String: Int]) {
    let text = RandomText.text(lines.map { $0.joined() })
    let cuts = try SharedArray<UInt8>(zeros: text.ids.count)
    let logits = try SharedArray<Float>(zeros: text.ids.count)
    var position = text.range.lowerBound
    for line in lines {
      for word in line {
        cuts.view[position] = 1
        for place in position..<position + word.count { logits.view[place] = logit }
        position += word.count
      }
      position += 1
    }
    var builder = LexiconBuilder()
    for word in known { builder.add(word) }
    let dictionary = GuidingDictionary(builder.build(), text.atoms, script: .asIs)
    var words = RecurrentWords(text, cuts.view, logits: logits.view, dictionary.decoder)
    try words.join(cuts.view, workers: Workers())
    return (
      Set(text.words(cuts).map { text.folded($0.place) }),
      Dictionary(
        uniqueKeysWithValues: words.newWords(leastCount: 2).map { (text.folded($0.span), $0.count) }
      )
    )
  }

  private static let fillers = Array("戊己庚辛壬癸子丑寅卯辰巳午未申酉").map { String($0) }

  /// Lines of fillers, with a phrase in each third.
  private func lines(_ phrase: [String]) -> [[String]] {
    var random = TestGenerator(seed: 1)
    func filler() -> [String] {
      (0..<20).map { _ in Self.fillers.randomElement(using: &random)! }
    }
    return (0..<60).map { filler() + ($0 % 3 == 0 ? phrase : []) + filler() }
  }

  @Test func wordsThatRecurTogetherAreJoined() throws {
    let (words, new) = try joined(lines(["甲乙", "丙"]))
    #expect(words.contains("甲乙丙"))
    #expect(new == ["甲乙丙": 20])
  }

  @Test func severalRoundsJoinMore() throws {
    #expect(try joined(lines(["甲", "乙丙", "丁"])).words.contains("甲乙丙丁"))
  }

  @Test func singleAtomsAndWordsOfTheDictionaryStayApart() throws {
    #expect(try joined(lines(["甲", "乙"])).words.isSuperset(of: ["甲", "乙"]))
    let known = try joined(lines(["甲乙", "丙丁"]), known: ["甲乙", "丙丁"])
    #expect(known.words.isSuperset(of: ["甲乙", "丙丁"]))
    #expect(try joined(lines(["甲乙", "丙丁"]), known: ["甲乙"]).words.contains("甲乙丙丁"))
  }

  @Test func aSureCutStays() throws {
    #expect(try joined(lines(["甲乙", "丙"]), logit: 8).words.isSuperset(of: ["甲乙", "丙"]))
  }

  @Test func nothingLongerThanSixAtomsIsJoined() throws {
    #expect(try joined(lines(["甲乙丙丁", "天地人"])).words.contains("天地人"))
  }
}

@Suite struct GuideTests {
  private static let lines = RandomText.lines(400, seed: 3)
  private static var text: String { lines.joined(separator: "\n") }

  /// All characters that are words, and most of the longer words that discovery finds.
  private static func lexicon(counts: Bool = true) throws -> Lexicon {
    var builder = LexiconBuilder()
    let words = try Sample.discover(text) { $0.includesSingleAtoms = true }.words
    for (index, word) in words.enumerated() where index % 8 != 3 || word.text.count == 1 {
      builder.add(word.text, knownCount: counts ? word.count : nil)
    }
    return builder.build()
  }

  private func discover(
    _ lexicon: Lexicon, in text: String = Self.text, threads: Int = 1,
    _ change: (inout WordDiscovery.Configuration) -> Void = { _ in }
  ) throws -> WordDiscovery.Result {
    var configuration = WordDiscovery.Configuration()
    change(&configuration)
    return try WordDiscovery(configuration).run(
      on: Corpus(text), after: Prior(lexicon: lexicon), workers: Workers(threads: threads))
  }

  private func bytes(_ result: WordDiscovery.Result) throws -> [UInt8] {
    let sink = ByteSink.memory()
    try SegmentationModelFormat.write(#require(result.learnedModel), to: sink)
    return sink.bytes
  }

  @Test(arguments: [true, false])
  func onlyNewWordsAreListed(hasCounts: Bool) throws {
    let lexicon = try Self.lexicon(counts: hasCounts)
    let result = try discover(lexicon)
    try #require(result.summary.guidance?.isUsed == true)
    #expect(result.count > 0)
    for word in result.words {
      #expect(!lexicon.contains(word.folded))
      #expect(word.count > 1 && word.rawCount >= word.count)
      #expect(word.termhood?.parts.joined() == word.folded)
      #expect(word.termhood?.score(count: word.count) == word.score)
    }
    let scores = result.words.filter { $0.rawCount >= 5 }.map(\.score)
    #expect(scores == scores.sorted(by: >))
  }

  @Test(arguments: [2, 3, 8])
  func threadsChangeNothing(threads: Int) throws {
    let lexicon = try Self.lexicon()
    let one = try discover(lexicon)
    let many = try discover(lexicon, threads: threads)
    #expect(many.shown == one.shown)
    #expect(try bytes(many) == bytes(one))
  }

  /// The words of each line.
  private func words(_ result: WordDiscovery.Result) throws -> [[String]] {
    let cursor = try result.segmentation.cursor()
    return try Self.lines.map { line in
      var words: [String] = []
      for character in line {
        if try cursor.beginsWord() || words.isEmpty { words.append("") }
        words[words.count - 1].append(character)
      }
      return words
    }
  }

  @Test func theModelCutsTheTextLikewise() throws {
    let result = try discover(Self.lexicon())
    let read = try SegmentationModelFormat.read(source(bytes(result)))
    #expect(read.unigrams == result.learnedModel?.unigrams)
    let segmenter = Segmenter(read)
    #expect(try words(result) == Self.lines.map { segmenter.segment($0).map(String.init) })
  }

  @Test func aDamagedModelIsAnError() throws {
    let bytes = try bytes(discover(Self.lexicon()))
    for index in stride(from: 0, to: bytes.count, by: 3) {
      var changed = bytes
      changed[index] ^= 1 << UInt8(index % 8)
      #expect(throws: InputError.self, "byte \(index)") {
        try SegmentationModelFormat.read(source(changed))
      }
    }
  }

  /// A list of a few words is no guide: the cuts are those of the text alone.
  @Test func aTinyListOnlyFilters() throws {
    var builder = LexiconBuilder()
    let alone = try Sample.discover(Self.text)
    let known = try #require(alone.words.first).text
    try builder.add(known, count: 5)
    let result = try discover(builder.build())
    #expect(!result.isGuided)
    #expect(result.summary.guidance?.isUsed == false)
    #expect(try result.segmentation.marks() == alone.segmentation.marks())
    #expect(result.words == alone.words.filter { $0.text != known })
  }

  @Test func anEmptyListAndAnEmptyTextAreNoErrors() throws {
    #expect(try discover(LexiconBuilder().build()).isGuided == false)
    #expect(try discover(Self.lexicon(), in: "").isEmpty)
    #expect(try discover(Self.lexicon(), in: "甲").isEmpty)
  }

  @Test func numbersAreSplitIfAskedFor() throws {
    let text = Self.lines.map { "\($0)12年" }.joined(separator: "\n")
    var builder = LexiconBuilder()
    builder.override(with: try Self.lexicon())
    builder.add("年", knownCount: 50)
    let split = try discover(builder.build(), in: text) { $0.joinsNumbers = false }
    let segmenter = Segmenter(try #require(split.learnedModel))
    #expect(segmenter.segment("\(Self.lines[0])12年").suffix(2) == ["12", "年"])
  }

  @Test func aModelOfOtherTextIsRefused() throws {
    let model = try #require(try Sample.discover(Self.text).learnedModel)
    let prior = LoadedPrior(model: model, lexicon: try Self.lexicon())
    #expect(throws: InvalidValue.self) {
      try WordDiscovery().discover(inMemory: RandomText.atoms(Self.lines), after: prior)
    }
  }
}
