import Testing

@testable import WordMineBase

@Suite struct SharedArrayTests {
  // From 4 MiB on, memory is mapped.
  @Test(arguments: [0, 1, 1000, 1 << 20])
  func beginsWithZeros(count: Int) throws {
    let array = try SharedArray<UInt64>(zeros: count)
    #expect(array.count == count)
    #expect((0..<count).allSatisfy { array.view[$0] == 0 })
  }

  @Test(arguments: 1...8)
  func severalThreadsFillIt(threads: Int) throws {
    let array = try SharedArray<UInt32>(zeros: 10_000)
    let view = array.view
    _ = try parallelMap(10, on: Workers(threads: threads)) { part in
      for index in stride(from: part, to: 10_000, by: 10) { view[index] = UInt32(index) }
    }
    #expect((0..<10_000).allSatisfy { array.view[$0] == UInt32($0) })
  }

  @Test func aSliceIsIndexedFromZero() throws {
    let array = try SharedArray<UInt8>(zeros: 10)
    let slice = array.view.slice(3..<7)
    for index in 0..<slice.count { slice[index] = UInt8(index + 1) }
    #expect((0..<10).map { array.view[$0] } == [0, 0, 0, 1, 2, 3, 4, 0, 0, 0])
    #expect(slice.isSame(as: array.view.slice(3..<4)))
    #expect(!slice.isSame(as: array.view))
    array.view.copy(from: slice)
    #expect((0..<4).map { array.view[$0] } == [1, 2, 3, 4])
  }

  @Test func fetchingAheadOfTheEndDoesNothing() throws {
    let array = try SharedArray<UInt8>(zeros: 1)
    for index in [-1, 0, 1, .max] { array.view.prefetch(index) }
    #expect(array.view[0] == 0)
  }

  @Test func anIndexOutsideStopsTheProcess() async {
    await #expect(processExitsWith: .failure) {
      let array = try! SharedArray<UInt8>(zeros: 1)
      array.view[1] = 1
    }
  }
}
