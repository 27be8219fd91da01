import Foundation
import WordMineBase
import WordMineText

@testable import WordMine

/// A corpus that is worked on shard by shard, with the files of all steps in a directory of its own.
final class ShardRun {
  let shards: [String]
  var configuration = WordDiscovery.Configuration()
  var ranges = 1
  var threads = 1
  /// The most units of a clause.
  var clauseUnits = 1 << 18
  private let directory: URL

  init(_ shards: [String]) throws {
    self.shards = shards
    directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("wordmine-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  var workers: Workers { Workers(threads: threads) }

  func path(_ name: String) -> String { directory.appendingPathComponent(name).path }

  func source(_ name: String) throws -> RereadableSource {
    try RereadableSource(path(name), memory: 1 << 20, directory: "/tmp")
  }

  func sources(_ names: [String]) throws -> [RereadableSource] { try names.map(source) }

  func write(_ name: String, _ make: (ByteSink) throws -> Void) throws {
    let sink = try ByteSink.file(path(name))
    try make(sink)
    try sink.close()
  }

  func spool(_ text: String) throws -> AtomSpool {
    try smallChunks([.text(Array(text.utf8))], threads: threads) { $0.clauseUnits = clauseUnits }
  }

  // MARK: Names

  func ofShards(_ ending: String) -> [String] { shards.indices.map { "\($0).\(ending)" } }

  var rangeNames: [String] { (0..<ranges).flatMap { ["right-\($0)", "left-\($0)"] } }

  func ofRanges(_ ending: String) -> [String] { rangeNames.map { "\($0).\(ending)" } }

  // MARK: Steps

  func written() throws {
    for (number, text) in shards.enumerated() {
      try write("\(number).written") {
        try ShardSteps.write(writtenAtomsOf: spool(text), to: $0, workers: workers)
      }
    }
  }

  @discardableResult func plan() throws -> ShardPlan {
    var options = ShardPlan.Options(configuration)
    options.ranges = ranges
    let written = try sources(ofShards("written"))
    let plan = try ShardPlan(
      options, written: written.map { file in { try file.open() } }, check: { _ in })
    try write("plan") { try plan.write(to: $0) }
    return plan
  }

  var steps: ShardSteps {
    get throws { ShardSteps(try ShardPlan(source("plan").open()), workers: workers) }
  }

  func count() throws {
    for (number, text) in shards.enumerated() {
      var sinks: [ByteSink] = []
      try steps.count(spool(text), name: "\(number)", memory: 64 << 20) { isRight, range in
        let sink = try ByteSink.file(
          path("\(number)-\(isRight ? "right" : "left")-\(range).counts"))
        sinks.append(sink)
        return sink
      }
      for sink in sinks { try sink.close() }
      try write("\(number).sample") {
        try steps.sample(spool(text), number: number, name: "\(number)", to: $0)
      }
    }
    for range in rangeNames {
      try merge(shards.indices.map { "\($0)-\(range).counts" }, into: "\(range).counts")
    }
  }

  func merge(_ names: [String], into result: String) throws {
    try write(result) {
      try ShardMerge(directory: "/tmp", workers: workers).merge(sources(names), to: $0)
    }
  }

  func fit() throws {
    let samples = try sources(ofShards("sample"))
    for range in rangeNames {
      try write("\(range).entropies") {
        try steps.measureSample(samples, counts: source("\(range).counts"), to: $0)
      }
    }
    try write("model") {
      try steps.fit(samples, entropies: sources(ofRanges("entropies")), to: $0)
    }
  }

  func use() throws {
    for (number, text) in shards.enumerated() {
      try write("\(number).uses") {
        try steps.use(
          spool(text), name: "\(number)", model: source("model").open(),
          samples: sources(ofShards("sample")), memory: 1 << 30, to: $0)
      }
    }
    try merge(ofShards("uses"), into: "uses")
  }

  func measure() throws {
    for range in rangeNames {
      try write("\(range).measures") {
        try steps.measureWords(source("uses"), counts: source("\(range).counts"), to: $0)
      }
    }
  }

  func dictionary() throws -> ShardDictionary {
    try steps.dictionary(
      model: source("model").open(), uses: source("uses"),
      measures: sources(ofRanges("measures")), listsPhrases: true)
  }

  func run() throws -> ShardDictionary {
    try written()
    try plan()
    try count()
    try fit()
    try use()
    try measure()
    return try dictionary()
  }
}
