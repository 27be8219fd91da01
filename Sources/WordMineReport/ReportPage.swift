import FoundationEssentials
import WordMineText

extension Report {
  /// The most bytes of a page: beyond, fewer words have lines and neighbours, and then there are fewer words.
  static let mostBytes = 3_000_000

  /// Writes the report.
  ///
  /// - Throws: `SystemError` if the sink cannot be written; `OutOfMemory`.
  public func write(to sink: ByteSink, as format: Format) throws {
    switch format {
    case .data:
      var bytes: [UInt8] = []
      JSON.append(data, to: &bytes)
      try sink.write(bytes + [0x0A])
    case .page:
      try sink.write(try page())
    }
  }

  /// The page, which holds its style, its program and its data.
  private func page() throws -> [UInt8] {
    var report = self
    while true {
      var bytes: [UInt8] = []
      JSON.append(report.data, to: &bytes)
      let data = Data(try Deflate.compress(bytes)).base64EncodedString()
      let page = Array(
        PageSource.filled([
          "title": title.markup, "best": bestWords, "data": data, "growth": corpus.growthFigure,
          "map": report.words.mapFigure,
        ]).utf8)
      if page.count <= Self.mostBytes || !report.halve() { return page }
    }
  }

  /// Leaves half of the details out, and where there are none, half of the words.
  ///
  /// - Returns: Whether anything was left.
  private mutating func halve() -> Bool {
    if !details.isEmpty {
      details.removeLast((details.count + 1) / 2)
    } else if !words.words.isEmpty {
      words.keepFirst(words.words.count / 2)
    } else {
      return false
    }
    return true
  }

  /// The best words, for paper and for browsers without JavaScript.
  private var bestWords: String {
    let rows = words.words.prefix(200).map {
      "<tr><th>\($0.text.markup)</th><td>\($0.count)</td></tr>"
    }
    return "<table>\n\(rows.joined(separator: "\n"))\n</table>"
  }
}

extension String {
  /// As text in HTML.
  var markup: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// The files of the page, which are part of the program.
enum PageSource {
  private static let scripts = [
    PackageResources.elements_js, PackageResources.language_js, PackageResources.data_js,
    PackageResources.list_js, PackageResources.map_js, PackageResources.panel_js,
    PackageResources.templates_js, PackageResources.sections_js, PackageResources.page_js,
  ]

  static let script =
    "\"use strict\";\n"
    + scripts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
  static let style = String(decoding: PackageResources.report_css, as: UTF8.self)
  private static let skeleton = String(decoding: PackageResources.page_html, as: UTF8.self)

  /// Nothing is loaded from anywhere, and nothing runs or styles but what is hashed here.
  private static let policy =
    "default-src 'none'; script-src 'sha256-\(PageHashes.script)'; style-src 'sha256-\(PageHashes.style)'; "
    + "base-uri 'none'; form-action 'none'"

  /// - Parameter parts: Markup by the names of its places in the page.
  static func filled(_ parts: [String: String]) -> String {
    let own = ["policy": policy, "style": style, "script": script]
    var page = ""
    var rest = skeleton[...]
    while let open = rest.firstRange(of: "{{"), let close = rest.firstRange(of: "}}") {
      page += rest[..<open.lowerBound]
      let name = String(rest[open.upperBound..<close.lowerBound])
      page += parts[name] ?? own[name] ?? ""
      rest = rest[close.upperBound...]
    }
    return page + rest
  }
}
