import ArgumentParser
import WordMine
import WordMineModels
import WordMineText

// The values of options that the library has types for.

extension Script: ExpressibleByArgument {}
extension Effort: ExpressibleByArgument {}
extension WordDiscovery.Method: ExpressibleByArgument {}
extension WordDiscovery.Configuration.MutualInformation.PairTest: ExpressibleByArgument {}
extension CorpusContrast.Direction: ExpressibleByArgument {}
extension CorpusContrast.Order: ExpressibleByArgument {}
extension Concordance.Order: ExpressibleByArgument {}
extension TemplateScope: ExpressibleByArgument {}
extension TemplateMiner.View: ExpressibleByArgument {}
extension SentenceParser.Form: ExpressibleByArgument {}
extension SentenceParser.Links: ExpressibleByArgument {}
extension TopicTraining.Prior: ExpressibleByArgument {}
extension TrainingRule: ExpressibleByArgument {}

extension AttentionKind: ExpressibleByArgument {
  public init?(argument: String) { self.init(name: argument) }
  public var defaultValueDescription: String { name }
}
