/// SHA-256 of what the page may run and be styled by, in base 64; `Scripts/page_hashes.py` writes them.
enum PageHashes {
  static let script = "ahxkCZSr/Z4PjvtGG31WZLZ0fCp2hFRTQyN0wua+2oc="
  static let style = "aKXoTw2hvg7ZMaKpgs1G3UWCDLp4yzWoOeNvP6LmlBQ="
}
