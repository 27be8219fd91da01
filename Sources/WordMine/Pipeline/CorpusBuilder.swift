import WordMineText

/// Makes a corpus of bytes that are pushed, for callers that have no file to name.
///
///     let builder = CorpusBuilder()
///     while let bytes = socket.read() { try builder.append(bytes) }
///     let result = try WordDiscovery().run(on: builder.finish())
///
/// The bytes are those of one input: text in any encoding, or a compressed file. What memory should not
/// hold is spooled to a temporary file without a name, so the corpus can be read again.
public struct CorpusBuilder: ~Copyable {
  private let spool: ByteSpool
  private let name: String
  private let options: Corpus.Options

  /// - Parameters:
  ///   - name: The name of the input for messages.
  ///   - memory: The bytes that may stay in memory.
  ///   - temporaryDirectory: Where the others go.
  public init(
    name: String = "<input>", options: Corpus.Options = Corpus.Options(), memory: Int = 64 << 20,
    temporaryDirectory: String = "/tmp"
  ) {
    self.name = name
    self.options = options
    spool = ByteSpool(limit: memory, directory: temporaryDirectory)
  }

  /// Adds the next bytes; they may end anywhere, even within a character.
  ///
  /// - Throws: `SystemError` if the temporary file cannot be written.
  public func append(_ bytes: [UInt8]) throws(SystemError) { try spool.append(bytes[...]) }

  /// Adds the next text.
  public func append(_ text: String) throws(SystemError) { try append(Array(text.utf8)) }

  /// The corpus of all bytes.
  ///
  /// - Throws: `SystemError` if the temporary file cannot be written.
  public consuming func finish() throws -> Corpus {
    Corpus([.spooled(name, try spool.frozen())], options: options)
  }
}
