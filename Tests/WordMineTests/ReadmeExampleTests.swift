import Testing

@Suite struct ReadmeExampleTests {
  @Test func findsWords() throws {
    let words = try readmeExample()
    #expect(words == ["春茶", "茶园", "叶子", "师傅", "的", "茶园", "在", "山上"])
  }
}
