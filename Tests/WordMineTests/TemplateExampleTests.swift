import Foundation
import Testing

@Suite struct TemplateExampleTests {
  @Test func extractsSlots() throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("templates-\(UUID().uuidString).jsonl")
    defer { try? FileManager.default.removeItem(at: file) }
    let slots = try templateExample(TemplateSetting.lines(1200, seed: 1), file: file.path)
    #expect(slots.contains { $0.contains("如果 [X] ， 那么") && $0.hasSuffix("= 明天下雨") })
  }
}
