import WordMineNumerics

/// Curves over logarithmic axes, as SVG.
struct Picture {
  let description: String
  let curves: [Curve]
  let steps: Int
  /// 1/λ
  let limit: Double

  private let width = 720.0
  private let height = 420.0
  private let margin = 50.0
  private let lowest = 0.01
  private let colours = ["#c0392b", "#2980b9", "#27ae60", "#8e44ad"]

  private func x(_ step: Int) -> Double {
    margin + (width - 220) * Double.log(Double(step)) / Double.log(Double(steps))
  }

  private func y(_ value: Double) -> Double {
    let share =
      Double.log(max(value, lowest) / lowest) / Double.log(2 * limit / lowest)
    return height - margin - (height - 2 * margin) * share
  }

  private func text(_ x: Double, _ y: Double, _ text: String, _ colour: String = "#333") -> String {
    #"<text x="\#(x.rounded())" y="\#(y.rounded())" fill="\#(colour)">\#(text)</text>"#
  }

  private func line(_ from: (Double, Double), _ to: (Double, Double), _ colour: String) -> String {
    #"<line x1="\#(from.0)" y1="\#(from.1)" x2="\#(to.0)" y2="\#(to.1)" stroke="\#(colour)"/>"#
  }

  private var axes: [String] {
    var parts = [text(margin, 20, "max|θ| of a row that is touched at step 1 alone")]
    for mark in [1, 10, 100, 1000, 10_000] {
      parts.append(line((x(mark), y(lowest)), (x(mark), y(lowest) + 5), "#333"))
      parts.append(text(x(mark) - 8, y(lowest) + 20, "\(mark)"))
    }
    for mark in [0.01, 0.1, 1, 10] {
      parts.append(line((margin, y(mark)), (x(steps), y(mark)), "#eee"))
      parts.append(text(10, y(mark) + 4, "\(mark)"))
    }
    parts.append(line((margin, y(limit)), (x(steps), y(limit)), "#c0392b"))
    parts.append(text(10, y(limit) + 4, "1/λ"))
    parts.append(text(x(1000), height - 10, "steps"))
    return parts
  }

  private func path(_ curve: Curve, _ colour: String) -> String {
    let points = curve.points.map { point in
      "\((x(point.step) * 10).rounded() / 10),\((y(point.value) * 10).rounded() / 10)"
    }
    return
      #"<polyline fill="none" stroke-width="2" stroke="\#(colour)" points="\#(points.joined(separator: " "))"/>"#
  }

  var svg: String {
    var parts = axes
    for (index, curve) in curves.enumerated() {
      parts.append(path(curve, colours[index]))
      parts.append(
        text(
          x(steps) + 8, y(curve.points[curve.points.count - 1].value) + 4, curve.name,
          colours[index]))
    }
    return #"""
      <svg xmlns="http://www.w3.org/2000/svg" width="\#(Int(width))" height="\#(Int(height))" font-family="sans-serif" font-size="12">
      <desc>\#(description)</desc>
      <rect width="100%" height="100%" fill="white"/>
      \#(parts.joined(separator: "\n"))
      </svg>
      """#
  }
}
