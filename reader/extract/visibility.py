"""What a page holds and does not show: hidden elements, text for screen readers, signs for the eye alone."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HIDING = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SCREEN_READER = frozenset({
    "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "sronly",
    "u-visually-hidden", "is-visually-hidden", "element-invisible", "a11y-hidden", "hidden-visually",
    "sr", "accessible-hidden", "assistive-text", "screenreader", "screenreader-only", "offscreen",
})  # fmt: skip
_MAKES_BLOCK = re.compile(r"(?:^|[;\s])display\s*:\s*(?:block|flex|grid|table)\b", re.IGNORECASE)
_FOLDED = re.compile(
    r"foot-?note|accordion|collaps|callout|fold|tab-?(?:pane|panel|content)|expand", re.IGNORECASE
)
_NAMED = "count(//@*[. = '{0}' or . = '#{0}'])"
_PROSE = 80
_SIGN = 40  # letters up to which what is hidden from screen readers is a sign, not text
_MAIN_SHARE = 0.5


@lru_cache(maxsize=4096)
def class_words(names: str) -> frozenset[str]:
    """Return the names in a class attribute, without case."""
    return frozenset(names.lower().split())


@lru_cache(maxsize=4096)
def is_for_screen_readers(names: str) -> bool:
    """Whether an element of these classes is read out but not drawn."""
    return not _SCREEN_READER.isdisjoint(class_words(names))


def is_off(element: HtmlElement) -> bool:
    """Whether an element is hidden by its style or an attribute."""
    style = element.get("style")
    if style and ("none" in style or "hidden" in style) and _HIDING.search(style) is not None:
        return True
    return element.get("hidden") not in {None, "until-found"}


def is_made_block(style: str | None) -> bool:
    """Whether a style attribute makes a block of an inline element."""
    return style is not None and "display" in style and _MAKES_BLOCK.search(style) is not None


def can_be_shown(element: HtmlElement) -> bool:
    """Whether a hidden element is text that something on the page can show: a tab's panel, a fold, a note's
    popup; or the article itself, which a script must be meant to show."""
    text = "".join(element.itertext()).strip()
    if len(text) < _SIGN:
        return False
    if _FOLDED.search(element.get("class") or ""):
        return True
    name = element.get("id") or ""
    if name and len(name) < 100 and "'" not in name and element.xpath(_NAMED.format(name)) > 1:
        return True
    return holds_main_text(element)


def is_mere_sign(element: HtmlElement) -> bool:
    """Whether an element hidden from screen readers is a sign, not text that is repeated for them."""
    text = "".join(element.itertext()).strip()
    if len(text) > _SIGN:
        return False
    parent = element.getparent()
    others = () if parent is None else parent
    return not any(is_for_screen_readers(one.get("class") or "") for one in others if one is not element)


def holds_main_text(element: HtmlElement) -> bool:
    """Whether an element that is not shown holds so much of the page's prose that it must be the article."""
    own = _prose(element)
    return own > 0 and own >= _MAIN_SHARE * _prose(element.getroottree().getroot())


def _prose(element: HtmlElement) -> int:
    lengths = (len("".join(one.itertext())) for one in element.iter("p"))
    return sum(length for length in lengths if length >= _PROSE)
