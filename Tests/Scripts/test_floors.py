"""Tests of Scripts/floors.py on small source trees."""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

FLOORS = Path(__file__).resolve().parents[2] / "Scripts" / "floors.py"


class FloorsTests(unittest.TestCase):
    def check(self, files, *options, target="Sources/WordMine"):
        """The status and the output lines for a tree of files in a target."""
        with tempfile.TemporaryDirectory() as root:
            for path, text in files.items():
                file = Path(root) / target / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
            result = subprocess.run(
                [sys.executable, FLOORS, "--root", root, *options],
                capture_output=True, encoding="utf-8", timeout=60)
        self.assertEqual(result.stderr, "")
        return result.returncode, result.stdout.splitlines()

    def assert_passes(self, files):
        self.assertEqual(self.check(files), (0, []))

    def assert_fails(self, files, *faults):
        status, lines = self.check(files)
        self.assertEqual((status, lines), (1, ["Sources/WordMine:", *faults]))

    def test_names_the_arrow_that_runs_back(self):
        self.assert_fails(
            {
                "Counting/NGramSort.swift": "struct NGramSort {\n\n  var of: WordDiscovery\n}\n",
                "Discovery/WordDiscovery.swift": "public struct WordDiscovery {}\n",
            },
            "Counting/NGramSort.swift:3 uses WordDiscovery of Discovery/WordDiscovery.swift:"
            " Counting stands below Discovery")

    def test_passes_where_all_arrows_run_down(self):
        self.assert_passes({
            "Counting/NGram.swift": "public struct NGram { var next: [NGram] }\n",
            "Discovery/Words/WordDiscovery.swift": "struct WordDiscovery { let seed: NGram }\n",
            "Evaluation/Score.swift": "func score(_ discovery: WordDiscovery, _ n: NGram) {}\n",
        })

    def test_a_folder_inside_another_has_its_floor(self):
        self.assert_fails(
            {
                "Counting/Sorting/Sort.swift": "let sort = Search()\n",
                "Discovery/Words/Search.swift": "struct Search {}\n",
            },
            "Counting/Sorting/Sort.swift:1 uses Search of Discovery/Words/Search.swift:"
            " Counting stands below Discovery")

    def test_each_of_the_last_folders_uses_only_those_before_it(self):
        files = {
            "Templates/Template.swift": "struct Template {}\nlet a = Link()\n",
            "Collocations/Link.swift": "struct Link {}\nlet b = Template()\n",
        }
        self.assert_fails(
            files,
            "Templates/Template.swift:2 uses Link of Collocations/Link.swift:"
            " Templates stands below Collocations")

    def test_comments_and_strings_are_not_uses(self):
        self.assert_passes({
            "Counting/A.swift": (
                "/// Like ``Upper``. /* Upper */\n"
                "/* Upper /* Upper */ Upper */\n"
                'let a = "Upper \\" Upper"\n'
                'let b = #"Upper " Upper \\(Upper)"#\n'
                'let c = """\n  Upper " Upper ""\n  """\n'
                'let d = ""\n'),
            "Discovery/Upper.swift": "struct Upper {}\n",
        })

    def test_an_interpolation_is_a_use(self):
        for literal in ['"a \\(Upper.name) b"', '#"a \\#(Upper.name)"#', '"\\("\\(Upper.name)")"']:
            with self.subTest(literal):
                self.assert_fails(
                    {
                        "Counting/A.swift": f"let a = 1\nlet b = {literal}\n",
                        "Discovery/Upper.swift": "enum Upper { static let name = 1 }\n",
                    },
                    "Counting/A.swift:2 uses Upper of Discovery/Upper.swift:"
                    " Counting stands below Discovery")

    def test_lines_are_counted_through_comments_and_strings(self):
        self.assert_fails(
            {
                "Counting/A.swift": '/*\n\n*/\nlet a = """\n  one\n  \\(\n  1)\n  """\nlet b = Upper()\n',
                "Discovery/Upper.swift": "struct Upper {}\n",
            },
            "Counting/A.swift:9 uses Upper of Discovery/Upper.swift:"
            " Counting stands below Discovery")

    def test_only_whole_identifiers_count(self):
        self.assert_passes({
            "Counting/A.swift": "struct UpperBound { var isUpper = false; var Upper2 = 1 }\n",
            "Discovery/Upper.swift": "struct Upper {}\n",
        })

    def test_a_folder_may_extend_a_type_from_below(self):
        self.assert_passes({
            "Counting/Lower.swift": "struct Lower {}\nlet a = Lower()\n",
            "Discovery/Lower+Words.swift": "extension Lower {\n  func words() -> Lower { self }\n}\n",
        })

    def test_a_type_that_an_upper_folder_adds_belongs_to_it(self):
        self.assert_fails(
            {
                "Counting/Lower.swift": "struct Lower {}\nlet a = Lower.Words()\n",
                "Discovery/Lower+Words.swift": "extension Lower { struct Words {} }\n",
            },
            "Counting/Lower.swift:2 uses Lower.Words of Discovery/Lower+Words.swift:"
            " Counting stands below Discovery")

    def test_private_types_belong_to_their_file(self):
        self.assert_passes({
            "Counting/A.swift": "private struct State {}\nlet a = State()\n",
            "Discovery/B.swift": "fileprivate enum State {}\nlet b = State.self\n",
        })

    def test_a_private_type_does_not_hide_another_file_s_use(self):
        self.assert_fails(
            {
                "Counting/A.swift": "private struct State {}\nlet a = State()\n",
                "Counting/B.swift": "let b = State()\n",
                "Discovery/State.swift": "struct State {}\n",
            },
            "Counting/B.swift:1 uses State of Discovery/State.swift:"
            " Counting stands below Discovery")

    def test_a_nested_type_is_the_nearer_one(self):
        self.assert_passes({
            "Counting/A.swift": "struct A { enum State { case on }\n  var state: State }\n",
            "Counting/A+More.swift": "extension A { func f(_ state: State) -> A.State { state } }\n",
            "Discovery/State.swift": "struct State {}\n",
        })

    def test_functions_count_where_they_are_called(self):
        upper = "func scale(_ x: Int) -> Int { x }\n"
        self.assert_passes({
            "Counting/A.swift": "func f(scale: Int) -> Int { 2.scale(scale) + scale }\n",
            "Counting/B.swift": "let b = scale",
            "Discovery/Scale.swift": upper,
        })
        self.assert_fails(
            {"Counting/A.swift": "let a = scale(1)\n", "Discovery/Scale.swift": upper},
            "Counting/A.swift:1 uses scale of Discovery/Scale.swift:"
            " Counting stands below Discovery")

    def test_every_type_has_a_floor(self):
        declarations = [
            "struct Upper<T> {}", "final class Upper {}", "public indirect enum Upper {}",
            "protocol Upper: Sendable {}", "actor Upper {}", "public typealias Upper = Int",
            "@frozen @available(*, deprecated) public struct Upper {}",
        ]
        for declaration in declarations:
            with self.subTest(declaration):
                self.assert_fails(
                    {"Counting/A.swift": "let a: Upper\n", "Discovery/B.swift": declaration},
                    "Counting/A.swift:1 uses Upper of Discovery/B.swift:"
                    " Counting stands below Discovery")

    def test_a_folder_without_a_place_is_an_error(self):
        self.assert_fails(
            {"Cellar/A.swift": "struct A {}\n", "Counting/B.swift": "let a = A()\n"},
            "the order of folders does not list Cellar")

    def test_a_file_outside_a_folder_needs_a_place_too(self):
        files = {"A.swift": "struct A {}\n", "Bytes/B.swift": "struct B {}\n"}
        self.assertEqual(
            self.check(files, target="Sources/WordMineText"),
            (1, [
                "Sources/WordMineText:",
                "the order of folders does not list the files outside a folder",
            ]))

    def test_files_outside_a_folder_have_the_floor_that_the_order_says(self):
        self.assert_fails(
            {"A.swift": "struct A { var b: B }\n", "Counting/B.swift": "struct B { var a: A }\n"},
            "Counting/B.swift:1 uses A of A.swift:"
            " Counting stands below the files outside a folder")

    def test_missing_folders_are_listed_on_request(self):
        files = {"Counting/A.swift": "struct A {}\n"}
        self.assert_passes(files)
        status, lines = self.check(files, "--missing")
        self.assertEqual(status, 0)
        self.assertIn("Discovery", lines)
        self.assertNotIn("Counting", lines)

    def test_circles_are_listed_on_request(self):
        files = {
            "Counting/A.swift": "struct A { var b: B? }\n",
            "Counting/B.swift": "struct B { var c: C }\n",
            "Counting/C.swift": "struct C { var a: [A] }\n",
            "Counting/D.swift": "struct D { var a: A }\n",
        }
        self.assert_passes(files)
        self.assertEqual(
            self.check(files, "--circles"),
            (0, [
                "Sources/WordMine, 3 mutually dependent files:",
                "Counting/A.swift", "Counting/B.swift", "Counting/C.swift",
            ]))


if __name__ == "__main__":
    unittest.main()
