"""A polite HTTP client: few questions at a time, a deadline for each, bounded answers, no secret resent."""

from __future__ import annotations

import asyncio
import os
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Self, TypeVar
from weakref import WeakValueDictionary

from reader import __version__
from reader.fetch.address import Address, leads_inward, may_name_inside, parse_address
from reader.fetch.body import ACCEPT_ENCODING, Body
from reader.fetch.error import FetchError, explain, refused, too_large, too_slow
from reader.fetch.heads import Redirect, headers_of, length_of, location_in, redirect_in
from reader.fetch.networks import InsideError
from reader.fetch.question import Question
from reader.fetch.reply import Reply, read_reply
from reader.fetch.response import (
    FEED,
    Response,
    charset_of,
    http_date,
    max_age_of,
    retry_after_of,
    validators_of,
)
from reader.model import Validators
from reader.text import masked

if TYPE_CHECKING:
    import ssl
    from collections.abc import Awaitable, Callable, Mapping
    from types import TracebackType

    from reader.fetch.connecting import Wire
    from reader.fetch.exchange import Answer
    from reader.fetch.streaming import Head

_Read = TypeVar("_Read")
_DELTA = HTTPStatus.IM_USED
LARGEST_BODY = 8 * 1024 * 1024
MOST_REDIRECTS = 5
PER_HOST = 4
_PERMANENT = frozenset({301, 308})


