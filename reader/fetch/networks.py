"""Which addresses lie inside: this machine, the networks around it, and whatever else is not the internet."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# Endings that nobody can own on the internet: RFC 6761, RFC 6762, RFC 8375, and what ICANN has set aside
# (.internal) or will never give away because networks use it.
_INSIDE_NAMES = re.compile(
    r"(?:.*\.)?(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa)"
)
_OLD_FORM = re.compile(r"(?:0[xX][0-9a-fA-F]+|[0-9]+)(?:\.(?:0[xX][0-9a-fA-F]+|[0-9]+)){0,3}")
_INTERNET_6 = ipaddress.IPv6Network("2000::/3")  # global unicast; RFC 4291, 2.4
_ASSIGNED = ipaddress.IPv4Network("192.0.0.0/24")  # IETF protocols; Python calls parts of it global
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052; the IPv4 address is in the last four bytes


class InsideError(Exception):
    """A connection would lead inside that may only lead outside."""


@lru_cache(1024)  # of a host with many feeds it is asked again and again
def is_inside(address: IPAddress) -> bool:
    """Whether an address is no host of the internet: loopback, private, link-local, shared (RFC 6598),
    multicast, reserved, or an IPv6 form of such an IPv4 address (mapped, 6to4, NAT64)."""
    if isinstance(address, ipaddress.IPv6Address):
        embedded = address.ipv4_mapped or address.sixtofour
        if embedded is None and address in _NAT64:
            embedded = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if embedded is not None:
            return is_inside(embedded)
        if address not in _INTERNET_6:
            return True
    elif address in _ASSIGNED:
        return True
    return not address.is_global or address.is_multicast


def is_inside_name(host: str) -> bool:
    """Whether a host is, by its own writing, inside: a literal address, or a name of no public zone."""
    host = host.rstrip(".").lower()
    address = literal(host)
    if address is not None:
        return is_inside(address)
    return _INSIDE_NAMES.fullmatch(host) is not None or "." not in host


def is_this_machine(host: str) -> bool:
    """Whether a host is, by its own writing, the machine that asks."""
    host = host.rstrip(".").lower()
    address = literal(host)
    return host == "localhost" or host.endswith(".localhost") or (address is not None and address.is_loopback)


@lru_cache(1024)
def literal(host: str) -> IPAddress | None:
    """The address that a host is written as, also in the old forms 127.1, 0x7f000001 and 2130706433; None
    for a name."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return _old_form(host)


def _old_form(host: str) -> ipaddress.IPv4Address | None:
    import socket

    if not _OLD_FORM.fullmatch(host):
        return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except OSError:
        return None
