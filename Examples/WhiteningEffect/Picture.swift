/// Curves over γ, as SVG.
struct Picture {
  let description: String
  let curves: [Curve]

  private let width = 720.0
  private let height = 380.0
  private let margin = 50.0
  private let lowest = 0.5
  private let colours = ["#2980b9", "#27ae60", "#c0392b"]

  private func x(_ place: Int) -> Double {
    margin + Double(place) * (width - 260) / Double(WhiteningEffect.strengths.count)
  }

  private func y(_ share: Double) -> Double {
    height - margin - (height - 2 * margin) * (share - lowest) / (1 - lowest)
  }

  private func text(_ x: Double, _ y: Double, _ text: String, _ colour: String = "#333") -> String {
    #"<text x="\#(x.rounded())" y="\#(y.rounded())" fill="\#(colour)">\#(text)</text>"#
  }

  private var axes: [String] {
    var parts = [text(margin, 20, "share of sentences whose text ten neighbours tell")]
    for tenth in 5...10 {
      let share = Double(tenth) / 10
      parts.append(
        ##"<line x1="\##(margin)" y1="\##(y(share))" x2="\##(x(5))" y2="\##(y(share))" stroke="#eee"/>"##
      )
      parts.append(text(15, y(share) + 4, "\(share)"))
    }
    let names = ["as they are"] + WhiteningEffect.strengths.map { "γ = \($0)" }
    for (place, name) in names.enumerated() {
      parts.append(text(x(place) - 20, y(lowest) + 20, name))
    }
    return parts
  }

  private func curve(_ curve: Curve, _ colour: String) -> [String] {
    let places = curve.shares.enumerated().map { place, share in
      "\(x(place).rounded()),\((y(share) * 10).rounded() / 10)"
    }
    let last = curve.shares[curve.shares.count - 1]
    return [
      #"<polyline fill="none" stroke-width="2" stroke="\#(colour)" points="\#(places.joined(separator: " "))"/>"#,
      text(x(5) + 8, y(last) + 4, curve.name, colour),
    ]
  }

  var svg: String {
    let parts = axes + zip(curves, colours).flatMap { curve($0, $1) }
    return #"""
      <svg xmlns="http://www.w3.org/2000/svg" width="\#(Int(width))" height="\#(Int(height))" font-family="sans-serif" font-size="12">
      <desc>\#(description)</desc>
      <rect width="100%" height="100%" fill="white"/>
      \#(parts.joined(separator: "\n"))
      </svg>
      """#
  }
}