class Client:
    """Asks addresses, at most `concurrency` at a time and `per_host` of one host (if not told, four of a host
    of others, and of what is private as many as one likes); an async context manager.

    `timeout` is the seconds that a whole answer may take, connection, redirects and body together; waiting
    for a turn does not count. `max_body` is the bytes of a decompressed body. `contact` is told to whoever is
    asked. Cookies are not kept, no Referer is sent, and the certificates of https are verified.
    """

    def __init__(
        self,
        *,
        concurrency: int = 64,
        per_host: int | None = None,
        timeout: float = 30.0,
        max_body: int = LARGEST_BODY,
        contact: str = "",
    ) -> None:
        self._timeout, self._max_body, self._per_host = timeout, max_body, per_host
        self._usual = {
            b"User-Agent": _bytes_of(user_agent(contact)),
            b"Accept-Encoding": ACCEPT_ENCODING.encode(),
        }
        self._turns = asyncio.Semaphore(concurrency)
        self._host_turns: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()
        self._wire: Wire | None = None
        self._tls: ssl.SSLContext | None = None
        self._trusting = asyncio.Lock()
        self._trusted = False

    async def __aenter__(self) -> Self:
        import ssl

        from reader.fetch.connecting import Wire

        # Authorities are loaded when the first https address is asked (it takes 30 ms); until then the
        # context trusts nobody.
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._tls.set_alpn_protocols(["http/1.1"])
        self._wire = Wire(self._tls)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        wire, self._wire = self._wire, None
        if wire is not None:
            await wire.aclose()

    async def get(
        self,
        url: str,
        *,
        validators: Validators | None = None,
        accept: str = FEED,
        deadline: float | None = None,
        named_by: str | None = None,
        own_headers: Mapping[str, str] | None = None,
        spare: Callable[[str], None] | None = None,
    ) -> Response:
        """Return what `url` answers, after at most five redirects; with validators it may be 304, and for a
        feed 226 with what is new alone (RFC 3229).

        `own_headers` are sent to the origin of `url` and to no other. `deadline` is the seconds for this
        question in place of the client's. `named_by` is the address whose content named this one: then it may
        not lead inside (see `connecting`). None if a person named it. `spare` is told the host that each
        redirect leads to, and raises FetchError for one that is not to be asked now. Raise FetchError for
        every answer but 304 and the 2xx that are no part (206), and for every way to get none.
        """
        validators = validators or Validators()
        read = partial(self._read, asked_again=bool(validators.etag or validators.last_modified))
        seconds = self._timeout if deadline is None else deadline
        headers = _request_headers(accept, validators)
        asked = self._asked(url, headers, read, seconds, named_by, own_headers, spare)
        answer, kept, milliseconds = await asked
        return replace(answer, moved_to=kept.url if kept else None, milliseconds=milliseconds)

    async def save(
        self,
        url: str,
        begin: Callable[[Head], Awaitable[Callable[[bytes], Awaitable[None]]]],
        *,
        offset: int = 0,
        length: int | None = None,
        validators: Validators | None = None,
        largest: int = LARGEST_BODY,
        named_by: str | None = None,
        own_headers: Mapping[str, str] | None = None,
    ) -> Head:
        """Give a file that may be large, piece by piece, to what `begin` returns when it is told its head.

        With an `offset` only the rest is asked for, if `validators` say that the file, of `length` bytes if
        that is known, is still the same: `Head.start` says what came. `largest` is the bytes of all of it.
        The client's timeout is for the head alone; then something has to come every half minute. What cannot
        be asked, or is another file than it was, raises FetchError, and so does what `get` would.
        """
        from reader.fetch.streaming import Streaming, range_headers

        validators = validators or Validators()
        streaming = Streaming(begin, offset, largest, validators, lambda: datetime.now(UTC), length)
        headers = range_headers(offset, validators)
        asked = self._asked(url, headers, streaming.read, self._timeout, named_by, own_headers)
        return (await asked)[0]

    async def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        largest: int = LARGEST_BODY,
        deadline: float | None = None,
    ) -> Reply:
        """Ask an address that a person named, by any method, and return what it says, whatever its status.

        Redirects are followed within the address's own origin alone, with method and body as they are (303:
        with GET and without one); another's is the answer. `largest` is the bytes of a decompressed body,
        `deadline` the seconds for all of it in place of the client's. Raise FetchError if no answer comes.
        """
        address, seconds = parse_address(url), self._timeout if deadline is None else deadline
        lines = {name.encode(): _bytes_of(value) for name, value in (headers or {}).items()}
        question = Question(_with(self._usual, lines), method.encode(), body)
        left = seconds
        for _ in range(MOST_REDIRECTS + 1):
            async with self._host_turn(address), self._turns:
                started = asyncio.get_running_loop().time()
                try:
                    async with asyncio.timeout(left) as limit:
                        read = partial(read_reply, largest=largest)
                        reply = await self._ask(address, question, read, limit, inside=True)
                except TimeoutError as error:
                    raise too_slow(address.shown, seconds) from error
                left -= asyncio.get_running_loop().time() - started
            target = address.join(location_in(reply.headers)) if reply.redirects else None
            if target is None or target.origin != address.origin:
                return reply
            question = Question(question.headers) if reply.status == HTTPStatus.SEE_OTHER else question
            address = target
        raise FetchError(f"{address.shown} redirects in circles, or too often", "redirect")

    async def _asked(
        self,
        url: str,
        more: Mapping[bytes, bytes],
        read: Callable[[Address, Answer, asyncio.Timeout], Awaitable[_Read | Redirect]],
        seconds: float,
        named_by: str | None,
        own_headers: Mapping[str, str] | None,
        spare: Callable[[str], None] | None = None,
    ) -> tuple[_Read, Address | None, int]:
        """Ask, follow redirects, and have the last answer read; return what was read, where the address has
        moved for good, and the milliseconds that it took."""
        asked = address = parse_address(url)
        if named_by is not None and leads_inward(named_by, url):
            raise _named_from_outside(asked)
        inside = named_by is None or may_name_inside(named_by, url)
        headers = {**self._usual, **more}
        private = {name.encode(): _bytes_of(value) for name, value in (own_headers or {}).items()}
        to_its_origin = _with(headers, private)
        permanent, left = True, seconds
        kept: Address | None = None
        before: Address | None = None
        for _ in range(MOST_REDIRECTS + 1):
            async with self._host_turn(address), self._turns:
                started = asyncio.get_running_loop().time()
                try:
                    async with asyncio.timeout(left) as limit:
                        sent = to_its_origin if address.origin == asked.origin else headers
                        answer = await self._ask(address, Question(sent), read, limit, inside=inside)
                except TimeoutError as error:
                    raise too_slow(address.shown, seconds) from error
                except InsideError as error:
                    raise _leads_inside(before, address) from error
                except FetchError as error:
                    if error.reason == "gone" and not permanent:
                        error.reason = "status"  # of a place that the one asked for does not name for good
                    raise
                left -= asyncio.get_running_loop().time() - started
            if not isinstance(answer, Redirect):
                moved = kept if kept is not None and kept.url != asked.url else None
                return answer, moved, round((seconds - left) * 1000)
            inside = answer.from_inside
            before, address = address, _redirected(address, answer)
            if spare is not None:
                spare(address.shown)
            permanent = permanent and answer.status in _PERMANENT and not _is_downgrade(before, address)
            kept = address if permanent else kept
        raise FetchError(f"{asked.shown} redirects in circles, or too often", "redirect")

    async def leads_inside(self, url: str) -> bool:
        """Whether an address leads inside (see `connecting`), as far as its name is known now."""
        try:
            async with asyncio.timeout(self._timeout):
                return self._wire is not None and await self._wire.leads_inside(parse_address(url))
        except (FetchError, OSError):
            return False

    def _host_turn(self, address: Address) -> AbstractAsyncContextManager[None]:
        """What lets few enough questions to one host be under way."""
        if self._per_host is None and address.private:
            return nullcontext()
        most = asyncio.Semaphore(self._per_host or PER_HOST)
        return self._host_turns.setdefault(address.host, most)

    async def _ask(
        self,
        address: Address,
        question: Question,
        read: Callable[[Address, Answer, asyncio.Timeout], Awaitable[_Read]],
        limit: asyncio.Timeout,
        *,
        inside: bool,
    ) -> _Read:
        import h11

        if self._wire is None:
            raise RuntimeError("the client is not open: use it in `async with`")
        if address.scheme == "https":
            await self._trust()
        authorization = address.basic_authorization()
        if authorization:
            sent = _with({b"Authorization": authorization}, question.headers)
            question = replace(question, headers=sent)
        try:
            async with self._wire.answer(address, question, inside=inside) as answer:
                return await read(address, answer, limit)
        except (h11.LocalProtocolError, UnicodeError) as error:
            raise FetchError(f"{masked(address.url)} is not an http address", "address") from error
        except (h11.RemoteProtocolError, OSError) as error:
            if isinstance(error, TimeoutError):
                raise
            raise explain(address.shown, error) from error

    async def _read(
        self, address: Address, answer: Answer, _limit: asyncio.Timeout, *, asked_again: bool
    ) -> Response | Redirect:
        """Read an answer whose headers are there. Raise FetchError for what is of no use."""
        headers, status, now = headers_of(answer), answer.status, datetime.now(UTC)
        if (redirect := redirect_in(address, answer, headers)) is not None:
            return redirect
        not_modified = status == HTTPStatus.NOT_MODIFIED and asked_again
        delta = status == _DELTA and "feed" in headers.get("im", "feed").lower()
        retry_after = retry_after_of(headers, now)
        if not (_is_whole(status) or delta or not_modified):
            raise refused(address.shown, status, retry_after)
        content_type = headers.get("content-type", "")[:200]
        return Response(
            url=address.url,
            status=status,
            body=b"" if not_modified else await self._body(address, answer, headers),
            content_type=content_type,
            charset=charset_of(content_type),
            validators=validators_of(headers),
            not_modified=not_modified,
            delta=delta,
            max_age=max_age_of(headers, now),
            retry_after=retry_after,
            date=http_date(headers.get("date")),
            from_inside=address.private or answer.from_inside,
        )

    async def _body(self, address: Address, answer: Answer, headers: dict[str, str]) -> bytes:
        if (length_of(headers) or 0) > self._max_body:
            raise too_large(address.shown, self._max_body)
        collector = Body(address.shown, headers.get("content-encoding", ""), self._max_body)
        return await collector.read(answer.chunks)

    async def _trust(self) -> None:
        """Load the certificate authorities: SSL_CERT_FILE or SSL_CERT_DIR if set, else certifi's."""
        async with self._trusting:
            if not self._trusted and self._tls is not None:
                import certifi

                file, folder = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
                source = file or (None if folder else certifi.where())
                try:
                    await asyncio.to_thread(self._tls.load_verify_locations, source, folder)
                except OSError as error:
                    raise FetchError(
                        "the certificate authorities of this machine cannot be read", "tls"
                    ) from error
                self._trusted = True


