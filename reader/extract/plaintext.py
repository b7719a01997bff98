"""A page copied as plain text, or a mail, made into a document by what its lines say and how they stand."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from reader.extract.bios import with_bios
from reader.extract.captions import has_certain_credit, opens_like_caption, split_credit
from reader.extract.copied import states_of
from reader.extract.dates import read_time
from reader.extract.endnotes import without_bios
from reader.extract.inline import SENTENCE_END, reading_length, squeezed
from reader.extract.lines import is_byline, is_chart_mark, is_date_line, is_furniture
from reader.extract.mail import Mail, read_mail
from reader.extract.names import read_byline
from reader.model import Author, Block, Document, Picture
from reader.text import safe_line, safe_text
from reader.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

_MAX_LENGTH = 2_000_000
_MAX_LINES = 20_000
_MAX_TITLE = 200
_MAX_DEPTH = 6
_MOST_LINES = 5_000  # of a page; a longer text is a book or a log
_MOST_SCRAPS = 25
_LEAST_PROSE = 0.5  # share of letters
_MAX_HEAD = 25  # lines over an article among which its title and byline are looked for
_PROSE = 80
_LONGEST_SCRAP = 100  # letters of a line that is a widget's when it comes twice
_SENTENCE_END = (*SENTENCE_END, "’", ")")
_FULL_STOPS = (".", "。", "।", "۔")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]{2}")
_BULLET = re.compile(r"(?P<marker>[•◦▪‣·*–-]|\d{1,3}[.)])\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the text: `chunk` numbers the stretch between blank lines that it stood in,
    `quoted` is the depth of the quote that it stands in."""

    text: str
    chunk: int
    quoted: int = 0


@dataclass(frozen=True, slots=True)
class Parts:
    """The lines of a text by what they are to its article: what stands over it, it, and what comes after."""

    title: str
    head: list[Line]
    body: list[Line]
    rest: list[Line]


def read_text(text: str) -> Document:
    """Return the document of a plain text."""
    mail = read_mail(safe_text(text[:_MAX_LENGTH]))
    lines = lines_of(mail.body)
    whole_page = not (mail.subject or mail.sender) and _is_whole_page(lines)
    parts = _page_parts(lines) if whole_page else _picked_parts(mail.subject, lines)
    writers, _, _ = _credited(mail, parts.head, parts.body)
    body, bios = without_bios(parts.body, parts.rest, writers)
    authors, published, body = _credited(mail, parts.head, body)
    kept = _without_repeats(
        [line for line in _without_piles(body) if not is_furniture(line.text)], parts.title
    )
    blocks, pictures = _blocks(_without_ends(kept))
    return Document(
        title=parts.title,
        published=published,
        blocks=tuple(blocks),
        authors=with_bios(authors, bios),
        pictures=tuple(pictures),
    )


def _is_whole_page(lines: Sequence[Line]) -> bool:
    """Whether a text is all that a page shows: more scraps than anybody copies with an article on purpose."""
    if len(lines) > _MOST_LINES:
        return False
    lengths = [reading_length(line.text) for line in lines]
    prose = [length for length in lengths if length >= _PROSE]
    return len(lines) - len(prose) > _MOST_SCRAPS or sum(prose) < _LEAST_PROSE * sum(lengths)


def _picked_parts(subject: str, lines: list[Line]) -> Parts:
    """Part a mail, or an article that somebody copied by hand: nearly all of it is the text."""
    title, body = _titled(subject, lines)
    return Parts(title, [], body, [])


def _page_parts(lines: list[Line]) -> Parts:
    """Part a copied page: its title is the likeliest of the lines over its article, or opens the article."""
    states = states_of([(line.text, line.chunk) for line in lines])
    head = [line for line, state in zip(lines, states, strict=True) if state == "before"]
    body = [
        line
        for line, state in zip(lines, states, strict=True)
        if state == "article" or (state == "between" and _is_caption(line.text))
    ]
    rest = [line for line, state in zip(lines, states, strict=True) if state == "after"]
    title = _title_over(head[-_MAX_HEAD:], body)
    if not title:
        title, body = _titled("", body)
    return Parts(title, head[-_MAX_HEAD:], body, rest)


