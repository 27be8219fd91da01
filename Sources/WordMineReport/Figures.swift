import Glibc
import WordMine

/// The pictures of a report as SVG: in the page, and as files for papers and slides.
extension Report {
  /// What the files are called.
  public static let figureNames = ["growth.svg", "map.svg"]

  /// The growth of the vocabulary, and the map of words.
  public var figures: [String] { [corpus.growthFigure, words.mapFigure] }
}

/// A picture in the making.
private struct Drawing {
  let width: Double
  let height: Double
  /// The frame of the data: from the left, and from above.
  private let left = 64.0
  private let right = 24.0
  private let top = 16.0
  private let bottom = 48.0
  private var parts: [String] = []

  init(width: Double, height: Double) { (self.width, self.height) = (width, height) }

  func x(_ share: Double) -> Double { left + share * (width - left - right) }
  func y(_ share: Double) -> Double { height - bottom - share * (height - top - bottom) }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
    parts.append(
      "<line x1=\"\(x1.tenths)\" y1=\"\(y1.tenths)\" x2=\"\(x2.tenths)\" y2=\"\(y2.tenths)\" stroke=\"#bbb\"/>"
    )
  }

  /// - Parameter name: The class for a style sheet.
  mutating func text(
    _ text: String, _ x: Double, _ y: Double, anchor: String = "start", _ name: String = "axis"
  ) {
    parts.append(
      "<text class=\"\(name)\" x=\"\(x.tenths)\" y=\"\(y.tenths)\" text-anchor=\"\(anchor)\">\(text.markup)</text>"
    )
  }

  /// - Parameter name: Shown where the pointer rests.
  mutating func point(_ x: Double, _ y: Double, _ name: String) {
    parts.append(
      "<circle cx=\"\(x.tenths)\" cy=\"\(y.tenths)\" r=\"2.5\" fill=\"#c8674d\" fill-opacity=\".6\">"
        + "<title>\(name.markup)</title></circle>"
    )
  }

  mutating func path(_ points: [(x: Double, y: Double)]) {
    let steps = points.map { "\($0.x.tenths),\($0.y.tenths)" }.joined(separator: " ")
    parts.append(
      "<polyline points=\"\(steps)\" fill=\"none\" stroke=\"#c8674d\" stroke-width=\"2\"/>")
  }

  var svg: String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width.tenths) \(height.tenths)" \
    font-family="Noto Sans CJK SC, sans-serif" font-size="13">
    \(parts.joined(separator: "\n"))
    </svg>

    """
  }
}

extension Double {
  /// With one decimal place.
  fileprivate var tenths: String {
    let value = Int((self * 10).rounded())
    return value % 10 == 0
      ? "\(value / 10)" : "\(value < 0 ? "-" : "")\(abs(value) / 10).\(abs(value) % 10)"
  }
}

extension CorpusFigures {
  var growthFigure: String {
    var drawing = Drawing(width: 640, height: 320)
    let (words, types) = (Double(max(1, self.words)), Double(max(1, growth.last?.types ?? 1)))
    drawing.line(drawing.x(0), drawing.y(0), drawing.x(1), drawing.y(0))
    drawing.line(drawing.x(0), drawing.y(0), drawing.x(0), drawing.y(1))
    drawing.path(
      growth.map { (drawing.x(Double($0.words) / words), drawing.y(Double($0.types) / types)) })
    drawing.text("\(self.words)", drawing.x(1), drawing.y(0) + 18, anchor: "end")
    drawing.text("words 词", drawing.x(1), drawing.y(0) + 36, anchor: "end")
    drawing.text("\(growth.last?.types ?? 0)", drawing.x(0) - 6, drawing.y(1) + 10, anchor: "end")
    drawing.text("types 不同的词", drawing.x(0) + 8, drawing.y(1) + 4)
    return drawing.svg
  }
}

extension ReportedWords {
  /// Words by use and freedom, or by use and keyness where they are compared.
  var mapFigure: String {
    let isCompared = words.contains { $0.reference != nil }
    let new = words.prefix(found).enumerated().filter { isCompared || isNew?[$0.offset] ?? true }
      .map(\.element)
    let shown = new.prefix(1500).compactMap {
      word -> (text: String, count: Int, height: Double)? in
      guard let found = word.found else { return nil }
      let freedom = min(found.leftEntropy ?? 0, found.rightEntropy ?? 0)
      return (
        word.text, word.count, word.reference.map { max(-10, min(15, $0.logRatio)) } ?? freedom
      )
    }
    var drawing = Drawing(width: 960, height: 480)
    let most = log(Double(max(2, shown.map(\.count).max() ?? 2)))
    let low = min(0, shown.map(\.height).min() ?? 0)
    let high = max(1, shown.map(\.height).max() ?? 1)
    for power in 0...Int(most / log(10)) {
      let x = drawing.x(Double(power) * log(10) / most)
      drawing.line(x, drawing.y(0), x, drawing.y(1))
      drawing.text(
        "1" + String(repeating: "0", count: power), x, drawing.y(0) + 18, anchor: "middle")
    }
    for value in stride(from: (low / 4).rounded(.up) * 4, through: high, by: 4) {
      let y = drawing.y((value - low) / (high - low))
      drawing.line(drawing.x(0), y, drawing.x(1), y)
      drawing.text("\(Int(value))", drawing.x(0) - 6, y + 4, anchor: "end")
    }
    drawing.text("uses 用例", drawing.x(1), drawing.y(0) + 36, anchor: "end")
    drawing.text(isCompared ? "log₂ of the ratio 倍数的 log₂" : "freedom, bits 自由度", 4, 12)
    let points = shown.map {
      (
        x: drawing.x(log(Double(max(1, $0.count))) / most),
        y: drawing.y(($0.height - low) / (high - low)), text: $0.text
      )
    }
    for point in points { drawing.point(point.x, point.y, point.text) }
    var room = LabelRoom(width: drawing.width)
    for point in points where room.take(point.x, point.y, length: point.text.unicodeScalars.count) {
      drawing.text(point.text, point.x + 5, point.y + 4, "label")
    }
    return drawing.svg
  }
}

/// The cells of a grid that labels take, so that no two overlap; those that come first have the room.
private struct LabelRoom {
  private static let cell = 8.0
  let width: Double
  private var taken: Set<[Int]> = []

  init(width: Double) { self.width = width }

  /// - Returns: Whether there was room to the right of a point.
  mutating func take(_ x: Double, _ y: Double, length: Int) -> Bool {
    let end = x + 8 + 13 * Double(length)
    guard end <= width else { return false }
    var cells: [[Int]] = []
    for column in Int(x / Self.cell)...Int(end / Self.cell) {
      for row in Int((y - 8) / Self.cell)...Int((y + 7) / Self.cell) {
        cells.append([column, row])
      }
    }
    guard cells.allSatisfy({ !taken.contains($0) }) else { return false }
    taken.formUnion(cells)
    return true
  }
}
