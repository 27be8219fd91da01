import Foundation
import Testing
import WordMine
import WordMineModels
import WordMineNumerics
import WordMineText

/// Damage in a binary file is found, and damage behind a checksum that fits does no harm.
///
/// `DAMAGE=8` flips each bit, not one of each byte.
@Suite struct DamageTests {
  private static let bitsOfAByte =
    ProcessInfo.processInfo.environment["DAMAGE"].flatMap { Int($0) } ?? 1
  private static let targets = ["Counts", "Links", "Model", "Archive"]

  private static func files(_ target: String) -> [[UInt8]] {
    target == "Archive"
      ? Invariants.archives.map { Array($0.dropFirst()) } : [Invariants.binaryFile(target)]
  }

  /// Whether a file is read without an error.
  private static func isRead(_ target: String, _ bytes: [UInt8]) -> Bool {
    do {
      switch target {
      case "Counts":
        var reader = try NGramCountsReader(source(bytes))
        try reader.validate()
      case "Links": _ = try LinkModel(source(bytes))
      case "Model": _ = try SegmentationModelFormat.read(source(bytes))
      default: _ = try TensorArchive(bytes: bytes)
      }
      return true
    } catch {
      return false
    }
  }

  private static func source(_ bytes: [UInt8]) throws -> ByteSource {
    var rest = bytes[...]
    return try ByteSource(name: "damaged") { count in
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
  }

  @Test(arguments: targets)
  func everyFlippedByteIsFound(target: String) {
    var flips = 0
    for file in Self.files(target) {
      #expect(Self.isRead(target, file))
      for place in file.indices {
        for bit in 0..<Self.bitsOfAByte {
          var damaged = file
          damaged[place] ^= 1 << UInt8((place + bit) % 8)
          flips += 1
          if Self.isRead(target, damaged) {
            Issue.record("bit \(bit) of byte \(place) is not missed")
          }
        }
      }
    }
    print("flips of \(target): \(flips)")
  }

  @Test(arguments: targets)
  func everyCutIsFound(target: String) {
    var cuts = 0
    for file in Self.files(target) {
      for length in file.indices {
        cuts += 1
        if Self.isRead(target, Array(file[..<length])) {
          Issue.record("\(length) bytes are enough")
        }
      }
    }
    print("cuts of \(target): \(cuts)")
  }

  /// Sizes and numbers that nobody would write, behind a checksum that fits.
  @Test(arguments: ["Counts", "Known", "Links", "Model", "Archive"])
  func hostileSizesDoNoHarm(target: String) throws {
    let invariant = try #require(Invariants.all[target])
    let sizes: [[UInt8]] = [
      [0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F], [0, 0, 0, 0x80], [0, 0, 0, 0],
      [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [0x80, 0x80, 0x80, 0x80, 0x80, 0],
    ]
    var tried = 0
    for file in target == "Archive" ? Invariants.archives : [Invariants.binaryFile(target)] {
      // What is before and behind the numbers of a model are its sizes.
      let step = Self.bitsOfAByte > 1 ? 1 : 1 + file.count / 100
      for place in stride(from: 0, to: file.count - 4, by: step) {
        let size = sizes[(place / step) % sizes.count].prefix(file.count - 4 - place)
        var hostile = file
        hostile.replaceSubrange(place..<place + size.count, with: size)
        tried += 1
        invariant(hostile)
      }
    }
    print("hostile sizes of \(target): \(tried)")
  }
}
