import Testing

@Suite struct ReadmeExampleTests {
  @Test func findsWords() throws {
    let words = try readmeExample()
    #expect(words == ["叶子", "春茶", "茶园", "师傅", "的", "茶园", "在", "山上"])
  }
}
