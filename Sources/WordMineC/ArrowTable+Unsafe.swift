import CWordMine
import Glibc

/// A table as the Arrow C data interface passes it on: a struct array, whose memory is its own.
struct ArrowTable {
  struct Column {
    var name: String
    var values: Values

    init(_ name: String, _ values: Values) { (self.name, self.values) = (name, values) }
  }

  enum Values {
    case texts([String?])
    case integers([Int?])
    case numbers([Double?])

    /// Large UTF-8, 64-bit integers, doubles.
    fileprivate var format: String {
      switch self {
      case .texts: "U"
      case .integers: "l"
      case .numbers: "g"
      }
    }
  }

  private let columns: [Column]
  private let rows: Int

  init(_ columns: [Column], rows: Int) { (self.columns, self.rows) = (columns, rows) }

  /// Fills both structures; whoever takes them calls their release functions.
  func export(
    _ schema: UnsafeMutablePointer<ArrowSchema>, _ array: UnsafeMutablePointer<ArrowArray>
  ) {
    schema.pointee = Self.schema(
      format: "+s", name: "", isNullable: false,
      children: columns.map {
        Self.schema(format: $0.values.format, name: $0.name, isNullable: true, children: [])
      })
    array.pointee = Self.array(
      rows: rows, nulls: 0, buffers: [nil], children: columns.map { $0.values.array() })
  }

  fileprivate static func schema(
    format: String, name: String, isNullable: Bool, children: [ArrowSchema]
  ) -> ArrowSchema {
    var schema = ArrowSchema()
    schema.format = UnsafePointer(strdup(format))
    schema.name = UnsafePointer(strdup(name))
    schema.flags = isNullable ? Int64(ARROW_FLAG_NULLABLE) : 0
    schema.n_children = Int64(children.count)
    schema.children = pointers(to: children)
    schema.release = { schema in
      // SAFETY: called once, on what `schema` made.
      guard let schema else { return }
      ArrowTable.release(schema.pointee.children, schema.pointee.n_children) {
        if let release = $0.pointee.release { release($0) }
      }
      free(UnsafeMutablePointer(mutating: schema.pointee.format))
      free(UnsafeMutablePointer(mutating: schema.pointee.name))
      schema.pointee.release = nil
    }
    return schema
  }

  /// - Parameter buffers: From `malloc`, and owned by the array.
  fileprivate static func array(
    rows: Int, nulls: Int, buffers: [UnsafeMutableRawPointer?], children: [ArrowArray]
  ) -> ArrowArray {
    var array = ArrowArray()
    array.length = Int64(rows)
    array.null_count = Int64(nulls)
    array.n_buffers = Int64(buffers.count)
    let places = UnsafeMutablePointer<UnsafeRawPointer?>.allocate(capacity: buffers.count)
    for (index, buffer) in buffers.enumerated() { places[index] = UnsafeRawPointer(buffer) }
    array.buffers = places
    array.n_children = Int64(children.count)
    array.children = pointers(to: children)
    array.release = { array in
      // SAFETY: called once, on what `array` made.
      guard let array else { return }
      ArrowTable.release(array.pointee.children, array.pointee.n_children) {
        if let release = $0.pointee.release { release($0) }
      }
      for index in 0..<Int(array.pointee.n_buffers) {
        free(UnsafeMutableRawPointer(mutating: array.pointee.buffers[index]))
      }
      array.pointee.buffers.deallocate()
      array.pointee.release = nil
    }
    return array
  }

  private static func pointers<Item>(
    to items: [Item]
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<Item>?>? {
    if items.isEmpty { return nil }
    let places = UnsafeMutablePointer<UnsafeMutablePointer<Item>?>.allocate(capacity: items.count)
    for (index, item) in items.enumerated() {
      let copy = UnsafeMutablePointer<Item>.allocate(capacity: 1)
      copy.initialize(to: item)
      places[index] = copy
    }
    return places
  }

  /// Releases children, unless their taker has moved them away, and frees their places.
  private static func release<Item>(
    _ items: UnsafeMutablePointer<UnsafeMutablePointer<Item>?>?, _ count: Int64,
    _ release: (UnsafeMutablePointer<Item>) -> Void
  ) {
    guard let items else { return }
    for index in 0..<Int(count) {
      guard let item = items[index] else { continue }
      release(item)
      item.deallocate()
    }
    items.deallocate()
  }
}

extension ArrowTable.Values {
  fileprivate func array() -> ArrowArray {
    switch self {
    case .texts(let values): Self.array(texts: values)
    case .integers(let values): Self.array(values.map { $0.map(Int64.init) }, missing: 0)
    case .numbers(let values): Self.array(values, missing: 0)
    }
  }

  private static func array<Value: BitwiseCopyable>(
    _ values: [Value?], missing: Value
  ) -> ArrowArray {
    let (bitmap, nulls) = validity(values.map { $0 != nil })
    return ArrowTable.array(
      rows: values.count, nulls: nulls, buffers: [bitmap, copy(values.map { $0 ?? missing })],
      children: [])
  }

  private static func array(texts: [String?]) -> ArrowArray {
    let (bitmap, nulls) = validity(texts.map { $0 != nil })
    var (bytes, ends): ([UInt8], [Int64]) = ([], [0])
    for text in texts {
      bytes += (text ?? "").utf8
      ends.append(Int64(bytes.count))
    }
    return ArrowTable.array(
      rows: texts.count, nulls: nulls, buffers: [bitmap, copy(ends), copy(bytes)], children: [])
  }

  /// A bit for each value, lowest bit first; none if all are there.
  private static func validity(_ isThere: [Bool]) -> (UnsafeMutableRawPointer?, nulls: Int) {
    let nulls = isThere.count(where: { !$0 })
    if nulls == 0 { return (nil, 0) }
    var bits = [UInt8](repeating: 0, count: (isThere.count + 7) / 8)
    for (index, isThere) in isThere.enumerated() where isThere {
      bits[index / 8] |= 1 << (index % 8)
    }
    return (copy(bits), nulls)
  }

  /// A copy from `malloc`, at an address, even if it is empty.
  private static func copy<Value: BitwiseCopyable>(_ values: [Value]) -> UnsafeMutableRawPointer? {
    let size = values.count * MemoryLayout<Value>.stride
    let copy = malloc(max(1, size))
    values.withUnsafeBytes { if let copy, let start = $0.baseAddress { memcpy(copy, start, size) } }
    return copy
  }
}
