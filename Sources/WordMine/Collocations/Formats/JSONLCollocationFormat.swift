import FoundationEssentials
import WordMineText

/// JSON Lines: an object a line.
///
///     {"a":"香","b":"气","distances":[11,0],"n":11}
///
/// Other keys are passed over, and not written.
package struct JSONLCollocationFormat: LineFormat {
  private let encoder: JSONEncoder
  private let decoder = JSONDecoder()

  package init() {
    encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  }

  /// Whether a file begins with an object that has the keys `a`, `b` and `n`.
  package static func holds(_ beginning: ArraySlice<UInt8>) -> Bool {
    let line = Data(beginning.prefix { $0 != 0x0A })
    return (try? JSONDecoder().decode(PairRecord.self, from: line)) != nil
  }

  package func decode(_ line: Substring) throws(InputError.Reason) -> ListedCollocation? {
    if line.allSatisfy({ $0 == " " || $0 == "\t" }) { return nil }
    let record = try parse(line)
    return try ListedCollocation(checked: record.a, record.b, record.n, record.distances ?? [])
  }

  private func parse(_ line: Substring) throws(InputError.Reason) -> PairRecord {
    do {
      return try decoder.decode(PairRecord.self, from: Data(line.utf8))
    } catch DecodingError.keyNotFound(let key, _) {
      throw .missingColumn(key.stringValue)
    } catch DecodingError.typeMismatch(_, let context) where !context.codingPath.isEmpty {
      throw .invalidJSON("the value of \"\(context.codingPath[0].stringValue)\" is of another kind")
    } catch {
      throw .invalidJSON(String(line.prefix(60)))
    }
  }

  package func encode(_ pair: ListedCollocation) throws(InputError.Reason) -> String {
    let record = PairRecord(
      a: pair.first, b: pair.second, distances: pair.distances.isEmpty ? nil : pair.distances,
      n: pair.occurrences)
    guard let data = try? encoder.encode(record) else {
      throw .mismatch("the format jsonl cannot hold this pair: \(pair.first) \(pair.second)")
    }
    return String(decoding: data, as: UTF8.self)
  }
}

/// A pair under the names of the keys.
private struct PairRecord: Codable {
  var a: String
  var b: String
  var distances: [Int]?
  var n: Int
}
