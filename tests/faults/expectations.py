"""What feedparser's own test files say of themselves: the headers to serve them with, and what is expected.

A file begins with a comment of lines "Header: name: value" and "Expect: expression". The expression is read
as a syntax tree, never evaluated: its comparisons of a field that we have with a constant are taken.
"""

from __future__ import annotations

import ast
import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Field = Literal["title", "link", "author", "date", "feed title", "feed link"]
FIELDS: tuple[Field, ...] = get_args(Field)
HOME = "http://127.0.0.1:8097"
"""Where feedparser's own runner serves the files; expected addresses begin with it."""

_HEADER = re.compile(rb"^Header:\s+([^:\r\n]+):([^\r\n]+)", re.MULTILINE)
_EXPECT = re.compile(r"Expect:\s*([^\r\n]+)")
_NEEDED_CODEC = re.compile(rb"SkipUnless:.*?lookup\(['\"]([^'\"]{1,60})['\"]\)")
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp037")
# The way from the result to a field of ours, without quotes and brackets: "entries.0.title_detail.value".
_FIELDS: tuple[tuple[Field, str], ...] = (
    ("feed title", r"feed\.title(?:_detail\.value)?"),
    ("feed link", r"feed\.link"),
    ("title", r"entries\.0\.title(?:_detail\.value)?"),
    ("link", r"entries\.0\.link"),
    ("author", r"entries\.0\.(?:author|author_detail\.name|authors\.\d\.name)"),
    ("date", r"entries\.0\.(?:published|updated|created)_parsed"),
)


@dataclass(frozen=True, slots=True)
class Expectation:
    """That the field at `path` of feedparser's result is `value`."""

    field: Field
    path: str
    value: object


@dataclass(frozen=True, slots=True)
class Case:
    """One test file: its name below the folder, its bytes, the headers it is served with."""

    name: str
    body: bytes
    headers: tuple[tuple[str, str], ...]
    expectations: tuple[Expectation, ...]

    @property
    def content_type(self) -> str:
        """The Content-Type of its headers, else what a server says of a file named .xml."""
        found = [value for name, value in self.headers if name.lower() == "content-type"]
        return found[-1] if found else "application/xml"


def cases(folder: Path) -> Iterator[Case]:
    """Every XML file below feedparser's `tests` folder that is a feed, in the order of names."""
    for path in sorted(folder.rglob("*.xml")):
        name = path.relative_to(folder).as_posix()
        if not name.startswith("http/"):  # answers to be made up by its runner, not feeds
            yield read_case(name, path.read_bytes())


def read_case(name: str, body: bytes) -> Case:
    """Take a file's headers and expectations out of its comment."""
    headers = tuple(
        (key.decode("latin-1").strip(), value.decode("latin-1").strip())
        for key, value in _HEADER.findall(body)
    )
    return Case(name, body, headers, tuple(_expectations(_expression(body))) if _is_asked(body) else ())


def _is_asked(body: bytes) -> bool:
    """Whether Python has the codec without which feedparser, too, expects nothing of the file."""
    needed = _NEEDED_CODEC.search(body)
    try:
        return needed is None or codecs.lookup(needed[1].decode("latin-1")) is not None
    except LookupError:
        return False


def _expression(body: bytes) -> str:
    for encoding in _ENCODINGS:
        if found := _EXPECT.search(body.decode(encoding, "replace")):
            return found[1].strip()
    return ""


def _expectations(expression: str) -> Iterator[Expectation]:
    try:
        tree = ast.parse(expression, mode="eval").body
    except (SyntaxError, ValueError):
        return
    for part in tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]:
        if not (isinstance(part, ast.Compare) and all(isinstance(sign, ast.Eq) for sign in part.ops)):
            continue
        *compared, last = part.left, *part.comparators
        for path in map(_path, compared):
            for field, pattern in _FIELDS:
                if re.fullmatch(pattern, path) and (value := _constant(last)) is not None:
                    yield Expectation(field, path, value)


def _path(node: ast.expr) -> str:
    """`entries[0]['a'].b` as "entries.0.a.b"; "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_path(node.value)}.{node.attr}"
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return f"{_path(node.value)}.{node.slice.value!s}"
    return ""


def _constant(node: ast.expr) -> object:
    """A literal, two strings added, or a literal indexed by one; None for anything else."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _constant(node.left), _constant(node.right)
        return left + right if isinstance(left, str) and isinstance(right, str) else None
    try:
        return ast.literal_eval(node)
    except ValueError:
        return None
