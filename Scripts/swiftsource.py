"""A small reader of Swift source: tokens and declarations, without types or expressions.

Comments and string literals are skipped, except for the code in interpolations, `\\(…)`. Regex
literals are not supported.
"""
import functools
import re
from pathlib import Path
from typing import NamedTuple

TYPES = {"struct", "class", "enum", "protocol", "actor", "typealias"}
FUNCTIONS = {"func", "init", "deinit", "subscript"}
VARIABLES = {"var", "let"}
MODIFIERS = {
    "public", "open", "package", "internal", "fileprivate", "private", "static", "class", "final",
    "indirect", "mutating", "nonmutating", "consuming", "borrowing", "nonisolated", "lazy", "weak",
    "unowned", "override", "required", "convenience", "dynamic", "optional", "prefix", "postfix",
    "infix", "distributed", "unsafe",
}
HIDDEN = {"private", "fileprivate"}

CODE = re.compile(
    r"""
    //[^\n]* | /\*                      # comments
    | \#*"{3} | \#*"                    # where a string literal begins
    | `\w+` | [^\W\d]\w*               # words
    | \d\w*(?:\.\d\w*)?                # numbers
    | \.{2,}<? | -> | [-+*/%&|^~!=<>?]+ # operators
    | \n | \S
    """,
    re.VERBOSE)
COMMENT_STEP = re.compile(r"/\*|\*/|\n")


class Token(NamedTuple):
    text: str
    line: int


class Declaration(NamedTuple):
    kind: str
    name: str
    scope: tuple  # the types around it, outermost first
    modifiers: frozenset
    first_line: int
    last_line: int  # of its body; 0 where it has none

    @property
    def has_body(self):
        return self.last_line > 0

    @property
    def is_hidden(self):
        return bool(self.modifiers & HIDDEN)

    @property
    def is_public(self):
        return bool(self.modifiers & {"public", "open"})


@functools.cache
def string_step(quote, hashes):
    """Matches what matters in a string literal: interpolations, escapes, its end, line breaks."""
    escape = re.escape("\\" + hashes)
    return re.compile(rf"{escape}\(|{escape}.|{quote}{hashes}|\n", re.DOTALL)


class TokenReader:
    """Collects the tokens of a file, and the lines on which documentation comments end."""

    def __init__(self, text):
        self.text = text
        self.position = 0
        self.line = 1
        self.tokens = []
        self.documentation = set()
        self.read_code()

    def read_code(self, is_interpolation=False):
        """Reads up to the end, or to the parenthesis that closes an interpolation."""
        depth = 0
        while match := CODE.search(self.text, self.position):
            token = match.group()
            self.position = match.end()
            if token == "\n":
                self.line += 1
            elif token.startswith("//"):
                if token.startswith("///"):
                    self.documentation.add(self.line)
            elif token == "/*":
                self.skip_comment()
            elif token.endswith('"'):
                self.read_string(token)
            else:
                depth += (token == "(") - (token == ")")
                if is_interpolation and depth < 0:
                    return
                self.tokens.append(Token(token, self.line))

    def skip_comment(self):
        is_documentation = self.text.startswith("*", self.position)
        depth = 1
        while depth > 0 and (match := COMMENT_STEP.search(self.text, self.position)):
            self.position = match.end()
            self.line += match.group() == "\n"
            depth += {"/*": 1, "*/": -1}.get(match.group(), 0)
        if is_documentation:
            self.documentation.add(self.line)

    def read_string(self, opening):
        quote = opening.lstrip("#")
        hashes = opening[: -len(quote)]
        self.tokens.append(Token('"', self.line))
        while match := string_step(quote, hashes).search(self.text, self.position):
            step = match.group()
            self.position = match.end()
            self.line += step.count("\n")
            if step.endswith("(") and len(step) == len(hashes) + 2:
                self.read_code(is_interpolation=True)
            elif step == quote + hashes:
                return


