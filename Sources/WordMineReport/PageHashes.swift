/// SHA-256 of what the page may run and be styled by, in base 64; `Scripts/page_hashes.py` writes them.
enum PageHashes {
  static let script = "ROovHT5HwmkNaGabRxPfnlWr7Dl59VyXE84TMB4r9Kc="
  static let style = "5HqWmD4gkSmgFu/ZuBImlGjd4xPsvoe7ivQrcHhrLvE="
}
