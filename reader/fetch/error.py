"""Why an address gave nothing: one sentence for a person, one word for the program."""

from __future__ import annotations

import errno
import socket
import ssl
from http import HTTPStatus
from typing import TYPE_CHECKING, Literal

from reader.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

Reason = Literal[
    "address",  # not an http address
    "name",  # the host's name is not known
    "offline",  # this machine has no network
    "connection",  # no connection, or it broke off
    "tls",  # the certificate does not hold
    "timeout",
    "status",  # answered, with an error
    "gone",  # 410: the address asks not to be asked again
    "redirect",
    "size",
    "range",  # not the part of a file that it was asked for
    "protocol",  # not HTTP, or not decodable
    "credentials",  # what it wants to be asked with cannot be had
]

_CERTIFICATE_FAULTS = {
    10: "has expired",
    18: "is signed by nobody but itself",
    19: "is signed by nobody but itself",
    20: "is signed by an authority that is not known here",
    62: "is for another name",
}


_NO_NETWORK = frozenset({errno.ENETUNREACH, errno.ENETDOWN})


class FetchError(Exception):
    """An address gave no usable answer. `str()` is one sentence for a person, without any secret.

    `status` is the HTTP status if there was one, `host` who gave it; `retry_after` the seconds that the
    server asked to wait.
    """

    def __init__(
        self,
        sentence: str,
        reason: Reason,
        *,
        status: int | None = None,
        retry_after: int | None = None,
        host: str = "",
    ) -> None:
        super().__init__(safe_line(sentence, 300))
        self.reason: Reason = reason
        self.status = status
        self.retry_after = retry_after
        self.host = host


class BrokenOffError(ConnectionError):
    """A connection that had been made and ended too early."""


def refused(host: str, status: int, retry_after: int | None = None) -> FetchError:
    """The error for an answer whose status says no."""
    try:
        phrase = f" {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = ""
    reason: Reason = "gone" if status == HTTPStatus.GONE else "status"
    sentence = f"{host} answered {status}{phrase}"
    return FetchError(sentence, reason, status=status, retry_after=retry_after, host=host)


def left_alone(host: str, until: datetime, seconds: int = 0) -> FetchError:
    """The error for a host that asked for so much time, and was not asked now."""
    sentence = f"{host} asks to be left alone until {until.astimezone():%H:%M on %Y-%m-%d}"
    busy = HTTPStatus.TOO_MANY_REQUESTS
    return FetchError(sentence, "status", status=busy, retry_after=seconds, host=host)


def too_large(host: str, limit: int) -> FetchError:
    """The error for a body past the limit, in bytes."""
    return FetchError(f"{host} sent more than {_megabytes(limit)}", "size")


def too_slow(host: str, seconds: float) -> FetchError:
    """The error for an answer that was not complete in time."""
    unit = "second" if seconds == 1 else "seconds"
    return FetchError(f"{host} did not answer within {seconds:g} {unit}", "timeout")


def nowhere(host: str) -> FetchError:
    """The error for a redirect that leads to nothing that can be asked."""
    return FetchError(f"{host} redirects to something that is not an http address", "redirect")


def explain(host: str, cause: BaseException) -> FetchError:
    """Turn what went wrong below HTTP into a sentence: names, connections, certificates, broken answers."""
    for fault in _chain(cause):
        if isinstance(fault, ssl.SSLCertVerificationError):
            what = _CERTIFICATE_FAULTS.get(fault.verify_code, "could not be verified")
            return FetchError(f"the certificate of {host} {what}", "tls")
        if isinstance(fault, ssl.SSLError):
            return FetchError(f"no secure connection to {host} could be made", "tls")
        if isinstance(fault, socket.gaierror):
            return _name_fault(host, fault)
        if isinstance(fault, OSError) and fault.errno in _NO_NETWORK:
            return FetchError(f"{host} cannot be reached; is there a network?", "offline")
        if isinstance(fault, ConnectionRefusedError):
            return FetchError(f"{host} refused the connection", "connection")
    return _by_kind(host, cause)


def _name_fault(host: str, fault: socket.gaierror) -> FetchError:
    if fault.errno == socket.EAI_AGAIN:
        return FetchError(f"the name {host} could not be looked up; is there a network?", "offline")
    return FetchError(f"the name {host} is not known", "name")


def _by_kind(host: str, cause: BaseException) -> FetchError:
    if isinstance(cause, BrokenOffError):
        return FetchError(f"{host} broke the connection off", "connection")
    if isinstance(cause, OSError):
        return FetchError(f"{host} cannot be reached", "connection")
    if "complete message body" in str(cause):  # h11's words
        return FetchError(f"{host} broke off in the middle of its answer", "connection")
    return FetchError(f"{host} sent an answer that is not proper HTTP", "protocol")


def _chain(cause: BaseException) -> Iterator[BaseException]:
    """The exception, what caused it, and the members of groups; each once, at most 32."""
    waiting, seen = [cause], set[int]()
    while waiting and len(seen) < 32:
        fault = waiting.pop()
        if id(fault) in seen:
            continue
        seen.add(id(fault))
        yield fault
        if isinstance(fault, BaseExceptionGroup):
            waiting.extend(fault.exceptions)
        waiting.extend(below for below in (fault.__context__, fault.__cause__) if below is not None)


def _megabytes(limit: int) -> str:
    return f"{limit / 2**20:g} MB" if limit >= 2**20 else f"{limit / 2**10:g} KB"
