/// The unit of every public figure; formulas inside use natural logarithms.
package enum Bits {
  package static func from(nats: Double) -> Double { nats * 1.442_695_040_888_963_4 }
}
