import Testing
import WordMineText

@Suite struct TemplateExampleTests {
  @Test func extractsSlots() throws {
    let lines = TemplateSetting.lines(1200, seed: 1)
    let slots = try templateExample(lines, file: .memory())
    #expect(slots.contains { $0.contains("如果 [X] ， 那么") && $0.hasSuffix("= 明天下雨") })
  }
}
