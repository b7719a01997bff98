"""Reading the lines that a library was written as: bounded, cleaned, and held against each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from reader.analyse import ANALYSER_VERSION
from reader.annotation import HIGHLIGHT_COLOURS, LONGEST_NOTE, LONGEST_PASSAGE, TAG_COLOURS, Highlight
from reader.extract import EXTRACTOR_VERSION
from reader.model import Block, Document, Entity, Picture, Span, Understanding
from reader.portable import FORMAT, SIGN, Line, Lines, PortableArticle
from reader.takeover.values import TakeoverError
from reader.text import safe_line, safe_text

LONGEST_LINE = 32 * 1024 * 1024
_BATCH = 8 * 1024 * 1024  # bytes that are read before what was read is handed on
_MOST_SKIPPED = 20
_MOST_COLUMNS = 300
_LARGEST_INTEGER = 2**63 - 1
_LARGEST_ID = 10**9
"""A larger number is not kept, nor are all after it that a library would then give."""
_LONGEST_SUMMARY = 400
_FOREIGN = frozenset({"html", "guid", "url"})
"""Fields that are kept as they came, as when a feed is read; whoever shows them cleans them first."""
_WEB = ("http://", "https://")
_LINKS = (*_WEB, "mailto:", "tel:", "ftp://")


def is_lines(path: Path) -> bool:
    """Say whether a file begins like one of ours."""
    try:
        with path.open("rb") as file:
            return file.read(64).lstrip(b"\xef\xbb\xbf").startswith(SIGN)
    except OSError:
        return False


def lines_in(path: str, after: int, limit: int) -> Lines:
    """Return at most `limit` lines from an offset in bytes on. Raise TakeoverError if it is no such file."""
    found, skipped = list[Line](), list[str]()
    try:
        with Path(path).open("rb") as file:
            file.seek(after)
            while len(found) < limit and file.tell() - after < _BATCH:
                at = file.tell()
                raw = file.readline(LONGEST_LINE + 1)
                if not raw:
                    return Lines(tuple(found), None, tuple(skipped))
                if len(raw) > LONGEST_LINE:
                    _go_past(file)
                    skipped.append(f"a line at byte {at:,} is longer than {LONGEST_LINE // 2**20} MB")
                elif raw.strip() and (line := _line(raw, at, skipped)) is not None:
                    found.append(line)
            return Lines(tuple(found), file.tell(), tuple(skipped))
    except OSError as error:
        raise TakeoverError(f"{path} could not be read: {error.strerror or error}.") from None


def _go_past(file: Any) -> None:
    while (piece := file.readline(LONGEST_LINE)) and not piece.endswith(b"\n"):
        pass


def _line(raw: bytes, at: int, skipped: list[str]) -> Line | None:
    try:
        value = _cleaned(msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf")))
        line = msgspec.convert(value, Line)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        if len(skipped) < _MOST_SKIPPED:
            skipped.append(f"a line at byte {at:,} could not be read: {safe_line(str(error), 200)}")
        return None
    if line.reader is not None and line.reader.format > FORMAT:
        raise TakeoverError(f"This was written by a newer Reader (format {line.reader.format}).")
    if line.feed is not None and not _is_of_web(line.feed.url):
        skipped.append(f"a line at byte {at:,} is a feed without an address of the web")
        return None
    if line.article is not None and not (line.article.guid and _is_of_web(line.article.feed)):
        skipped.append(f"a line at byte {at:,} is an article of no feed")
        return None
    if line.tag is not None and not 0 <= line.tag.colour < TAG_COLOURS:
        return None
    return replace(line, article=_sound(line.article)) if line.article is not None else line


def _cleaned(value: Any, key: str = "") -> Any:
    """The same with every text as safe as `safe_text` makes it."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode() if key in _FOREIGN else safe_text(value)
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    if isinstance(value, dict):
        return {name: _cleaned(one, name) for name, one in value.items()}
    return value


def _is_of_web(address: str | None) -> bool:
    """Whether a feed may have that address; kept pages have none."""
    if address is None:
        return True
    return address.startswith(_WEB) and len(address) <= 8192 and not any(map(str.isspace, address))


# Articles, as sound as if they had been read here


