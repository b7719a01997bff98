"""The file of another library's state, read some lines at a time; what is in it is checked and cleaned."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from reader.feeds.entry import absolute
from reader.state_lines import (
    LONGEST_LINE,
    VERSION,
    ArticleLine,
    FeedLine,
    Header,
    Highlighted,
    RuleLine,
    Said,
    ViewLine,
)
from reader.takeover.values import StatePart, TakeoverError
from reader.text import safe_line, safe_text

_LARGEST = 1024**3
_AT_ONCE = 2_000
_BYTES_AT_ONCE = 8 * 1024 * 1024
_LONGEST_PART = 40_000
_LATEST = 253_402_300_799_000_000
_BEGINS = b'{"is":"state"'
_DECODER = msgspec.json.Decoder(Said)


def is_state(path: Path) -> bool:
    """Whether a file begins as a state does."""
    try:
        with path.open("rb") as file:
            return path.is_file() and file.read(len(_BEGINS)) == _BEGINS
    except OSError:
        return False


def state_part(path: Path, at: int) -> StatePart:
    """Return lines of a state from a place in its file on. Raise TakeoverError if it is none."""
    if at == 0:
        _check(path)
    lines, wrong, taken = list[bytes](), 0, 0
    with path.open("rb") as file:
        file.seek(at)
        for line in _lines_of(file.readline):
            taken += 1
            said = _said(line) if len(line) <= LONGEST_LINE else None
            wrong += said is None
            if said is not None and not isinstance(said, Header):
                lines.append(msgspec.json.encode(said))
            if taken >= _AT_ONCE or file.tell() - at > _BYTES_AT_ONCE:
                break
        here = file.tell()
    size = path.stat().st_size
    return StatePart(tuple(lines), wrong, here if here < size else None, size)


def _lines_of(readline: Callable[[int], bytes]) -> Iterator[bytes]:
    """Yield lines; of one without an end only so much as shows that it is too long."""
    while line := readline(LONGEST_LINE + 2):
        yield line
        while line and not line.endswith(b"\n"):
            line = readline(LONGEST_LINE)


def _check(path: Path) -> None:
    if not is_state(path):
        if not path.is_file():
            raise TakeoverError(f"{path} is not a file." if path.exists() else f"There is no {path}.")
        raise TakeoverError(f"{path} is not a state that Reader has written.")
    if path.stat().st_size > _LARGEST:
        raise TakeoverError(f"{path} is larger than {_LARGEST // 2**30} GB.")
    with path.open("rb") as file:
        header = _said(file.readline(1_000))
    if not isinstance(header, Header):
        raise TakeoverError(f"{path} is not a state that Reader has written.")
    if header.version > VERSION:
        raise TakeoverError(f"{path} was written by a newer Reader; please update this one.")


def _said(line: bytes) -> Said | None:
    """What a line says, None if it is broken or says what cannot be."""
    try:
        said = _DECODER.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    if not _can_be(said):
        return None
    return _cleaned(said) if isinstance(said, ArticleLine) else said


def _can_be(said: Said) -> bool:
    if isinstance(said, FeedLine):
        return absolute(said.url) == said.url and _subscription_can_be(said)
    if isinstance(said, ViewLine | RuleLine):
        return _view_can_be(said) if isinstance(said, ViewLine) else _rule_can_be(said)
    if not isinstance(said, ArticleLine):
        return True
    times = (said.published, said.added, said.saved, said.starred, said.noted, said.note_changed)
    marked = [time for one in said.highlights for time in (one.made, one.changed)]
    places = [place for one in said.highlights for place in (one.start, one.end)]
    return (
        bool(said.guid)
        and all(0 <= time <= _LATEST for time in (*times, *marked))
        and all(0 <= place < 2**31 for place in places)
        and (not said.feed or absolute(said.feed) == said.feed)
        and said.url == safe_line(said.url)
        and all(len(part) <= _LONGEST_PART for part in said.notes)
        and all(len(one.words) <= _LONGEST_PART for one in said.highlights)
    )


# What would stand in feeds.toml: one mistake there refuses everything.


def _subscription_can_be(line: FeedLine) -> bool:
    from reader.config.rules import FEED

    values = {"url": line.url, "tags": list(line.tags), "auto_download": line.auto_download}
    values |= {} if line.interval is None else {"interval": line.interval}
    values |= {"keep": line.keep} if line.keep else {}
    return all(FEED[key].holds(value) for key, value in values.items())


def _view_can_be(line: ViewLine) -> bool:
    from reader.config.rules import VIEW
    from reader.query import QueryError, parse

    if not VIEW["name"].holds(safe_line(line.name)) or not VIEW["query"].holds(line.query):
        return False
    try:
        parse(line.query)
    except QueryError:
        return False
    return True


def _rule_can_be(line: RuleLine) -> bool:
    """Whether it is a rule where there are the pipes that it names."""
    from reader.config.rules import RULE
    from reader.config.ruling import rule_of
    from reader.config.settings import Pipe
    from reader.rule import act_of

    lists = {key: list(value) for key, value in (("do", line.do), ("run", line.run)) if value}
    table = {"when": line.when, **lists}
    if not all(RULE[key].holds(value) for key, value in table.items()):
        return False
    acts = [act for said in line.do if (act := act_of(said)) is not None]
    return not rule_of(table, table, {act.name: Pipe(act.name, ()) for act in acts})[1]


def _cleaned(line: ArticleLine) -> ArticleLine:
    """The same without what a terminal would obey; what this program writes is clean."""
    notes = tuple(map(safe_text, line.notes))
    marked = tuple(map(_cleaned_mark, line.highlights))
    if notes == line.notes and marked == line.highlights:
        return line
    return msgspec.structs.replace(line, notes=notes, highlights=marked)


def _cleaned_mark(one: Highlighted) -> Highlighted:
    texts = {name: safe_text(getattr(one, name)) for name in ("words", "before", "after")}
    return msgspec.structs.replace(one, **texts, notes=tuple(map(safe_text, one.notes)))
