/// How the programs that read regular expressions differ.
package enum RegexDialect: CaseIterable, Sendable {
  case python
  /// With the flag `u`.
  case javaScript
  case java

  /// What opens a group, before its name.
  var groupStart: String { self == .python ? "(?P<" : "(?<" }

  /// A letter, digit or character: what a word has and punctuation has not. That of Java tells its
  /// expressions from those of JavaScript.
  var content: String {
    switch self {
    case .python: "(?:[^\\W_]|[%％○\\uE000-\\uF8FF])"
    case .javaScript: "[\\p{L}\\p{N}%％○\\uE000-\\uF8FF]"
    case .java: "[\\p{IsL}\\p{IsN}%％○\\uE000-\\uF8FF]"
    }
  }

  /// Java allows nothing but ASCII letters and digits in the name of a group.
  private var escape: Unicode.Scalar { self == .java ? "Z" : "_" }

  private func allows(_ scalar: Unicode.Scalar, isFirst: Bool) -> Bool {
    if scalar == escape { return false }
    if self == .java, !scalar.isASCII || scalar == "_" { return false }
    return isFirst ? scalar.properties.isXIDStart : scalar.properties.isXIDContinue
  }

  /// The name of a slot as one of a group: a character that may not occur there becomes its hexadecimal
  /// code between two signs, `_` or in Java `Z`.
  func groupName(_ name: String) -> String {
    var result = "".unicodeScalars
    for scalar in name.unicodeScalars {
      if allows(scalar, isFirst: result.isEmpty) {
        result.append(scalar)
      } else {
        result.append(
          contentsOf: "\(escape)\(String(scalar.value, radix: 16))\(escape)".unicodeScalars)
      }
    }
    return String(result)
  }

  /// The inverse of `groupName`.
  func slotName(_ group: Substring.UnicodeScalarView) -> String {
    var result = "".unicodeScalars
    let parts = group.split(separator: escape, omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index % 2 == 0 {
        result.append(contentsOf: part)
      } else if let scalar = UInt32(String(part), radix: 16).flatMap(Unicode.Scalar.init) {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