class DeclarationReader:
    """Collects the declarations of a file, except those local to a function body."""

    def __init__(self, tokens):
        self.tokens = tokens
        self.found = []
        self.scopes = []  # for each open brace, the declaration that it belongs to, or None
        self.waiting = None  # a declaration whose body may follow
        self.waiting_depth = 0  # how many parentheses are open around it
        self.depth = 0  # how many parentheses are open
        self.modifiers = set()
        index = 0
        while index < len(tokens):
            index = self.read(index)
        self.end_waiting()

    def read(self, index):
        """Reads the token at an index; returns the index of the next one to read."""
        word, line = self.tokens[index]
        before, following = self.text(index - 1), self.text(index + 1)
        if word == "@":
            return self.end_of_attribute(index)
        if word in MODIFIERS and before != "." and not (word == "class" and is_name(following)):
            if following == "(" and self.text(index + 3) == ")":
                return index + 4  # `private(set)` does not hide the declaration itself
            self.modifiers.add(word)
            return index + 1
        if kind := declared_kind(word, before, following):
            self.declare(kind, following, line)
        self.modifiers = set()
        self.depth += (word in ("(", "[")) - (word in (")", "]"))
        if word == "{":
            self.open_brace()
        elif word == "}" and self.scopes:
            self.close_brace(line)
        return index + 1

    def text(self, index):
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def end_of_attribute(self, index):
        """The index after an attribute, `@name` or `@name(…)`."""
        index += 2
        depth = 0
        while self.text(index) == "(" or depth > 0 and index < len(self.tokens):
            depth += (self.text(index) == "(") - (self.text(index) == ")")
            index += 1
        return index

    def declare(self, kind, following, line):
        self.end_waiting()
        if any(scope and scope.kind in FUNCTIONS | VARIABLES for scope in self.scopes):
            return
        name = kind if kind in ("init", "deinit", "subscript") else following.strip("`")
        around = tuple(scope.name for scope in self.scopes if scope)
        self.waiting = Declaration(kind, name, around, frozenset(self.modifiers), line, 0)
        self.waiting_depth = self.depth

    def end_waiting(self):
        """Records the waiting declaration as one without a body."""
        if self.waiting:
            self.found.append(self.waiting)
            self.waiting = None

    def open_brace(self):
        # A brace inside the parentheses of a signature opens a default argument, not the body.
        if self.waiting and self.depth == self.waiting_depth:
            self.scopes.append(self.waiting)
            self.waiting = None
        else:
            self.scopes.append(None)

    def close_brace(self, line):
        if self.depth == self.waiting_depth:
            self.end_waiting()
        if closed := self.scopes.pop():
            self.found.append(closed._replace(last_line=line))


def declared_kind(word, before, following):
    """The kind of declaration that a word begins, if any."""
    if before == ".":
        return None
    if word in ("func", "extension"):
        return word
    if word in TYPES | VARIABLES:
        return word if is_name(following) else None
    if word in ("init", "subscript"):
        return word if following[:1] in ("(", "<", "?", "!") else None
    return word if word == "deinit" and following == "{" else None


def is_name(text):
    is_keyword = text in FUNCTIONS | VARIABLES | MODIFIERS
    return not is_keyword and (text[:1].isalpha() or text[:1] in ("_", "`"))


class SwiftFile:
    """One source file: its tokens and its declarations."""

    def __init__(self, path):
        self.path = Path(path)
        text = self.path.read_text(encoding="utf-8")
        self.lines = text.removesuffix("\n").split("\n") if text else []
        reader = TokenReader(text)
        self.tokens = reader.tokens
        self.documentation = reader.documentation
        self.declarations = DeclarationReader(self.tokens).found

    def is_documented(self, declaration):
        """Whether a documentation comment precedes a declaration and its attributes."""
        above = declaration.first_line - 1
        while above > 0 and self.lines[above - 1].lstrip().startswith("@"):
            above -= 1
        return above in self.documentation


def swift_files(folder):
    """The source files of a target, without those of its documentation catalog."""
    paths = (path for path in Path(folder).rglob("*.swift") if ".docc" not in str(path))
    return [SwiftFile(path) for path in sorted(paths)]
