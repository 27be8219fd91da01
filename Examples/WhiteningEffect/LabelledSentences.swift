import WordMine
import WordMineBase
import WordMineModels
import WordMineText

/// The sentences of some texts, by words that are discovered in them, with the number of their text.
struct LabelledSentences {
  let numbered: EncodedDocuments
  let labels: [Int]

  init(_ paths: [String]) throws {
    let segmenter = try Self.segmenter(paths)
    var (documents, labels) = (DocumentBlock(), [Int]())
    for (label, path) in paths.enumerated() {
      var configuration = CorpusReader.Configuration()
      configuration.keepsLines = true
      var reader = CorpusReader([.file(path)], configuration)
      var tokenizer = Tokenizer()
      tokenizer.recordsExtents = true
      try reader.readAtoms(
        tokenizer, transform: { WordBlock($0, words: segmenter.words($1)) },
        consume: { _, block in
          for sentence in block.sentences {
            let words = sentence.words.filter { !block.isPunctuation($0) }
            documents.append(words: words.map { Array(block.word($0).utf8)[...] })
            labels.append(label)
          }
        })
    }
    numbered = EncodedDocuments(documents, minimumCount: 2)
    self.labels = labels
  }

  private static func segmenter(_ paths: [String]) throws -> ModelSegmenter {
    var configuration = WordDiscovery.Configuration()
    configuration.makesModel = true
    guard
      let model = try WordDiscovery(configuration).run(on: Corpus(contentsOf: paths)).learnedModel
    else {
      throw InvalidValue("no model was made of \(paths)")
    }
    return ModelSegmenter(model)
  }
}
