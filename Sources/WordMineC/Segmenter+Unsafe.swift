// swift-format-ignore-file: AlwaysUseLowerCamelCase

// The names are those of the header.
import CWordMine
import Glibc
import WordMine

@c @implementation
public func wordmine_segmenter_open(
  _ paths: UnsafePointer<UnsafePointer<CChar>?>?, _ count: Int,
  _ segmenter: UnsafeMutablePointer<OpaquePointer?>?, _ message: MessagePlace?
) -> Int32 {
  call(message) {
    try Handle.give(LoadedSegmenter(Passed.paths(paths, count)), to: segmenter)
  }
}

@c @implementation
public func wordmine_segmenter_from_bytes(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int,
  _ segmenter: UnsafeMutablePointer<OpaquePointer?>?, _ message: MessagePlace?
) -> Int32 {
  call(message) {
    try Handle.give(LoadedSegmenter(Array(Passed.bytes(bytes, count))), to: segmenter)
  }
}

@c @implementation
public func wordmine_segmenter_bytes(
  _ segmenter: OpaquePointer?, _ bytes: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?,
  _ count: UnsafeMutablePointer<Int>?, _ message: MessagePlace?
) -> Int32 {
  call(message) {
    guard let bytes, let count else { throw InvalidValue("the place of the bytes is NULL") }
    let made = try Handle.object(segmenter, LoadedSegmenter.self).bytes()
    guard let copy = malloc(max(1, made.count)) else { throw OutOfMemory(bytes: made.count) }
    made.withUnsafeBytes { if let start = $0.baseAddress { memcpy(copy, start, made.count) } }
    (bytes.pointee, count.pointee) = (copy.assumingMemoryBound(to: UInt8.self), made.count)
  }
}

@c @implementation
public func wordmine_segmenter_free(_ segmenter: OpaquePointer?) { Handle.free(segmenter) }

@c @implementation
public func wordmine_cut(
  _ segmenter: OpaquePointer?, _ text: UnsafePointer<UInt8>?, _ count: Int,
  _ starts: UnsafeMutablePointer<UInt32>?, _ ends: UnsafeMutablePointer<UInt32>?, _ capacity: Int
) -> Int {
  guard let segmenter = try? Handle.object(segmenter, LoadedSegmenter.self),
    let text = try? Passed.bytes(text, count)
  else { return 0 }
  let room = starts != nil && ends != nil ? max(0, capacity) : 0
  let places = WordPlaces(
    starts: UnsafeMutableBufferPointer(start: starts, count: room),
    ends: UnsafeMutableBufferPointer(start: ends, count: room))
  return segmenter.withWords(size: count) { segmenter.cut(text.span, into: places, &$0) }
}

@c @implementation
public func wordmine_segment(
  _ segmenter: OpaquePointer?, _ text: UnsafePointer<UInt8>?, _ count: Int, _ separator: CChar,
  _ output: UnsafeMutablePointer<UInt8>?, _ capacity: Int
) -> Int {
  guard let segmenter = try? Handle.object(segmenter, LoadedSegmenter.self),
    let text = try? Passed.bytes(text, count)
  else { return 0 }
  let room = output == nil ? 0 : max(0, capacity)
  return segmenter.withWords(size: count) { words in
    segmenter.segmenter.words(of: text.span, into: &words)
    var place = 0
    for word in words {
      // SAFETY: what would end beyond the room is only counted.
      if place > 0 {
        if place < room { output?[place] = UInt8(bitPattern: separator) }
        place += 1
      }
      if place + word.count <= room, let output, let start = text.baseAddress {
        memcpy(output + place, start + word.lowerBound, word.count)
      }
      place += word.count
    }
    return place
  }
}

