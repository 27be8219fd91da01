"""Tests of Scripts/figures.py on a small source tree."""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

FIGURES = Path(__file__).resolve().parents[2] / "Scripts" / "figures.py"

UPPER = '''\
/// A type that is documented.
@frozen
public struct Upper {
  /// Documented.
  public private(set) var count = 0
  public let name = "{"

  public init() {
    name = "}"
  }

  func short() -> Int { 1 }

  func long(
    _ body: () -> Void = {}
  ) -> Int {
    func inner() -> Int {
      2
    }
    return inner()
  }
}

protocol Measured {
  func measure()
  var size: Int { get }
}
'''


class FiguresTests(unittest.TestCase):
    def rows(self, files):
        with tempfile.TemporaryDirectory() as root:
            for path, text in files.items():
                file = Path(root) / "Sources" / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
            printed = subprocess.run(
                [sys.executable, FIGURES, "--root", root],
                check=True, capture_output=True, encoding="utf-8", timeout=60).stdout
        return [line.strip("| ").split(" | ") for line in printed.splitlines()[2:]]

    def test_a_row_for_each_target_and_one_for_all(self):
        rows = self.rows({
            "WordMine/Discovery/Upper.swift": UPPER,
            "WordMine/Counting/Lower.swift": "let a = Upper()\n",
            "Tools/Tool.swift": "func run() {\n}\n",
            "CShim/shim.c": "int x;\n",
        })
        # Upper.swift: init has 3 lines, short 1, long 8; of 4 public declarations 2 are documented.
        self.assertEqual(rows, [
            ["Tools", "1", "2", "2/2/2", "2/2/2", "–", "–"],
            ["WordMine", "2", "28", "1/27/27", "3/8/8", "50%", "1"],
            ["all", "3", "30", "2/27/27", "2/8/8", "50%", "1"],
        ])

    def test_percentiles_are_those_of_the_nearest_rank(self):
        files = {f"Tools/{lines}.swift": "\n" * lines for lines in range(1, 41)}
        self.assertEqual(self.rows(files)[0][3], "20/38/40")


if __name__ == "__main__":
    unittest.main()
