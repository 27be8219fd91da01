/// SHA-256 of what the page may run and be styled by, in base 64; `Scripts/page_hashes.py` writes them.
enum PageHashes {
  static let script = "YZ7eOi1JouebnaggKnaKoM+f30totq/Y2wULeNZ4IAo="
  static let style = "dAFH5EVkBWX7V2P7YIUvBMdlSAMhs+uBVooXtyCHEmY="
}
