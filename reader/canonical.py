"""When two addresses are those of one page: without what campaigns and browsers add to them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_PORTS = {"http": "80", "https": "443"}
# What newsletters, social networks and advertisers append; it never chooses what a page shows.
_TRACKING = re.compile(
    r"(?:utm_\w+|mtm_\w+|pk_(?:campaign|kwd|source|medium)|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid"
    r"|igshid|mc_[ce]id|_hs(?:enc|mi)|vero_id|oly_(?:anon|enc)_id|wt_mc|wt\.mc_id|at_(?:medium|campaign)|ns_\w+"
    r"|xtor|ref_src|s_cid|ncid|cmpid|guccounter|guce_referrer(?:_sig)?|__twitter_impression)",
    re.IGNORECASE,
)
_DEAD = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def canonical(url: str) -> str:
    """Return what an address is compared by: equal for two that lead to the same page.

    Scheme, "www.", default port, a slash at the end, tracking parameters and fragments do not count, but
    fragments do that address a page of an application ("#!/page", "#/page"). What cannot be read is as it is.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host:
        return url
    host = host.removeprefix("www.")
    if port is not None and str(port) not in _PORTS.values():
        host += f":{port}"
    query = "&".join(one for one in parts.query.split("&") if one and not _is_tracking(one))
    fragment = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    path = _plain(parts.path).rstrip("/")
    return f"//{host}{path}" + (f"?{_plain(query)}" if query else "") + (f"#{fragment}" if fragment else "")


def _is_tracking(parameter: str) -> bool:
    return _TRACKING.fullmatch(parameter.partition("=")[0]) is not None


def _plain(text: str) -> str:
    """Undo escapes of letters that need none (RFC 3986, 6.2.2)."""
    if "%" not in text:
        return text
    return _DEAD.sub(
        lambda one: letter if (letter := chr(int(one[1], 16))) in _UNRESERVED else one[0].upper(), text
    )
