"""feeds.toml as pieces of text: one for each [[feed]], or each [[rule]], with the comments directly above it.

What a piece holds moves, goes and comes as a whole; everything else is other pieces and stays where it is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from reader.values import dataclass

_HEADER = re.compile(r"\s*\[\[? *([^\]]*?) *\]\]?\s*(?:#.*)?$")
_STARTS = {name: re.compile(rf"""\s*\[\[ *(["']?){name}\1 *\]\]\s*(?:#.*)?$""") for name in ("feed", "rule")}
_PARTS = {name: re.compile(rf"""(["']?){name}\1 *\.""") for name in _STARTS}
_QUOTED = re.compile(r'"""|\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#.*')


class UnusualError(ValueError):
    """The tables stand in the file in a way that is not seen through here, such as all in one line."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the text. `table` is what the [[feed]] or [[rule]] in it says, None where there is none."""

    text: str
    table: dict[str, Any] | None = None


def blocks_of(text: str, name: str = "feed") -> list[Block]:
    """Take a feeds.toml apart into its [[feed]] tables, or those of another name, and what is between them.

    The pieces joined are the text again. Raise UnusualError if that cannot be.
    """
    lines = lines_of(text)
    starts = _starts(lines, name)
    blocks: list[Block] = []
    at = 0
    for index, start in enumerate(starts):
        ahead = _with_comments_above(lines, start, at)
        blocks.append(Block("".join(lines[at:ahead])))
        at = _end(lines, start, starts[index + 1] if index + 1 < len(starts) else None, name)
        blocks.append(_block("".join(lines[ahead:at]), name))
    blocks.append(Block("".join(lines[at:])))
    blocks = [block for block in blocks if block.text]
    if [block.table for block in blocks if block.table is not None] != _tables(text, name):
        raise _unusual(name)
    return blocks


def lines_of(text: str) -> list[str]:
    """Return the lines with their ends, as TOML has them: a form feed in a comment, or U+2028, ends none."""
    *lines, last = text.split("\n")
    return [f"{line}\n" for line in lines] + ([last] if last else [])


def joined(blocks: Iterable[Block]) -> str:
    """Return the text of the pieces."""
    return "".join(block.text for block in blocks)


def placed(blocks: Sequence[Block], at: int, new: Sequence[Block]) -> list[Block]:
    """Return the pieces with others put in at that index, blank lines around them."""
    before, after = list(blocks[:at]), list(blocks[at:])
    if before and new:
        before[-1] = _spaced(before[-1])
    put = [_spaced(block) for block in new]
    if put and not after:
        put[-1] = replace(put[-1], text=put[-1].text.rstrip("\n") + "\n")
    return before + put + after


def _spaced(block: Block) -> Block:
    missing = 2 - (len(block.text) - len(block.text.rstrip("\n")))
    return replace(block, text=block.text + "\n" * missing) if block.text.strip() else block


def saying(block: Block, values: Mapping[str, Any], name: str = "feed") -> Block:
    """Return a table's piece with other values under these keys; None takes a key away."""
    import tomlkit

    lines = lines_of(block.text)
    start = next(number for number, line in enumerate(lines) if _STARTS[name].match(line))
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    above, body, below = "".join(lines[:start]), "".join(lines[start:end]), "".join(lines[end:])
    document = tomlkit.parse(body)
    table: Any = document[name][0]
    for key, value in values.items():
        if value is None:
            table.pop(key, None)
        else:
            table[key] = value
    written = tomlkit.dumps(document)
    if not written.endswith("\n"):
        written += "\n"
    return _block(above + written + below, name)


def _block(text: str, name: str) -> Block:
    found = _tables(text, name)
    if len(found) != 1:
        raise _unusual(name)
    return Block(text, found[0])


def _tables(text: str, name: str) -> list[dict[str, Any]]:
    try:
        tables = tomllib.loads(text).get(name, [])
    except (tomllib.TOMLDecodeError, RecursionError):
        raise UnusualError("it is not valid TOML") from None
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise _unusual(name)
    return tables


def _unusual(name: str) -> UnusualError:
    return UnusualError(f"its {name}s are not written as one [[{name}]] each")


def _starts(lines: Sequence[str], name: str) -> list[int]:
    """The lines with [[feed]]; what looks like one within a text of several lines is none."""
    return [number for number, line in at_top(lines) if _STARTS[name].match(line)]


def at_top(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Return the lines that begin outside of every text, with their numbers."""
    inside, found = "", []
    for number, line in enumerate(lines):
        if not inside:
            found.append((number, line))
        inside = _open_after(line, inside)
    return found


def _open_after(line: str, inside: str) -> str:
    """Return which kind of text of several lines is open after a line, "" if none."""
    at = 0
    while True:
        if inside:
            end = line.find(inside, at)
            while inside == '"""' and end > 0 and _escaped(line, end):
                end = line.find(inside, end + 1)
            if end < 0:
                return inside
            at, inside = end + 3, ""
        mark = _QUOTED.search(line, at)
        if mark is None:
            return ""
        at = mark.end()
        if mark[0] in {'"""', "'''"}:
            inside = mark[0]


def _escaped(line: str, at: int) -> bool:
    before = line[:at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _with_comments_above(lines: Sequence[str], start: int, least: int) -> int:
    while start > least and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start


def _end(lines: Sequence[str], start: int, following: int | None, name: str) -> int:
    """The line after a table's last: its keys, the comments among them, and the blank lines that follow."""
    limit = len(lines) if following is None else _with_comments_above(lines, following, start + 1)
    end = start + 1
    for number, line in at_top(lines[start + 1 : limit]):
        header = _HEADER.match(line)
        if header is not None and line.lstrip().startswith("[") and not _PARTS[name].match(header[1]):
            limit = _with_comments_above(lines, start + 1 + number, start + 1)
            break
    parted = False
    for number in range(start + 1, limit):
        line = lines[number].strip()
        if not line:
            parted = True
        elif not line.startswith("#") or not parted:  # a comment directly below the keys belongs to them
            end, parted = number + 1, False
    while end < limit and not lines[end].strip():
        end += 1
    return end