def _sound(one: PortableArticle) -> PortableArticle:
    document = _document(one.document) if one.document is not None else None
    text = document.analysed_text if document is not None else ""
    note = replace(one.note, text=one.note.text[:LONGEST_NOTE]) if one.note is not None else None
    known = one.understanding if document is not None else None
    return replace(
        one,
        id=one.id if 0 < one.id <= _LARGEST_ID else 0,
        url=_address(one.url, _LINKS),
        title=safe_line(one.title, 1000),
        summary=safe_line(one.summary, _LONGEST_SUMMARY),
        tags=tuple(tag for tag in one.tags if tag.strip())[:1000],
        text=one.text.replace("\0", ""),
        enclosures=tuple(
            file
            for file in one.enclosures[:50]
            if file.url.startswith(_WEB) and all(_counts(n) for n in (file.length, file.duration))
        ),
        note=note,
        highlights=tuple(kept for kept in map(_highlight, one.highlights) if kept is not None),
        extractor=max(0, min(one.extractor, EXTRACTOR_VERSION)),
        document=document,
        understanding=_understanding(known, len(text)) if known is not None else None,
    )


def _counts(number: int | None) -> bool:
    return number is None or 0 <= number <= _LARGEST_INTEGER


def _document(document: Document) -> Document:
    return replace(
        document,
        title=safe_line(document.title),
        url=_address(document.url, _LINKS),
        amp_url=_address(document.amp_url, _WEB),
        next_page=_address(document.next_page, _WEB),
        blocks=tuple(_block(block, len(document.pictures)) for block in document.blocks),
        pictures=tuple(map(_picture, document.pictures)),
    )


def _block(block: Block, pictures: int) -> Block:
    kind, text = block.kind, block.text
    if kind == "table" and max(line.count("\t") for line in text.split("\n")) >= _MOST_COLUMNS:
        kind = "code"
    if kind not in {"table", "code"}:
        text = safe_line(text) if "\n" in text or "\t" in text else text
    place = block.picture if block.picture is not None and 0 <= block.picture < pictures else None
    return replace(
        block,
        kind=kind,
        text=text,
        level=max(0, min(block.level, 100)),
        marker=safe_line(block.marker, 20),
        picture=place,
        spans=tuple(span for span in map(_link, block.spans) if _within(span, len(text))),
    )


def _link(span: Span) -> Span:
    return replace(span, href=_address(span.href, _LINKS)) if span.href is not None else span


def _picture(picture: Picture) -> Picture:
    return replace(
        picture,
        url=_address(picture.url, _WEB),
        width=max(0, min(picture.width, 10**6)),
        height=max(0, min(picture.height, 10**6)),
    )


def _address(address: str | None, begins: tuple[str, ...]) -> str | None:
    """An address that may be followed or shown; None for another."""
    return address if address is not None and address.lower().startswith(begins) else None


def _understanding(known: Understanding, length: int) -> Understanding:
    figures = tuple(one for one in known.figures if 0 <= one.start <= one.end <= length)
    entities = tuple(_entity(one, length) for one in known.entities if one.name)
    return replace(
        known, entities=entities, figures=figures, version=max(1, min(known.version, ANALYSER_VERSION))
    )


def _entity(entity: Entity, length: int) -> Entity:
    return replace(
        entity,
        mentions=tuple(one for one in entity.mentions if _within(one, length)),
        described=tuple(one for one in entity.described if 0 <= one.start <= one.end <= length),
    )


def _within(span: Span, length: int) -> bool:
    return 0 <= span.start < span.end <= length


def _highlight(kept: Highlight) -> Highlight | None:
    if not (0 <= kept.start < kept.end <= 10**9 and kept.words.strip()):
        return None
    return replace(
        kept,
        id=kept.id if 0 < kept.id <= _LARGEST_ID else 1,
        words=kept.words[:LONGEST_PASSAGE],
        before=kept.before[:1000],
        after=kept.after[:1000],
        note=kept.note[:LONGEST_NOTE],
        colour=kept.colour % HIGHLIGHT_COLOURS,
    )


def of_kind(lines: Iterable[Line], kind: str) -> list[Any]:
    """Return what lines of a kind say."""
    return [value for line in lines if (value := getattr(line, kind)) is not None]
