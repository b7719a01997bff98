"""Lines as newsboat writes them: words, quotes with backslashes, comments, several lines in one."""

from __future__ import annotations

from collections.abc import Iterator

LONGEST_LINE = 16_384
MOST_LINES = 50_000
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}


def words_of(line: str) -> list[str]:
    """Return the words of a line; what stands in double quotes is one, and "#" begins a comment."""
    words: list[str] = []
    at = 0
    while at < len(line):
        if line[at] in " \t\r\n":
            at += 1
        elif line[at] == "#":
            break
        elif line[at] == '"':
            word, at = _quoted(line, at + 1)
            words.append(word)
        else:
            end = at
            while end < len(line) and line[end] not in " \t\r\n":
                end += 1
            words.append(line[at:end])
            at = end
    return words


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that say something, numbered; one that ends with a backslash goes on in the next."""
    pending, first = "", 0
    for number, line in enumerate(text.split("\n")[:MOST_LINES], start=1):
        line = line.rstrip("\r")[:LONGEST_LINE]
        first = first if pending else number
        if line.endswith("\\") and not line.endswith("\\\\") and len(pending) < LONGEST_LINE:
            pending += line[:-1]
            continue
        whole, pending = pending + line, ""
        if whole.strip() and not whole.lstrip().startswith("#"):
            yield first, whole
    if pending.strip():
        yield first, pending


def _quoted(line: str, at: int) -> tuple[str, int]:
    word = ""
    while at < len(line) and line[at] != '"':
        if line[at] == "\\" and at + 1 < len(line):
            at += 1
            word += _ESCAPES.get(line[at], line[at])
        else:
            word += line[at]
        at += 1
    return word, at + 1
