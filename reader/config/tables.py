"""The text of a feeds.toml with a [[view]] or another table of its kind added, changed or gone: pure, from
text to text, with everything else as it stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from reader.config.blocks import UnusualError, at_top, lines_of

_HEADER = re.compile(r"[ \t]*\[")


def with_table(text: str, kind: str, said: Mapping[str, Any]) -> str:
    """Return the text with one more [[kind]] at its end."""
    import tomlkit

    if _tables(text, kind) and not _headers(text, kind):
        return _inline(text, kind, lambda tables: tables.append(_one_line(said)))
    gap = "" if not text.strip() else "\n" if text.endswith("\n") else "\n\n"
    return f"{text}{gap}[[{kind}]]\n{tomlkit.dumps(said)}"


def without_table(text: str, kind: str, name: str) -> str:
    """Return the text without the [[kind]] of that name and the comments directly above it; KeyError if
    there is none."""
    index = _index(text, kind, name)
    if not _headers(text, kind):
        return _inline(text, kind, lambda tables: tables.pop(index))
    lines = lines_of(text)
    start, end = _place(text, lines, kind, index)
    while start and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    while end < len(lines) and not lines[end].strip():
        end += 1
    while end == len(lines) and start and not lines[start - 1].strip():
        start -= 1
    return "".join(lines[:start] + lines[end:])


def with_table_saying(text: str, kind: str, name: str, said: Mapping[str, Any]) -> str:
    """Return the text with other values for the [[kind]] of that name; KeyError if there is none."""
    import tomlkit

    index = _index(text, kind, name)
    if not _headers(text, kind):
        return _inline(text, kind, lambda tables: _say(tables[index], said))
    lines = lines_of(text)
    start, end = _place(text, lines, kind, index)
    document: Any = tomlkit.parse("".join(lines[start:end]))
    _say(document[kind][0], said)
    return "".join([*lines[:start], tomlkit.dumps(document), *lines[end:]])


def _say(table: Any, said: Mapping[str, Any]) -> None:
    for key, value in said.items():
        if table.get(key) != value:
            table[key] = value


def _tables(text: str, kind: str) -> list[dict[str, Any]]:
    tables = tomllib.loads(text).get(kind, [])
    return tables if isinstance(tables, list) else []


def _index(text: str, kind: str, name: str) -> int:
    for index, table in enumerate(_tables(text, kind)):
        if " ".join(str(table.get("name", "")).split()) == " ".join(name.split()):
            return index
    raise KeyError(name)


def _headers(text: str, kind: str) -> list[int]:
    header = re.compile(rf"[ \t]*\[\[ *([\"']?){kind}\1 *\]\]")
    return [number for number, line in at_top(lines_of(text)) if header.match(line)]


def _place(text: str, lines: list[str], kind: str, index: int) -> tuple[int, int]:
    """The lines of a table, without the comments that stand before what follows."""
    headers = _headers(text, kind)
    if len(headers) != len(_tables(text, kind)):
        raise UnusualError(f"its [[{kind}]] tables are not written one by one")
    start = headers[index]
    following = (number for number, line in at_top(lines) if number > start and _HEADER.match(line))
    end = next(following, len(lines))
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return start, end


def _inline(text: str, kind: str, change: Any) -> str:
    """All in one line, kind = [{…}]: by tomlkit."""
    import tomlkit

    document: Any = tomlkit.parse(text)
    change(document[kind])
    if not document[kind]:
        del document[kind]
    return tomlkit.dumps(document)


def _one_line(said: Mapping[str, Any]) -> Any:
    import tomlkit

    table = tomlkit.inline_table()
    table.update(said)
    return table
