"""Asking a server and reading what it says: an answer is bounded and typed, or a sentence why it is none."""

from __future__ import annotations

import base64
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeVar
from urllib.parse import urlencode, urljoin, urlsplit

import msgspec

from reader.sync.server import Answer, Method, Request, Secret, Send, SyncError, TooLargeError
from reader.text import safe_line

_Value = TypeVar("_Value")
_Thing = TypeVar("_Thing")
MOST_ITEMS = 1_000_000
"""Ids that an account may name in one set, and new items that are read in one go."""
LARGEST_IDS = 32 << 20
"""Bytes of an answer that holds ids."""
LARGEST_ITEMS = 48 << 20
"""Bytes of an answer that holds articles; fewer of them are asked for if it is more."""
_LONGEST_WAIT = 24 * 3600.0
_LONGEST_SAID = 160
_SMALL, _MOST_LISTS, _MOST_VALUES = 1 << 20, 500_000, 3_000_000
_SAID_NO = frozenset({401, 403})
_NOTHING_THERE = frozenset({404, 501})
_LATER = frozenset({429, 503})
_NO_ADDRESS = re.compile(r"[\x00-\x20\x7f-\xa0\\<>\"]|^.{2000}", re.DOTALL)
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


def host_of(url: str) -> str:
    """The host as a sentence names it."""
    return safe_line(urlsplit(url).netloc.rpartition("@")[2], 100)


def base_of(url: str, *endings: str) -> str:
    """Return where a server's addresses begin, of one that a person typed: with a scheme, without a slash at
    the end, and cut before the first of `endings` that its path holds. Raise SyncError if it is none."""
    typed = url.strip()
    if "://" not in typed:
        typed = f"https://{typed}"
    try:
        parts = urlsplit(typed)
        host = parts.hostname
        parts.port  # noqa: B018  # raises for what is no port
    except ValueError:
        host = None
    if not host or parts.scheme.lower() not in {"http", "https"} or _NO_ADDRESS.search(typed):
        raise SyncError(f"{safe_line(url, 80)} is not the address of a server", "unable")
    if "@" in parts.netloc:
        raise SyncError(
            "a server's address holds no name and password; they have a place of their own", "unable"
        )
    path = f"{parts.path}/"
    for ending in endings:
        at = path.find(f"/{ending}/")
        path = path[: at + 1] if at >= 0 else path
    return f"{parts.scheme.lower()}://{parts.netloc}{path.rstrip('/')}"


class Wire:
    """One server, asked by `send`: `base` is where its addresses begin."""

    def __init__(self, send: Send, base: str, api: str) -> None:
        self._send, self.base, self.api = send, base, api
        self.host = host_of(base)
        self._was_refused = False

    async def secret(self, secret: Secret) -> str:
        """Return the password for another login. Raise SyncError if one was refused before."""
        if self._was_refused:
            raise self.refused()
        return await secret()

    async def ask(
        self,
        path: str,
        query: Mapping[str, str | int] | None = None,
        *,
        method: Method = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        kind: str = "",
        largest: int = 4 << 20,
    ) -> Answer:
        """Return what comes back, whatever its status."""
        url = f"{self.base}/{path}{'?' + urlencode(query) if query else ''}"
        lines = {"Accept": JSON, **(headers or {}), **({"Content-Type": kind} if kind else {})}
        return await self._send(Request(method, url, lines, body, largest))

    def checked(self, answer: Answer) -> Answer:
        """Return an answer that says yes. Raise SyncError for every other one."""
        if 200 <= answer.status < 300:
            return answer
        raise self.fault(answer)

    def fault(self, answer: Answer) -> SyncError:
        """The error for an answer that says no, or leads elsewhere."""
        status = answer.status
        if status in _SAID_NO:
            return self.refused()
        if status in _NOTHING_THERE:
            return SyncError(f"{self.host} has no {self.api} at this address", "broken")
        if status in _LATER or status >= 500:
            asks = (
                " asks to be left alone for a while"
                if status in _LATER
                else f" answered {status}: it is in trouble"
            )
            return SyncError(f"{self.host}{asks}", "unreachable", _wait_of(answer))
        if 300 <= status < 400:
            return SyncError(f"{self.host} leads elsewhere{self._where(answer)}", "broken")
        return SyncError(f"{self.host} answered {status} to a question of the {self.api}", "broken")

    def refused(self) -> SyncError:
        """The error for a login that is not taken; from now on none is tried."""
        self._was_refused = True
        return SyncError(f"{self.host} does not take the name and password of this account", "refused")

    def senseless(self, why: str) -> SyncError:
        """The error for an answer that no server would give; `why` goes on after its name."""
        return SyncError(f"{self.host} {why}", "broken")

    def unwilling(self, what: str, said: str = "") -> SyncError:
        """The error for what this server does not do, with its own words if it has any."""
        words = safe_line(said[:1000], _LONGEST_SAID)
        return SyncError(f"{self.host} {what}{f': {words}' if words else ''}", "unable")

    def decoded(self, answer: Answer, decoder: msgspec.json.Decoder[_Value]) -> _Value:
        """Read an answer's JSON. Raise SyncError for anything else."""
        return self.decoded_part(answer.body, decoder)

    def decoded_part(self, body: bytes, decoder: msgspec.json.Decoder[_Value]) -> _Value:
        """Read JSON that stands in an answer. Raise SyncError for anything else, TooLargeError for what would
        take a hundred times its own size in memory."""
        if _is_crowded(body):
            raise TooLargeError(f"{self.host} sent more parts in one answer than can be held")
        try:
            return decoder.decode(body)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            start = body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
            if start[:1] == b"<":
                raise self.senseless(f"sent a page instead of an answer of the {self.api}") from None
            raise self.senseless(f"sent an answer that makes no sense in the {self.api}") from None

    def _where(self, answer: Answer) -> str:
        location = answer.headers.get("location", "")[:2000]
        try:
            parts = urlsplit(urljoin(self.base, location))
        except ValueError:
            return ""
        place = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
        return (
            f", to {safe_line(place, 100)}; if that is right, it is the account's address" if location else ""
        )


