/// SHA-256 of what the page may run and be styled by, in base 64; `Scripts/page_hashes.py` writes them.
enum PageHashes {
  static let script = "Ca6K2MutbJ57CuLdgUtCzs+RS5ksUWJ2p7b2rm9TgU4="
  static let style = "q2VFCXq6RN1RM+I+8eGhQDV71TXzgsCaV0A32/c/xHo="
}