@c @implementation
public func wordmine_cut_all(
  _ segmenter: OpaquePointer?, _ texts: UnsafePointer<UInt8>?, _ textEnds: UnsafePointer<Int>?,
  _ count: Int, _ threads: Int32, _ task: OpaquePointer?, _ starts: UnsafeMutablePointer<UInt32>?,
  _ ends: UnsafeMutablePointer<UInt32>?, _ wordEnds: UnsafeMutablePointer<Int>?,
  _ message: MessagePlace?
) -> Int32 {
  call(message) {
    let segmenter: LoadedSegmenter = try Handle.object(segmenter)
    try InvalidValue.check("threads", Int(threads), in: 1...1024)
    try InvalidValue.check("count", count, atLeast: 0)
    let workers = try CallTask.workers(task, threads: Int(threads))
    if count == 0 { return }
    guard let textEnds, let wordEnds, let starts, let ends else {
      throw InvalidValue("the place of the words is NULL")
    }
    let ascending = UnsafeBufferPointer(start: textEnds, count: count)
    guard zip(ascending, ascending.dropFirst()).allSatisfy(<=), textEnds[0] >= 0 else {
      throw InvalidValue("the ends of texts descend")
    }
    let batch = TextBatch(
      bytes: try Passed.bytes(texts, textEnds[count - 1]), ends: ascending,
      places: WordPlaces(
        starts: UnsafeMutableBufferPointer(start: starts, count: textEnds[count - 1]),
        ends: UnsafeMutableBufferPointer(start: ends, count: textEnds[count - 1])),
      wordEnds: UnsafeMutableBufferPointer(start: wordEnds, count: count))
    try batch.cut(by: segmenter, on: workers)
  }
}

/// Where the places of words are written, in code points.
///
/// No two threads write to the same part of it.
struct WordPlaces: @unchecked Sendable {
  var starts: UnsafeMutableBufferPointer<UInt32>
  var ends: UnsafeMutableBufferPointer<UInt32>

  /// The places from one on.
  func dropFirst(_ count: Int) -> WordPlaces {
    WordPlaces(
      starts: UnsafeMutableBufferPointer(rebasing: starts[count...]),
      ends: UnsafeMutableBufferPointer(rebasing: ends[count...]))
  }

  /// Moves some places to the front of others.
  func move(_ count: Int, to places: WordPlaces) {
    places.starts.baseAddress?.update(from: starts.baseAddress!, count: count)
    places.ends.baseAddress?.update(from: ends.baseAddress!, count: count)
  }
}

extension LoadedSegmenter {
  /// Cuts a text; returns the number of words, of which as many are written as there is room for.
  func cut(
    _ text: Span<UInt8>, into places: WordPlaces, _ words: inout Segmenter.Words
  ) -> Int {
    segmenter.words(of: text, into: &words)
    var (byte, point) = (0, UInt32(0))
    for (index, word) in words.prefix(places.starts.count).enumerated() {
      point &+= Self.codePoints(text, byte..<word.lowerBound)
      places.starts[index] = point
      point &+= Self.codePoints(text, word)
      places.ends[index] = point
      byte = word.upperBound
    }
    return words.count
  }

  /// The bytes that do not continue a character.
  @inline(__always)
  private static func codePoints(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
    var count: UInt32 = 0
    for index in range where text[index] & 0xC0 != 0x80 { count &+= 1 }
    return count
  }
}

/// Many texts, one behind the other, and the places of their words.
private struct TextBatch: @unchecked Sendable {
  let bytes: UnsafeBufferPointer<UInt8>
  let ends: UnsafeBufferPointer<Int>
  let places: WordPlaces
  let wordEnds: UnsafeMutableBufferPointer<Int>

  /// Cuts parts of the texts, each into its own part of the places, and then moves the places together.
  func cut(by segmenter: LoadedSegmenter, on workers: Workers) throws {
    let part = 64
    let counts = try parallelMap((ends.count + part - 1) / part, on: workers, stage: "segmenting") {
      cut($0 * part..<min(ends.count, ($0 + 1) * part), by: segmenter)
    }
    var words = 0
    for (index, count) in counts.enumerated() {
      let first = index * part
      places.dropFirst(start(of: first)).move(count, to: places.dropFirst(words))
      for text in first..<min(ends.count, first + part) { wordEnds[text] += words }
      words += count
    }
  }

  private func start(of text: Int) -> Int { text == 0 ? 0 : ends[text - 1] }

  /// Cuts some texts, and returns the number of their words.
  private func cut(_ texts: Range<Int>, by segmenter: LoadedSegmenter) -> Int {
    let places = places.dropFirst(start(of: texts.lowerBound))
    let size = ends[texts.upperBound - 1] - start(of: texts.lowerBound)
    return segmenter.withWords(size: size) { memory in
      var words = 0
      for text in texts {
        let bytes = UnsafeBufferPointer(rebasing: bytes[start(of: text)..<ends[text]])
        words += segmenter.cut(bytes.span, into: places.dropFirst(words), &memory)
        wordEnds[text] = words
      }
      return words
    }
  }
}
