"""The addresses that may be asked: http and https only, with the secrets taken out."""

from __future__ import annotations

import base64
import re
from functools import lru_cache
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit, urlunsplit

from reader.fetch.error import FetchError, nowhere
from reader.fetch.networks import is_inside_name
from reader.text import masked, safe_line
from reader.values import dataclass

LONGEST_ADDRESS = 8192
_NO_PART_OF_ADDRESSES = re.compile(r"[\x00-\x20\x7f-\xa0\\\ud800-\udfff]")
DEFAULT_PORTS = {"http": 80, "https": 443}
# What a person or a server may have left unescaped, and what is escaped already.
_KEPT = "%/:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True, slots=True)
class Address:
    """An http or https address. `url` holds neither credentials nor fragment."""

    url: str
    scheme: str
    host: str
    port: int
    credentials: str = ""

    @property
    def origin(self) -> tuple[str, str, int]:
        """What credentials may be sent to again."""
        return self.scheme, self.host, self.port

    @property
    def has_port(self) -> bool:
        """Whether the port is another than the scheme's own."""
        return self.port != DEFAULT_PORTS[self.scheme]

    @property
    def shown(self) -> str:
        """The host as a message names it."""
        host = safe_line(self.host, 100)
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    def basic_authorization(self) -> bytes | None:
        """The value of the Authorization header, or None (RFC 7617)."""
        if not self.credentials:
            return None
        user, _, password = self.credentials.partition(":")
        return b"Basic " + base64.b64encode(unquote_to_bytes(user) + b":" + unquote_to_bytes(password))

    def join(self, location: str) -> Address:
        """Return where a redirect leads. Credentials stay with their origin. Raise FetchError if nowhere."""
        location = location.strip()
        try:
            target = parse_address(urljoin(self.url, location))
        except (FetchError, ValueError) as error:
            raise nowhere(self.shown) from error
        if target.origin == self.origin and not target.credentials:
            return Address(target.url, target.scheme, target.host, target.port, self.credentials)
        return target

    @property
    def private(self) -> bool:
        """Whether the host is, by its own writing, this machine or one of a private network."""
        return is_inside_name(self.host)


@lru_cache(1024)  # a fetch asks several times
def parse_address(url: str) -> Address:
    """Read an absolute http or https address. Raise FetchError for anything else."""
    if len(url) > LONGEST_ADDRESS or _NO_PART_OF_ADDRESSES.search(url):
        raise _no_address(url)
    try:
        parts = urlsplit(url)
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
        host = _ascii_host(host)
    except ValueError:
        raise _no_address(url) from None
    if scheme not in DEFAULT_PORTS or not host or port == 0:
        raise _no_address(url)
    netloc = f"[{host}]" if ":" in host else host
    if port is not None and port != DEFAULT_PORTS[scheme]:
        netloc += f":{port}"
    path, query = quote(parts.path or "/", safe=_KEPT), quote(parts.query, safe=_KEPT)
    written = urlunsplit((scheme, netloc, path, query, ""))
    if len(written) > LONGEST_ADDRESS:
        raise _no_address(url)
    credentials = parts.netloc.rpartition("@")[0]
    return Address(
        written,
        scheme,
        host,
        port or DEFAULT_PORTS[scheme],
        credentials,
    )


def _no_address(url: str) -> FetchError:
    return FetchError(f"{masked(url)} is not an http address", "address")


def may_name_inside(named_by: str, url: str) -> bool:
    """Whether what names an address may lead inside with it (see `connecting`): if it is there itself by its
    own writing, or names its own host over https, whose certificate no other host can show."""
    try:
        source, target = parse_address(named_by), parse_address(url)
    except FetchError:
        return False
    proven = source.host == target.host and source.scheme == target.scheme == "https"
    return source.private or proven


def with_credentials_of(site: str, url: str) -> str:
    """Return `url` with the credentials of `site` if it is of the same origin; else as it is."""
    try:
        there, here = parse_address(site), parse_address(url)
    except FetchError:
        return url
    if there.credentials and not here.credentials and there.origin == here.origin:
        return url.replace("://", f"://{there.credentials}@", 1)
    return url


def same_origin(one: str, other: str) -> bool:
    """Whether two addresses have scheme, host and port in common: what a secret may be sent to again."""
    try:
        return parse_address(one).origin == parse_address(other).origin
    except FetchError:
        return False


def leads_inward(named_by: str, url: str) -> bool:
    """Whether something public names what is, by its own writing, in a private network (or is no address)."""
    try:
        return parse_address(url).private and not parse_address(named_by).private
    except FetchError:
        return True


def _ascii_host(host: str) -> str:
    if host.isascii():
        return host.lower()
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise ValueError(str(error)) from error