def _title_over(head: Sequence[Line], body: Sequence[Line]) -> str:
    """Return which of the lines over an article is its title: near to it, worded like it, no sentence."""
    spoken = set(_LONG_WORD.findall(" ".join(line.text for line in body[:12]).casefold()))
    best, title = 0.0, ""
    for distance, line in enumerate(reversed(head)):
        text = line.text
        if is_furniture(text) or is_date_line(text) or is_byline(text) or _is_caption(text):
            continue
        words = _LONG_WORD.findall(text.casefold())
        if len(text) > _MAX_TITLE or reading_length(text) < 12 or (len(words) < 2 and text.isascii()):
            continue
        shared = sum(word in spoken for word in words) / (len(words) or 1)
        size = min(1.0, reading_length(text) / 50)
        worth = 2 * shared + size - 0.03 * distance - 0.7 * text.endswith(_FULL_STOPS)
        if worth > max(best, 0.8):
            best, title = worth, text
    return title


def lines_of(text: str) -> list[Line]:
    """Return the paragraphs of a text: its lines, or the stretches between blank lines where they wrap."""
    found: list[Line] = []
    for number, chunk in enumerate(re.split(r"\n[ \t>]*\n", text)):
        rows = [row for row in chunk.split("\n") if row.strip(" \t>")]
        for depth, group in groupby(rows, _depth):
            bare = [row.lstrip(" >") if depth else row for row in group]
            found += [Line(line, number, depth) for line in map(safe_line, _unwrapped(bare)) if line]
    return found[:_MAX_LINES]


def _depth(row: str) -> int:
    """Return how many marks of a quoted mail a row begins with."""
    marks = row[: len(row) - len(row.lstrip("> "))]
    return min(marks.count(">"), _MAX_DEPTH) if row.lstrip()[:1] == ">" else 0


def _unwrapped(rows: list[str]) -> list[str]:
    """Join rows that were broken at a line length: no row could have taken the next one's first word."""
    longest = max(map(len, rows), default=0)
    if len(rows) < 2 or longest > 100 or longest < 45 or any(_BULLET.match(row.strip()) for row in rows):
        return rows
    full = all(len(row) + len(after.split()[0]) + 1 > longest * 0.8 for row, after in pairwise(rows))
    return [" ".join(row.strip() for row in rows)] if full else rows


def _titled(subject: str, lines: list[Line]) -> tuple[str, list[Line]]:
    """Return the title and the lines without it: a mail's subject, or a first line that is no sentence."""
    if subject:
        return subject, [line for line in lines if squeezed(line.text) != squeezed(subject)]
    for at, line in enumerate(lines[:5]):
        if is_furniture(line.text) or is_date_line(line.text):
            continue
        follows = next((other for other in lines[at + 1 :] if reading_length(other.text) >= _PROSE), None)
        wordy = len(line.text.split()) >= 2 or len(line.text) >= 8
        if (
            follows
            and wordy
            and len(line.text) <= _MAX_TITLE
            and not line.text.endswith((".", "。", ":", ";", ","))
        ):
            return line.text, lines[at + 1 :]
        return "", lines
    return "", lines


def _credited(
    mail: Mail, head: Sequence[Line], lines: list[Line]
) -> tuple[tuple[Author, ...], datetime | None, list[Line]]:
    """Return the authors and the time that lines before the first paragraph, or the mail's head, tell."""
    first = next((at for at, line in enumerate(lines) if reading_length(line.text) >= _PROSE), len(lines))
    names: tuple[str, ...] = ()
    published = read_time(mail.date)
    for line in reversed(head):
        if is_byline(line.text):
            names = names or read_byline(line.text)
        elif is_date_line(line.text):
            published = published or read_time(_undated(line.text))
    kept: list[Line] = []
    for at, line in enumerate(lines):
        if is_byline(line.text) and (at < first or at > first + 2):
            names = names or read_byline(line.text)
        elif is_date_line(line.text):
            published = published or (read_time(_undated(line.text)) if at < first else None)
        elif at >= first or _is_text(line.text):
            kept.append(line)
    names = names or read_byline(mail.sender)
    return tuple(Author(name=name) for name in names), published, kept


