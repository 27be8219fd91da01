/// Finds the templates that are typical for one corpus against another, and how their fillers changed.
///
/// The counts of two lists of templates are compared as those of words are (see `Keyness`), as shares of
/// all uses of a list.
///
///     let contrast = TemplateContrast().contrast(june, may)
///     for template in contrast.templates { print(template.text, template.logRatio) }
public struct TemplateContrast: Sendable {
  /// What is listed.
  public struct Configuration: Sendable {
    /// The uses that a template needs in one of the lists.
    public var minimumCount = 5
    /// The share of false discoveries that is allowed; 1 keeps all.
    public var falseDiscoveryRate = 0.01
    public var direction = CorpusContrast.Direction.target
    public var order = CorpusContrast.Order.logLikelihood

    public init() {}
  }

  /// What tells two lists apart.
  public struct Result: Sendable {
    /// The listed templates, first those that the order asks for.
    public var templates: [Item]
    /// All uses of a list.
    public var targetTotal: Int
    public var referenceTotal: Int
    /// How many templates were tested.
    public var candidates: Int
  }

  /// A template in two corpora.
  public struct Item: Equatable, Sendable, Contrasted {
    /// The plain notation.
    public var text: String
    /// Uses.
    public var target: Int
    public var reference: Int
    /// G²; no unit.
    public var logLikelihood: Double
    /// In bits; positive where the template is typical for the target.
    public var logRatio: Double
    /// p.
    public var significance: Double
    /// q.
    public var falseDiscoveryRate: Double
    /// The slots in the target and in the reference; none where that does not have the template.
    public var targetSlots: [Template.Slot]
    public var referenceSlots: [Template.Slot]
  }

  public var configuration: Configuration

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  public func contrast(_ target: [Template], _ reference: [Template]) -> Result {
    let (here, there) = (Self.byText(target), Self.byText(reference))
    let totals = (Self.total(here), Self.total(there))
    var items = Set(here.keys).union(there.keys).map {
      Self.item($0, here[$0], there[$0], totals)
    }
    items.removeAll { max($0.target, $0.reference) < configuration.minimumCount }
    items.sort { $0.text.utf8Precedes($1.text) }
    let rates = Keyness.falseDiscoveryRates(items.map(\.significance), tests: items.count)
    for (index, rate) in rates.enumerated() { items[index].falseDiscoveryRate = rate }
    let listed = items.filter {
      $0.falseDiscoveryRate <= configuration.falseDiscoveryRate
        && configuration.direction.includes(logRatio: $0.logRatio)
    }
    return Result(
      templates: configuration.order.sorted(listed), targetTotal: totals.0,
      referenceTotal: totals.1,
      candidates: items.count)
  }

  private static func byText(_ templates: [Template]) -> [String: Template] {
    Dictionary(templates.map { ($0.text, $0) }, uniquingKeysWith: { one, _ in one })
  }

  private static func total(_ templates: [String: Template]) -> Int {
    templates.values.reduce(0) {
      let (sum, hasOverflown) = $0.addingReportingOverflow($1.count ?? 0)
      return hasOverflown ? .max : sum
    }
  }

  private static func item(
    _ text: String, _ target: Template?, _ reference: Template?, _ totals: (Int, Int)
  ) -> Item {
    let (a, b) = (target?.count ?? 0, reference?.count ?? 0)
    let likelihood = Keyness.logLikelihood(a, of: totals.0, b, of: totals.1)
    return Item(
      text: text, target: a, reference: b, logLikelihood: likelihood,
      logRatio: Keyness.logRatio(a, of: totals.0, b, of: totals.1),
      significance: Keyness.significance(likelihood), falseDiscoveryRate: 1,
      targetSlots: target?.slots ?? [], referenceSlots: reference?.slots ?? [])
  }
}
