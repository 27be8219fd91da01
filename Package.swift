// swift-tools-version: 6.2

import PackageDescription

let safe: [SwiftSetting] = [.strictMemorySafety()]

// The page of `wordmine report`, which is part of the program.
let page = [
  "page.html", "report.css", "elements.js", "language.js", "data.js", "list.js", "map.js",
  "panel.js",
  "templates.js", "sections.js", "page.js",
]

let package = Package(
  name: "wordmine",
  products: [
    .library(name: "WordMine", targets: ["WordMine", "WordMineLexicon", "WordMineText"]),
    .library(name: "WordMineNumerics", targets: ["WordMineNumerics"]),
    .library(name: "WordMineModels", targets: ["WordMineModels", "WordMineNumerics"]),
    .executable(name: "wordmine", targets: ["WordMineCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", exact: "1.5.0"),
  ],
  targets: [
    .target(name: "CPlatform"),
    .target(name: "WordMineBase", dependencies: ["CPlatform"], swiftSettings: safe),
    .target(
      name: "CICU",
      linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icui18n")]),
    .target(
      name: "CCompression", dependencies: ["CPlatform"],
      linkerSettings: [
        .linkedLibrary("z"), .linkedLibrary("zstd"), .linkedLibrary("lzma"),
        .linkedLibrary("bz2"),
      ]),
    .target(name: "COpenBLAS"),
    .target(name: "CVector", exclude: ["vector.inc"]),
    .target(
      name: "WordMineNumerics",
      dependencies: [
        "COpenBLAS", "CVector", "WordMineBase",
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      swiftSettings: safe),
    .target(
      name: "WordMineText",
      dependencies: [
        "CICU", "CCompression", "WordMineBase",
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: safe),
    .target(
      name: "WordMineLexicon", dependencies: ["WordMineBase", "WordMineText"],
      swiftSettings: safe),
    .target(
      name: "WordMine", dependencies: ["WordMineBase", "WordMineLexicon", "WordMineText"],
      swiftSettings: safe),
    .target(
      name: "WordMineModels", dependencies: ["WordMineBase", "WordMineNumerics", "WordMineText"],
      swiftSettings: safe),
    .target(
      name: "WordMineReport",
      dependencies: ["WordMine", "WordMineBase", "WordMineLexicon", "WordMineText"],
      resources: page.map { .embedInCode("Page/\($0)") }, swiftSettings: safe),
    .target(name: "CAllocation", dependencies: ["CPlatform"]),
    .executableTarget(
      name: "WordMineCLI",
      dependencies: [
        "WordMine", "WordMineBase", "WordMineLexicon", "WordMineModels", "WordMineNumerics",
        "WordMineReport", "WordMineText", "CAllocation", "CPlatform",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: safe),
    .systemLibrary(name: "CWordMine"),
    // All of it is pointers of C, which checks of memory safety have nothing to say about.
    .target(name: "WordMineC", dependencies: ["CWordMine", "WordMine"]),
    .executableTarget(
      name: "EmbeddingAnomaly", dependencies: ["WordMineNumerics"],
      path: "Examples/EmbeddingAnomaly", exclude: ["anomaly.svg"], swiftSettings: safe),
    .executableTarget(
      name: "WhiteningEffect",
      dependencies: ["WordMine", "WordMineModels", "WordMineNumerics", "WordMineText"],
      path: "Examples/WhiteningEffect", exclude: ["whitening.svg"], swiftSettings: safe),
    .executableTarget(
      name: "NumericsBenchmark", dependencies: ["WordMineNumerics"],
      path: "Tests/Benchmarks/Numerics", swiftSettings: safe),
    .testTarget(name: "WordMineBaseTests", dependencies: ["WordMineBase"]),
    .testTarget(name: "WordMineTextTests", dependencies: ["WordMineText"]),
    .testTarget(name: "WordMineLexiconTests", dependencies: ["WordMineLexicon"]),
    .testTarget(
      name: "WordMineTests", dependencies: ["WordMine"], resources: [.copy("Resources")]),
    .testTarget(
      name: "WordMineNumericsTests", dependencies: ["WordMineNumerics"],
      resources: [.copy("Resources")]),
    .testTarget(name: "WordMineModelsTests", dependencies: ["WordMineModels"]),
    .testTarget(name: "WordMineReportTests", dependencies: ["WordMineReport"]),
    .testTarget(name: "CommandTests", dependencies: ["WordMineCLI"]),
    .testTarget(
      name: "FuzzReplayTests",
      dependencies: [
        "CWordMine", "WordMine", "WordMineBase", "WordMineC", "WordMineLexicon", "WordMineModels",
        "WordMineNumerics", "WordMineText",
      ],
      path: "Tests/Fuzz", exclude: ["FailCases", "Runner", "fuzz.sh"],
      sources: ["Invariants", "Replay"]),
  ]
)

// The fuzzers, which `make fuzz` asks for: their linker flags are not for packages that depend on this one.
if Context.environment["WORDMINE_FUZZ"] != nil {
  package.targets.removeAll { $0.name == "FuzzReplayTests" }
  package.targets += [
    .target(
      name: "Invariants",
      dependencies: [
        "CWordMine", "WordMine", "WordMineBase", "WordMineC", "WordMineLexicon", "WordMineModels",
        "WordMineNumerics", "WordMineText",
      ],
      path: "Tests/Fuzz/Invariants"),
    .executableTarget(
      name: "Fuzz", dependencies: ["Invariants"], path: "Tests/Fuzz/Runner",
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]),
  ]
}