def _undated(line: str) -> str:
    return re.sub(
        r"^\W*(?:\w+ )?(?:published|updated|posted|modified)\b(?: (?:on|at))?\W*",
        "",
        line,
        flags=re.IGNORECASE,
    )


def _is_text(line: str) -> bool:
    """Whether a short line may be a part of an article: a sentence, a list item, a caption."""
    return len(line.split()) >= 6 or line.endswith((".", "!", "?", "。", "”")) or bool(_BULLET.match(line))


def _without_piles(lines: list[Line]) -> list[Line]:
    """Drop what a chart leaves: its mark and the run of scraps after it."""
    kept: list[Line] = []
    in_pile = False
    for line in lines:
        in_pile = is_chart_mark(line.text) or (in_pile and _is_scrap(line.text))
        if not in_pile:
            kept.append(line)
    return kept


def _is_scrap(line: str) -> bool:
    return (
        len(line.split()) <= 7
        and len(line) <= 60
        and not line.endswith((".", "!", "?", "。"))
        and not _BULLET.match(line)
    )


def _without_repeats(lines: list[Line], title: str) -> list[Line]:
    """Drop the title's copies, all copies of a repeated short line, and all but the first of a long one."""
    copies = Counter(squeezed(line.text) for line in lines)
    seen = {squeezed(title)}
    kept: list[Line] = []
    for line in lines:
        key = squeezed(line.text)
        scrap = copies[key] > 1 and len(line.text) <= _LONGEST_SCRAP and not _BULLET.match(line.text)
        if key not in seen and not scrap:
            kept.append(line)
            seen.add(key)
    return kept


def _without_ends(lines: list[Line]) -> list[Line]:
    """Drop the scraps after the last sentence: tags, headlines of other pages."""
    end = len(lines)
    while (
        end and _is_scrap(lines[end - 1].text) and any(reading_length(line.text) >= _PROSE for line in lines)
    ):
        end -= 1
    return lines[:end]


def _blocks(lines: Sequence[Line]) -> tuple[list[Block], list[Picture]]:
    """Return blocks and pictures; a short line right above a caption is the picture's headline and goes."""
    blocks: list[Block] = []
    pictures: list[Picture] = []
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        after = lines[at + 1] if at + 1 < len(lines) else None
        if after is not None and _is_headline_of(line, after):
            continue
        headed = before is not None and _is_headline_of(before, line)
        if headed or _is_caption(line.text):
            caption, credit = split_credit(line.text)
            pictures.append(Picture(caption=caption, credit=credit))
            if caption:
                blocks.append(Block("caption", caption, picture=len(pictures) - 1))
        else:
            blocks.append(_block(line, after))
    return blocks, pictures


def _is_headline_of(line: Line, below: Line) -> bool:
    """Whether a line is the headline of a picture whose caption stands right below it."""
    short = len(line.text) <= 80 and not line.text.endswith(_SENTENCE_END) and not _BULLET.match(line.text)
    return short and line.chunk == below.chunk and _may_be_caption(below.text)


def _is_caption(text: str) -> bool:
    return len(text) <= 600 and (
        has_certain_credit(text) or (opens_like_caption(text) and bool(split_credit(text)[1]))
    )


def _may_be_caption(text: str) -> bool:
    return len(text) <= 600 and bool(opens_like_caption(text) or split_credit(text)[1])


def _block(line: Line, after: Line | None) -> Block:
    if bullet := _BULLET.match(line.text):
        marker = bullet["marker"] if bullet["marker"][0].isdigit() else "•"
        return Block("list_item", line.text[bullet.end() :], marker=marker.replace(")", "."))
    if line.quoted:
        return Block("quote", line.text, level=line.quoted - 1)
    short = (
        len(line.text) <= _PROSE and len(line.text.split()) <= 12 and not line.text.endswith(_SENTENCE_END)
    )
    if short and after is not None and reading_length(after.text) >= _PROSE:
        return Block("heading", line.text, level=2)
    return Block("paragraph", line.text)
