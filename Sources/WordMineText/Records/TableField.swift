/// A field that is being read: of a TSV line, or the value of a JSON key.
package struct TableField {
  enum Content {
    case text(Substring)
    case json(JSONRecord)
  }

  let name: String
  let content: Content

  /// The same field with another text.
  package func with(_ text: Substring) -> TableField {
    TableField(name: name, content: .text(text))
  }

  /// The parts between separators, compared by code points; empty in JSON.
  package func parts(at separator: Unicode.Scalar) -> [Substring] {
    guard case .text(let text) = content else { return [] }
    return text.unicodeScalars.split(separator: separator, omittingEmptySubsequences: false)
      .map { Substring($0) }
  }

  /// The text; `nil` if the field is empty.
  package func text() throws(InputError.Reason) -> String? {
    switch content {
    case .text(let text): text.isEmpty ? nil : String(text)
    case .json(let record): try record.value(of: name, as: String.self, "text")
    }
  }

  /// The number; `nil` if the field is empty.
  package func number() throws(InputError.Reason) -> Double? {
    switch content {
    case .json(let record): return try record.value(of: name, as: Double.self, "number")
    case .text(let text):
      if text.isEmpty { return nil }
      guard let value = Double(text), value.isFinite else {
        throw .invalidNumber(String(text), field: name)
      }
      return value
    }
  }

  /// A non-negative integer; `nil` if the field is empty.
  package func count() throws(InputError.Reason) -> Int? {
    switch content {
    case .json(let record):
      // Above 2⁵³, not every integer is a number with a fraction.
      if let count = try? record.value(of: name, as: Int.self, "number"), count >= 0 {
        return count
      }
      return try number().map { value throws(InputError.Reason) in try count(value) }
    case .text(let text): return text.isEmpty ? nil : try count(text)
    }
  }

  /// Non-negative integers; none if the field is empty.
  package func counts() throws(InputError.Reason) -> [Int] {
    var counts: [Int] = []
    switch content {
    case .json(let record):
      if let counts = try? record.value(of: name, as: [Int].self, "list of numbers"),
        counts.allSatisfy({ $0 >= 0 })
      {
        return counts
      }
      for value in try record.value(of: name, as: [Double].self, "list of numbers") ?? [] {
        counts.append(try count(value))
      }
    case .text(let text):
      for part in text.utf8.split(separator: UInt8(ascii: ";")) {
        counts.append(try count(Substring(part)))
      }
    }
    return counts
  }

  private func count(_ value: Double) throws(InputError.Reason) -> Int {
    guard let count = Int(exactly: value), count >= 0 else {
      throw .invalidNumber(value.shortText, field: name)
    }
    return count
  }

  private func count(_ text: Substring) throws(InputError.Reason) -> Int {
    guard let count = Int(text), count >= 0 else {
      throw .invalidNumber(String(text), field: name)
    }
    return count
  }
}
