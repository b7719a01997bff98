"""The data that scripts of a page hold: JSON as it is, assigned, quoted, referred to, streamed in pieces."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

_MAX_SCRIPTS = 400
_MAX_BYTES = 6_000_000  # of all scripts together
_LEAST = 300  # letters of a script that may hold an article
_MAX_REFERENCES = 100_000
_MAX_DEPTH = 60
_ASSIGNED = re.compile(r"(?:=|\(|=>|return)\s*+(?:\(\s*+)?(?=[{\[])")
_QUOTED = re.compile(r"""JSON\.parse\(\s*(?="|')|=\s*(?="[{\[\\%])""")
# An escaped quote begins no string: where none ends, each of them would be followed to the end.
_STRING = re.compile(
    r'(?<!\\)(?:"(?:[^"\\\n]++|\\.)*+"' + r"|'(?:[^'\\\n]++|\\.)*+'" + r"|`(?:[^`\\]++|\\.)*+`)"
)
_PUSHED = re.compile(r"\.push\(\s*\[\s*1\s*,\s*(?=\")")
_ROW = re.compile(rb"([0-9a-f]{1,6}):(?:T([0-9a-f]{1,6}),)?")
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "v": "", "0": "", "\n": ""}
_SIGNS = {"&q;": '"', "&a;": "&", "&s;": "'", "&l;": "<", "&g;": ">"}
_LONG_LITERAL = 60
_FAR = 1_500  # letters of code between two pieces of one text
_DECODER = json.JSONDecoder(strict=False)


def held_values(tree: HtmlElement) -> Iterator[Any]:
    """Yield the values that a page's scripts and templates hold, the likeliest to be data first.

    Nothing is run: a script that is no JSON gives the long strings written in it, in their order. Bounded in
    bytes; broken data is passed over.
    """
    left = _MAX_BYTES
    streamed: list[str] = []
    for script in list(tree.iter("script", "template", "noscript", "textarea"))[:_MAX_SCRIPTS]:
        text = (script.text or "") if script.tag in {"script", "textarea"} else _markup_in(script)
        if len(text) < _LEAST and ".push(" not in text:
            continue
        if len(text) > left:
            break
        left -= len(text)
        if script.tag in {"template", "noscript"}:
            yield text
        elif pieces := _pushed(text):
            streamed += pieces
        else:
            yield from _values_in(text, "json" in (script.get("type") or ""))
    if streamed:
        yield _flight("".join(streamed))


def _markup_in(element: HtmlElement) -> str:
    from lxml.etree import tostring

    inner = "".join(tostring(child, encoding="unicode") for child in element)
    return f"{element.text or ''}{inner}"


def _values_in(text: str, plain: bool) -> Iterator[Any]:
    """Yield the values of one script: its JSON, what it assigns, else its strings."""
    text = text.strip()
    if "&q;" in text:
        text = re.sub(r"&[qaslg];", lambda match: _SIGNS[match[0]], text)
    if plain or text[:1] in "[{":
        value = loaded(text)
        if value is not None:
            yield _resolved(value)
            return
    found = False
    at = 0
    for _ in range(20):
        match = _ASSIGNED.search(text, at)
        if match is None:
            break
        try:
            value, at = _DECODER.raw_decode(text, match.end())
        except (ValueError, RecursionError):
            at = match.end()
            continue
        if at - match.end() >= _LEAST:
            found = True
            yield _resolved(value)
    yield from _quoted_values(text)
    if not found:
        yield from _literals(text)


def loaded(text: str) -> Any:
    """Return the JSON value of a text, None where it is none."""
    try:
        return _DECODER.raw_decode(text.lstrip())[0]
    except (ValueError, RecursionError):
        return None


def _quoted_values(text: str) -> Iterator[Any]:
    """Yield the values of JSON that is written as a string, as in JSON.parse("{…}")."""
    from urllib.parse import unquote

    for match in list(_QUOTED.finditer(text))[:20]:
        string = _STRING.match(text, match.end())
        if string is not None and string.end() - string.start() >= _LEAST:
            inner = unescaped(string[0][1:-1])
            value = loaded(unquote(inner) if inner.startswith("%") else inner)
            if value is not None:
                yield value


def _literals(text: str) -> Iterator[list[str]]:
    """Yield the runs of long strings in a script's source; code in between parts one run from the next."""
    run: list[str] = []
    end = 0
    for match in _STRING.finditer(text):
        if match.end() - match.start() < _LONG_LITERAL:
            continue
        if run and match.start() - end > _FAR:
            yield run
            run = []
        run.append(unescaped(match[0][1:-1]))
        end = match.end()
    if run:
        yield run


def unescaped(literal: str) -> str:
    """Return what a string of JavaScript source says."""
    if "\\" not in literal:
        return literal
    text = _ESCAPE.sub(_character, literal)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code is None:
        return _SIMPLE.get(match[4], match[4])
    number = int(code, 16)
    return chr(number) if number < 0x110000 else ""


def _pushed(text: str) -> list[str]:
    """Return the pieces of a stream that a script pushes to the page's reader."""
    if ".push(" not in text:
        return []
    found = []
    for match in list(_PUSHED.finditer(text))[:2_000]:
        string = _STRING.match(text, match.end())
        if string is not None:
            found.append(unescaped(string[0][1:-1]))
    return found


def _flight(stream: str) -> list[Any]:
    """Return the rows of a React server stream, elements as dicts, what rows refer to in its place."""
    raw = stream.encode("utf-8", "replace")
    rows: dict[str, Any] = {}
    at = 0
    while at < len(raw):
        match = _ROW.match(raw, at)
        if match is None:
            end = raw.find(b"\n", at)
        elif match[2]:
            end = match.end() + int(match[2], 16)
            rows[match[1].decode()] = raw[match.end() : end].decode("utf-8", "replace")
            at = end
            continue
        else:
            end = raw.find(b"\n", at)
            text = raw[match.end() : end if end >= 0 else len(raw)].decode("utf-8", "replace")
            if text[:1] in '[{"' and (value := loaded(text)) is not None:
                rows[match[1].decode()] = value
        if end < 0:
            break
        at = end + 1
    linker = _Linker(rows)
    return [linker.linked(value, 0) for value in rows.values()]


class _Linker:
    """Puts what a "$1a" names in its place, and writes ["$", "p", key, props] as a node."""

    def __init__(self, rows: dict[str, Any]) -> None:
        self._rows = rows
        self._left = _MAX_REFERENCES

    def linked(self, value: Any, depth: int) -> Any:
        """Return a value with everything in it linked, as far as depth and budget go."""
        self._left -= 1
        if depth > _MAX_DEPTH or self._left < 0:
            return None
        if isinstance(value, str):
            name = value.removeprefix("$L").removeprefix("$@").removeprefix("$")
            other = self._rows.get(name) if value.startswith("$") else None
            return value if other is None else self.linked(other, depth + 10)
        if isinstance(value, list):
            if len(value) >= 4 and value[0] == "$" and isinstance(value[3], dict):
                return {
                    "type": value[1],
                    **{key: self.linked(one, depth + 1) for key, one in value[3].items()},
                }
            return [self.linked(one, depth + 1) for one in value]
        if isinstance(value, dict):
            return {key: self.linked(one, depth + 1) for key, one in value.items()}
        return value


def _resolved(value: Any) -> Any:
    """Return a value whose parts refer to one another with the parts in their places."""
    if isinstance(value, list) and len(value) > 3 and _is_indexed(value):
        return _Index(value).part(0, 0)
    return value


def _is_indexed(parts: Sequence[Any]) -> bool:
    """Whether a list is a value written flat: containers hold the places of their parts."""
    containers = [part for part in parts[:200] if isinstance(part, (list, dict)) and part]
    numbers = [
        isinstance(one, int)
        for part in containers
        for one in (part.values() if isinstance(part, dict) else part[-1:])
    ]
    return len(numbers) > 3 and sum(numbers) >= 0.95 * len(numbers)


class _Index:
    """Reads a value that was written flat, as devalue writes it."""

    def __init__(self, parts: list[Any]) -> None:
        self._parts = parts
        self._left = _MAX_REFERENCES

    def part(self, place: Any, depth: int) -> Any:
        """Return the part at a place with its own parts."""
        self._left -= 1
        if (
            not isinstance(place, int)
            or not 0 <= place < len(self._parts)
            or depth > _MAX_DEPTH
            or self._left < 0
        ):
            return None
        value = self._parts[place]
        if isinstance(value, dict):
            return {key: self.part(one, depth + 1) for key, one in value.items()}
        if isinstance(value, list):
            if value and isinstance(value[0], str):  # a tagged value: ["Reactive", 3]
                return self.part(value[1], depth + 1) if len(value) > 1 else None
            return [self.part(one, depth + 1) for one in value]
        return value
