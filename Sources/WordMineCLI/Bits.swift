/// What users see of information.
enum Bits {
  static func from(nats: Double) -> Double { nats * 1.442_695_040_888_963_4 }
}