def user_agent(contact: str = "") -> str:
    """Who asks: a name, a version, and by what the person behind it wants to be reached, if by anything."""
    return f"Reader/{__version__} (terminal news reader{f'; +{contact}' if contact else ''})"


def _redirected(address: Address, answer: Redirect) -> Address:
    """Return where to ask next. Only what is inside may lead there, and no password goes out in the clear."""
    target = address.join(answer.location)
    if target.private and not answer.from_inside:
        raise _leads_inside(address, target)
    if address.credentials and _is_downgrade(address, target):
        raise FetchError(
            f"{address.shown} redirects from https to http, where its password would be read", "redirect"
        )
    return target


def _is_whole(status: int) -> bool:
    """Whether a status says that the body is all that there is; nobody asks here for a part (206)."""
    return 200 <= status < 300 and status not in {HTTPStatus.PARTIAL_CONTENT, _DELTA}


def _is_downgrade(address: Address, target: Address) -> bool:
    return address.scheme == "https" and target.scheme == "http"


def _leads_inside(before: Address | None, address: Address) -> FetchError:
    """The error for an address inside: one that was asked for first, or one that `before` redirects to."""
    if before is None:
        return _named_from_outside(address)
    return FetchError(f"{before.shown} redirects into a private network", "redirect")


def _named_from_outside(address: Address) -> FetchError:
    return FetchError(f"{address.shown} is in a private network and was named from outside", "address")


def _request_headers(accept: str, validators: Validators) -> dict[bytes, bytes]:
    """The headers of a conditional request (RFC 9110, 13.1), the validators byte for byte as they came."""
    sent = {
        "Accept": accept,
        "If-None-Match": validators.etag or "",
        "If-Modified-Since": validators.last_modified or "",
        "A-IM": "feed" if validators.etag and accept == FEED else "",
    }
    return {name.encode(): _bytes_of(value) for name, value in sent.items() if value}


def _with(headers: Mapping[bytes, bytes], others: Mapping[bytes, bytes]) -> dict[bytes, bytes]:
    """Return headers with others in place of those of the same name, in whatever letters it is written."""
    named = {name.lower() for name in others}
    return {**{name: value for name, value in headers.items() if name.lower() not in named}, **others}


def _bytes_of(value: str) -> bytes:
    """A header's bytes; what cannot be one (a line break, a letter past Latin-1) is left out."""
    return b"" if {"\r", "\n", "\0"} & set(value) else value.encode("latin-1", "ignore")
