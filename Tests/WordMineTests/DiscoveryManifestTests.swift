import Testing
import WordMineText

@testable import WordMine

@Suite struct DiscoveryManifestTests {
  private static func manifest(
    _ change: (inout WordDiscovery.Configuration) -> Void = { _ in }, text: String = "茶",
    memory: String? = nil
  ) throws -> [String] {
    var configuration = WordDiscovery.Configuration()
    change(&configuration)
    var checksum = Checksum()
    checksum.update(Array(text.utf8))
    return try DiscoveryManifest(
      configuration, text: (checksum, text.count), memory: memory, counts: [], model: nil
    ).lines
  }

  @Test func dependsOnWhatStagesDependOn() throws {
    let manifests = try [
      Self.manifest(), Self.manifest { $0.seed = 1 }, Self.manifest { $0.method = .fast },
      Self.manifest { $0.granularity = 2 }, Self.manifest { $0.script = .simplified },
      Self.manifest { $0.maximumLength = 3 }, Self.manifest { $0.effort = .quick },
      Self.manifest(text: "酒"), Self.manifest(memory: "512M"),
    ]
    #expect(Set(manifests).count == manifests.count)
    #expect(try Self.manifest { $0.minimumCount = 9 } == manifests[0])
  }

  @Test func aMissingFileIsAnError() {
    #expect(throws: InputError.self) {
      try DiscoveryManifest(
        .init(), text: (Checksum(), 0), memory: nil, counts: ["/missing"], model: nil)
    }
  }
}
