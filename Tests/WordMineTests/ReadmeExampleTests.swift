import Testing

@Suite struct ReadmeExampleTests {
  @Test func findsWords() throws {
    let words = try readmeExample()
    #expect(words == ["山上", "师傅", "秋茶", "师傅", "的", "茶园", "在", "山上"])
  }
}
