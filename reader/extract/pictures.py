"""Images of a page: where the best copy of one is, how large it is, and whether it is only a sign."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.extract.inline import holds
from reader.extract.links import web_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_LEAST = 100  # pixels of a side, where stated, under which an image is a sign
_WIDEST = 1600  # pixels: no terminal shows more
_MOST_CANDIDATES = 30
_LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-hi-res-src",
    "data-full-src",
    "data-url",
)
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_STAND_INS = (
    "placeholder", "spacer", "blank.", "transparent", "1x1", "pixel.", "loading.", "lazyload.", "lazy-load.",
    "lazy_load.", "grey.", "gray.",
)  # fmt: skip
_NAMED_SIGN = re.compile(
    r"(?:^|[\s/_.-])(?:icons?|avatars?|gravatar|logos?|emojis?|smil(?:ey|ies)|sprites?|spacer|pixel|badges?|buttons?|"
    r"share|social|authors?|profile|headshot|byline|thumb-?nail-?nav|tracking|beacon|banner-?ads?|adserver|sponsor|"
    r"mathjax|mwe-math[\w-]*|latex|tex|placeholder|captcha|qr-?code|favicon|flag|rating|stars?)(?:$|[\s/_.?-])",
    re.IGNORECASE,
)
# One of these is in any names that it finds.
_OF_SIGNS = (
    "icon", "avatar", "logo", "emoji", "smil", "sprite", "spacer", "pixel", "badge", "button", "share",
    "social", "author", "profile", "headshot", "byline", "nail", "tracking", "beacon", "banner", "adserver",
    "sponsor", "math", "tex", "placeholder", "captcha", "qr", "flag", "rating", "star",
)  # fmt: skip
_ASKED = re.compile(r"[?&](?:w|h|width|height)=(\d{1,5})(?=&|$)")
_SIZED = re.compile(r"-\d{2,4}x\d{2,4}(?=\.\w{3,4}$)|-scaled(?=\.\w{3,4}$)|@\dx(?=\.\w{3,4}$)")


def source_of(image: HtmlElement | None, url: str | None) -> str | None:
    """Return the address of the best copy of an image, also where a script is meant to load it."""
    if image is None:
        return None
    for candidate in _candidates(image):
        if not _is_stand_in(candidate) and (address := web_address(candidate, url)):
            return address
    return None


def _is_stand_in(address: str) -> bool:
    """Whether an address is that of what is shown until a script loads the image."""
    plain = address.lower()
    return plain.startswith("data:") or holds(plain, _STAND_INS)


def _candidates(image: HtmlElement) -> Iterator[str]:
    """Yield where an image may be, the best first: sets of sizes, what a script loads, the plain source."""
    sources = [image]
    around = image.getparent()
    while around is not None and around.tag == "source":  # an end that the parser does not know of
        around = around.getparent()
    if around is not None and around.tag == "picture":
        sources += [one for one in around.iter("source") if "avif" not in (one.get("type") or "")]
    for one in sources:
        for name in _SETS:
            if best := _best_of(one.get(name) or ""):
                yield best
    yield from (value for name in (*_LAZY, "src") if (value := image.get(name)))
    twin = _twin(image)
    if twin is not None:
        yield from (value for value in (_best_of(twin.get("srcset") or ""), twin.get("src")) if value)


def _best_of(sizes: str) -> str:
    """Return the largest of a set of sizes that a screen can use, the smallest of those that are larger."""
    best, most = "", 0.0
    for part in re.split(r",\s+|\s,", sizes[:20_000])[:_MOST_CANDIDATES]:
        address, _, size = part.strip().rstrip(",").partition(" ")
        number = size.strip()[:-1].replace(".", "", 1)
        width = float(size.strip()[:-1]) if number.isdecimal() and len(number) < 8 else 1.0
        if not most or (width <= _WIDEST and (width > most or most > _WIDEST)) or _WIDEST < width < most:
            best, most = address, width
    return best


def _twin(image: HtmlElement) -> HtmlElement | None:
    """Return the copy of a lazy image for browsers that run no scripts."""
    for one in (image.getnext(), image.getprevious()):
        if one is not None and one.tag == "noscript":
            return next(one.iter("img"), None)
    return None


def size_of(image: HtmlElement | None) -> tuple[int, int]:
    """Return width and height as stated, 0 for what is not."""
    if image is None:
        return 0, 0
    return _pixels(image.get("width")), _pixels(image.get("height"))


def _asked_sides(address: str) -> Iterator[int]:
    """Yield the width and height that an address asks a server of pictures for: "portrait.jpg?w=60&h=60"."""
    return (int(side) for side in _ASKED.findall(address[:2000]))


def _pixels(value: str | None) -> int:
    value = (value or "").strip().removesuffix("px")
    return int(value) if value.isdecimal() and len(value) < 6 else 0


def is_pixel(image: HtmlElement) -> bool:
    """Whether an image is one pixel that counts readers."""
    return any((image.get(side) or "").removesuffix("px") in {"0", "1"} for side in ("width", "height"))


def is_sign(image: HtmlElement, address: str) -> bool:
    """Whether an image that is at `address` is an icon, a portrait, a logo: small, or named so."""
    if any(0 < side < _LEAST for side in (*size_of(image), *_asked_sides(address))) or is_pixel(image):
        return True
    parent = image.getparent()
    around = "" if parent is None else parent.get("class") or ""
    names = f"{image.get('class') or ''} {around} {address[:500]}"
    named = holds(names.lower(), _OF_SIGNS) and _NAMED_SIGN.search(names) is not None
    return named or image.get("role") == "presentation"


def shows_nothing(image: HtmlElement) -> bool:
    """Whether an image is a pixel, a sign, or a stand-in without a known copy: no caption is about it."""
    address = next((one for one in _candidates(image) if not _is_stand_in(one)), "")
    return not address or is_sign(image, address)


def same_picture(address: str) -> str:
    """Return what the addresses of one picture's sizes have in common."""
    return _SIZED.sub("", address.partition("?")[0].rpartition("/")[2] or address)
