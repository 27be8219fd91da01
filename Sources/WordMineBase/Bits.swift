/// Information in bits, the unit of all public results. Internally, information is in nats.
package enum Bits {
  /// 1 / ln 2.
  private static let perNat = 1.442_695_040_888_963_4

  package static func from(nats: Double) -> Double { nats * perNat }
  package static func nats(from bits: Double) -> Double { bits / perNat }
}
