// swift-format-ignore-file: AlwaysUseLowerCamelCase

// The names are those of the header.
import CWordMine
import Glibc
import WordMine

/// Where the message of an error goes.
public typealias MessagePlace = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// Runs the body of a function of the interface; what it throws becomes a status and a message.
func call(_ message: MessagePlace?, _ body: () throws -> Void) -> Int32 {
  do {
    try body()
    return ExitStatus.success.rawValue
  } catch {
    // SAFETY: the caller vouches for the place; the copy is theirs to free. Names of files are as they were passed.
    message?.pointee = FileName.system("\(error)").withUnsafeBufferPointer {
      $0.baseAddress.flatMap { strdup($0) }
    }
    return (ExitStatus(error) ?? .software).rawValue
  }
}

/// An object on the other side of the interface, kept there until it is freed.
enum Handle {
  /// Gives an object away.
  static func give(_ object: AnyObject, to place: UnsafeMutablePointer<OpaquePointer?>?) throws {
    guard let place else { throw InvalidValue("the place of the result is NULL") }
    place.pointee = make(object)
  }

  static func make(_ object: AnyObject) -> OpaquePointer {
    OpaquePointer(Unmanaged.passRetained(object).toOpaque())
  }

  /// The object of a handle.
  ///
  /// - Throws: `InvalidValue` for NULL.
  static func object<Object: AnyObject>(
    _ handle: OpaquePointer?, _ type: Object.Type = Object.self
  ) throws(InvalidValue) -> Object {
    guard let handle else { throw InvalidValue("a handle is NULL") }
    // SAFETY: the header gives each type of object an opaque type of its own.
    return Unmanaged<Object>.fromOpaque(UnsafeRawPointer(handle)).takeUnretainedValue()
  }

  static func free(_ handle: OpaquePointer?) {
    guard let handle else { return }
    // SAFETY: the caller has owned it since `give`.
    Unmanaged<AnyObject>.fromOpaque(UnsafeRawPointer(handle)).release()
  }
}

/// Texts that a caller passes.
enum Passed {
  /// A name of a file, whatever its bytes are.
  static func path(_ path: UnsafePointer<CChar>?) throws(InvalidValue) -> String {
    guard let path else { throw InvalidValue("a path is NULL") }
    return text(path)
  }

  /// A text in UTF-8 that may hold names of files, whatever their bytes are.
  private static func text(_ text: UnsafePointer<CChar>) -> String {
    let bytes = UnsafeBufferPointer(start: text, count: strlen(text))
    return FileName.text(bytes.map { UInt8(bitPattern: $0) })
  }

  static func paths(
    _ paths: UnsafePointer<UnsafePointer<CChar>?>?, _ count: Int
  ) throws(InvalidValue) -> [String] {
    guard let paths, count > 0 else { throw InvalidValue("no file is named") }
    var names: [String] = []
    for index in 0..<count { names.append(try path(paths[index])) }
    return names
  }

  static func bytes(
    _ bytes: UnsafePointer<UInt8>?, _ count: Int
  ) throws(InvalidValue) -> UnsafeBufferPointer<UInt8> {
    guard bytes != nil && count >= 0 || count == 0 else {
      throw InvalidValue("\(count) bytes at NULL")
    }
    return UnsafeBufferPointer(start: bytes, count: count)
  }

  static func options(_ json: UnsafePointer<CChar>?) throws -> Options {
    try Options(json.map(text) ?? "{}")
  }
}

@c @implementation
public func wordmine_version() -> UnsafePointer<CChar>? {
  // SAFETY: a literal stays where it is.
  UnsafeRawPointer(version.utf8Start).assumingMemoryBound(to: CChar.self)
}

/// A literal, so that it needs no memory.
private let version: StaticString = "0.1.0"

@c @implementation
public func wordmine_free(_ memory: UnsafeMutableRawPointer?) { free(memory) }
