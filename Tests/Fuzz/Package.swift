// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "fuzz",
  dependencies: [.package(name: "wordmine", path: "../..")],
  targets: [
    .target(
      name: "Invariants",
      dependencies: [
        .product(name: "WordMine", package: "wordmine"),
        .product(name: "WordMineModels", package: "wordmine"),
      ],
      path: "Invariants"),
    .executableTarget(
      name: "Fuzz", dependencies: ["Invariants"], path: "Runner",
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]),
  ]
)