def reading(kind: type[_Value]) -> msgspec.json.Decoder[_Value]:
    """What reads JSON of a type; numbers and truths may stand there as strings, as PHP writes them."""
    return msgspec.json.Decoder(kind, strict=False)


def basic(user: str, password: str) -> str:
    """The value of an Authorization header (RFC 7617)."""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode("ascii")


def seconds_of(written: str | None) -> float | None:
    """A moment of RFC 3339 in seconds since 1970, or None."""
    try:
        moment = datetime.fromisoformat((written or "")[:40])
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def form(*pairs: tuple[str, str]) -> bytes:
    """The body of a form; a name may come several times."""
    return urlencode(pairs).encode("ascii")


def batches(ids: Collection[str], size: int) -> Iterator[Sequence[str]]:
    """Cut ids into runs of at most `size`, each id once."""
    waiting = list(dict.fromkeys(ids))
    for start in range(0, len(waiting), size):
        yield waiting[start : start + size]


def spans(numbers: Collection[int], width: int) -> Iterator[Sequence[int]]:
    """Group ascending numbers so that those of a group lie within `width`."""
    group: list[int] = []
    for number in sorted(set(numbers)):
        if group and number - group[0] >= width:
            yield group
            group = []
        group.append(number)
    if group:
        yield group


def numbers_of(ids: Collection[str]) -> list[int]:
    """Those of the ids that are numbers a server can have given."""
    return [int(name) for name in dict.fromkeys(ids) if name.isascii() and name.isdigit() and len(name) <= 19]


async def fewer(ask: Callable[[int], Awaitable[_Value]], size: int) -> tuple[_Value, int]:
    """Ask for `size` things at once, and for a quarter as long as that is too large an answer. Return the
    answer and how many were asked for."""
    while True:
        try:
            return await ask(size), size
        except TooLargeError:
            if size == 1:
                raise
            size = max(1, size // 4)


async def portions(
    ask: Callable[[Sequence[_Thing]], Awaitable[_Value]], things: Sequence[_Thing], size: int
) -> AsyncIterator[tuple[_Value, int]]:
    """Ask for things, at most `size` at once; give each answer, and how many have been asked for by then."""
    done = 0
    while done < len(things):

        async def some(most: int, done: int = done) -> _Value:
            return await ask(things[done : done + most])

        answer, size = await fewer(some, min(size, len(things) - done))
        done += size
        yield answer, done


def counted(wire: Wire, number: int) -> None:
    """Raise SyncError if there are more ids than any account has."""
    if number > MOST_ITEMS:
        raise wire.senseless(f"names more than {MOST_ITEMS:,} articles at once")


def _is_crowded(body: bytes) -> bool:
    """Whether JSON has more lists, objects or values than texts of its size have: each takes far more memory
    than the few bytes that it may be written with."""
    if len(body) < _SMALL:
        return False
    return body.count(b"[") + body.count(b"{") > _MOST_LISTS or body.count(b",") > _MOST_VALUES


def _wait_of(answer: Answer) -> float | None:
    """Seconds of Retry-After; a date is left alone, for its clock may be any."""
    value = answer.headers.get("retry-after", "").strip()
    return (
        min(float(value), _LONGEST_WAIT) if value.isascii() and value.isdigit() and len(value) < 10 else None
    )
