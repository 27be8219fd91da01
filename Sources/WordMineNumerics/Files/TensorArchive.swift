/// Named matrices and metadata: a saved model, or the state of a training.
///
/// As a file it is `WMTENSOR`, the length of the header as four bytes, a header in JSON with the kind,
/// the metadata and the name, type and shape of each matrix; then the matrices in that order, row-major
/// and little-endian; then the CRC-32 of all that.
public struct TensorArchive: Equatable, Sendable {
  /// A matrix of one of the types of elements.
  public enum Tensor: Equatable, Sendable {
    case float(Matrix<Float>)
    case double(Matrix<Double>)
  }

  /// The type of the model, such as `classifier`.
  public var kind: String
  /// Configurations and counters, by name.
  public var metadata: [String: String]
  /// Sorted by their names in the file.
  public var tensors: [String: Tensor]

  public init(kind: String, metadata: [String: String] = [:], tensors: [String: Tensor] = [:]) {
    self.kind = kind
    self.metadata = metadata
    self.tensors = tensors
  }

  /// Why bytes are not an archive, or not the expected one.
  public enum Failure: Error, Equatable, CustomStringConvertible {
    case notAnArchive
    case otherVersion(Int)
    case damaged(String)
    case otherKind(found: String, expected: String)
    case missing(String)

    public var description: String {
      switch self {
      case .notAnArchive: "not a model file: it does not begin with WMTENSOR"
      case .otherVersion(let found):
        "a model file of version \(found); this program reads version \(TensorArchive.version)"
      case .damaged(let what): "the model file is damaged: \(what)"
      case .otherKind(let found, let expected): "a model of kind \(found), not \(expected)"
      case .missing(let name): "the model file has no \(name)"
      }
    }
  }

  /// The version of the format that is written and read.
  public static let version = 1

  /// Saves a matrix under a name.
  public mutating func set<Element: Scalar>(_ name: String, _ matrix: Matrix<Element>) {
    if let matrix = matrix as? Matrix<Float> {
      tensors[name] = .float(matrix)
    } else {
      tensors[name] = .double(Matrix<Double>(matrix))
    }
  }

  /// A matrix of the type that it was saved with.
  ///
  /// - Throws: `Failure` if it is missing or of the other type.
  public func matrix<Element: Scalar>(
    _ name: String, as type: Element.Type = Element.self
  ) throws(Failure) -> Matrix<Element> {
    let found: Any? =
      switch tensors[name] {
      case .float(let matrix): matrix
      case .double(let matrix): matrix
      case nil: nil
      }
    guard let found else { throw .missing("matrix \(name)") }
    guard let matrix = found as? Matrix<Element> else {
      throw .damaged("\(name) is not of \(Element.typeName)")
    }
    return matrix
  }

  /// A matrix that must have the shape of another one.
  ///
  /// - Throws: `Failure` if it is missing, or of another type or shape.
  public func matrix<Element: Scalar>(
    _ name: String, like other: Matrix<Element>
  ) throws(Failure) -> Matrix<Element> {
    let found: Matrix<Element> = try matrix(name)
    guard found.shape == other.shape else {
      throw .damaged(
        "\(name) is \(found.rows) × \(found.columns), not \(other.rows) × \(other.columns)")
    }
    return found
  }

  /// A text in the metadata.
  ///
  /// - Throws: `Failure` if it is missing.
  public func text(_ key: String) throws(Failure) -> String {
    guard let text = metadata[key] else { throw .missing(key) }
    return text
  }

  /// An integer in the metadata, from 0 to below 2⁵³.
  ///
  /// - Throws: `Failure` if it is missing or anything else.
  public func number(_ key: String) throws(Failure) -> Int {
    let text = try text(key)
    guard let number = Int(text), 0..<1 << 53 ~= number else { throw .damaged("\(key) is \(text)") }
    return number
  }
}
