// swift-tools-version: 6.2

import PackageDescription

/// One executable a fuzz target; each is a file that hands its input to one of the invariants.
let targets = ["Decoder", "Tokenizer", "Dictionary", "Counts", "Model"]

let package = Package(
  name: "fuzz",
  dependencies: [.package(name: "wordmine", path: "../..")],
  targets: [
    .target(
      name: "Invariants", dependencies: [.product(name: "WordMine", package: "wordmine")],
      path: "Invariants")
  ]
    + targets.map {
      .executableTarget(
        name: "Fuzz\($0)", dependencies: ["Invariants"], path: "Targets/\($0)",
        swiftSettings: [.unsafeFlags(["-parse-as-library", "-sanitize=fuzzer,address"])],
        linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])])
    }
)
