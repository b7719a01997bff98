"""What the lists of other programs have in common: addresses, times, tags, remarks on what is not taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from datetime import UTC, datetime
from hashlib import blake2b

from reader.bookmark import Bookmark, Quote
from reader.canonical import canonical
from reader.feeds.encoding import decode
from reader.feeds.entry import absolute
from reader.model import Subscription
from reader.takeover.values import Remark
from reader.text import masked, safe_line, safe_text, without_credentials
from reader.values import dataclass

MOST_PAGES = 100_000
MOST_QUOTES = 5_000
"""Of one page."""
_MOST_REMARKS = 200
_MOST_TAGS = 64
_LONGEST_TITLE, _LONGEST_TAG = 1_000, 100
_LONGEST_NOTE, _LONGEST_QUOTE = 10_000, 20_000
_EARLIEST, _LATEST = 0, 253_402_300_799
_NAMELESS = frozenset({"", "none", "null", "untagged", "unsorted"})


@dataclass(frozen=True, slots=True)
class Found:
    """A page of a list. `html` is its text where the list has it, as its feed gave it, or all of it for an
    `article`. `page` is the name of the file that has it, of which `whole` says that it is a web page with
    everything around its text."""

    bookmark: Bookmark
    html: str = ""
    article: bool = False
    page: str = ""
    whole: bool = False


@dataclass
class Gathering:
    """What is found in the files of an export, each page once."""

    file: str = ""
    subscriptions: list[Subscription] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    _found: dict[str, Found] = field(default_factory=dict)
    _left: int = 0

    @property
    def found(self) -> list[Found]:
        """The pages in the order in which they came."""
        return list(self._found.values())

    def page(
        self,
        url: object,
        title: object = "",
        *,
        line: int = 0,
        html: str = "",
        article: bool = False,
        page: str = "",
        **said: object,
    ) -> None:
        """Take a page with what is said of it, as in `Bookmark`; what has no http address is left."""
        address = absolute(url)
        name = safe_line(str(title or "")[: 4 * _LONGEST_TITLE], _LONGEST_TITLE)
        if address is None:
            what = masked(str(url or ""), 120) or name
            self.leave(what, "it has no http or https address", line)
            return
        shown = "" if name in {address, str(url).strip()} else name
        mark = Bookmark(without_credentials(address)[0], shown)
        self.add(Found(replace(mark, **said), html, article, page))  # type: ignore[arg-type]

    def add(self, found: Found) -> None:
        """Take a page; where it came before, what is said of it there and here goes together."""
        key = canonical(found.bookmark.url)
        before = self._found.get(key)
        if before is None and len(self._found) >= MOST_PAGES:
            self.leave(masked(found.bookmark.url, 120), f"only {MOST_PAGES:,} pages are taken")
            return
        self._found[key] = found if before is None else _joined(before, found)

    def put(self, found: Found) -> None:
        """Put a page in the place of what was known of it."""
        self._found[canonical(found.bookmark.url)] = found

    def leave(self, what: str, why: str, line: int = 0) -> None:
        """Say why something is not taken; of very many, the first."""
        if len(self.remarks) < _MOST_REMARKS:
            self.remarks.append(Remark(self.file, line, safe_line(what, 120), "not taken", why))
        else:
            self._left += 1

    def finish(self) -> None:
        """Say how many remarks there would be more."""
        if self._left:
            self.remarks.append(Remark("", 0, f"{self._left:,} more", "not taken", "for reasons as above"))
            self._left = 0


def text_of(body: bytes) -> str:
    """Return the text of a file in whatever encoding programs write, without a byte order mark."""
    if b"\0" in body[:2000] and not body.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        pairs = body[: len(body) // 2 * 2][:2000]
        even, odd = pairs[::2].count(0), pairs[1::2].count(0)
        if max(even, odd) * 3 > len(pairs) // 2:
            return body.decode("utf-16-be" if even > odd else "utf-16-le", "replace")
    return decode(body)


def moment(said: object) -> datetime | None:
    """Return a time of a list: seconds, milli- or microseconds since 1970, or ISO 8601; else None."""
    if isinstance(said, str):
        said = said.strip()
        if not said.lstrip("-").isdecimal():
            return _iso(said)
        said = int(said) if len(said) < 20 else 0
    if isinstance(said, bool) or not isinstance(said, int | float) or said != said:
        return None
    for size in (1, 1_000, 1_000_000):
        if size == 1 and said > 100_000_000_000:  # no list is from the year 5138
            continue
        if _EARLIEST < said / size <= 100_000_000_000:
            return datetime.fromtimestamp(said / size, UTC) if said / size <= _LATEST else None
    return None


def _iso(said: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(said[:40])
    except ValueError:
        return _rfc(said)
    try:
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def _rfc(said: str) -> datetime | None:
    """Dates such as "May 3, 2024 10:15 AM" and those of e-mail."""
    for shape in (
        "%B %d, %Y %I:%M %p",
        "%b %d, %Y %I:%M %p",
        "%Y-%m-%d %H:%M:%S %z",
        "%a, %d %b %Y %H:%M:%S %z",
    ):
        try:
            time = datetime.strptime(said[:40], shape)  # noqa: DTZ007 - it is given one below
        except ValueError:
            continue
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    return None


def tags_in(said: Iterable[object]) -> tuple[str, ...]:
    """Return tags as they are kept: short safe lines, each once, without those that stand for none."""
    found: dict[str, None] = {}
    for one in said:
        tag = safe_line(str(one or "")[:400], _LONGEST_TAG).removeprefix("#")
        if tag.casefold() not in _NAMELESS:
            found.setdefault(tag)
        if len(found) == _MOST_TAGS:
            break
    return tuple(found)


def note_in(said: object) -> str:
    """Return a note as it is kept."""
    return safe_text(said[: 2 * _LONGEST_NOTE]).strip()[:_LONGEST_NOTE] if isinstance(said, str) else ""


def quote_in(words: object, note: object = "", made: object = None) -> tuple[Quote, ...]:
    """Return a passage that was marked, () where it has no words."""
    text = safe_text(words[: 2 * _LONGEST_QUOTE]).strip()[:_LONGEST_QUOTE] if isinstance(words, str) else ""
    return (Quote(text, note_in(note), moment(made)),) if text else ()


def nameless(*parts: str) -> str:
    """Return what a thing is known by that has no address."""
    digest = blake2b("\0".join(parts).casefold().encode("utf-8", "replace"), digest_size=12).hexdigest()
    return f"kept:{digest}"


def truth(said: object) -> bool:
    """Whether a list says yes."""
    return said.strip().lower() in {"1", "true", "yes", "y"} if isinstance(said, str) else bool(said)


def _joined(one: Found, other: Found) -> Found:
    """What two lines say of one page: the first title, all tags, notes and passages, the marks of either; and
    what is still to be read in one is so."""
    a, b = one.bookmark, other.bookmark
    notes = [a.note, *([b.note] if b.note not in a.note else [])]
    times = [time for time in (a.added, b.added) if time is not None]
    known = {quote.words for quote in a.quotes}
    both = replace(
        a,
        title=a.title or b.title,
        added=min(times) if times else None,
        read=(a.read or b.read) and not (a.saved or b.saved),
        saved=a.saved or b.saved,
        starred=a.starred or b.starred,
        tags=tags_in((*a.tags, *b.tags)),
        note="\n\n".join(filter(None, notes)),
        quotes=(*a.quotes, *(quote for quote in b.quotes if quote.words not in known))[:MOST_QUOTES],
        authors=a.authors or b.authors,
        published=a.published or b.published,
    )
    has = one if one.html or one.page else other
    return replace(has, bookmark=both)


def split_tags(said: object, *separators: str) -> Sequence[str]:
    """Return what stands between the first of these separators that occurs."""
    text = said if isinstance(said, str) else ""
    for separator in separators:
        if separator in text:
            return text.split(separator)
    return [text]
