"""What a page holds and does not show: hidden elements, text for screen readers, signs for the eye alone."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

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
_PROSE = 80
_SIGN = 40  # letters up to which what is hidden from screen readers is a sign, not text
_FEW = 50  # elements in a sign at most, and beside it where its twin for screen readers is looked for
_MAIN_SHARE = 0.7


@lru_cache(maxsize=4096)
def class_words(names: str) -> frozenset[str]:
    """Return the names in a class attribute, without case."""
    return frozenset(names.lower().split())


def is_for_screen_readers(names: str) -> bool:
    """Whether an element of these classes is read out but not drawn."""
    return not _SCREEN_READER.isdisjoint(class_words(names))


def is_off(told: Mapping[str, str]) -> bool:
    """Whether an element with these attributes is hidden."""
    style = told.get("style")
    if style and ("none" in style or "hidden" in style) and _HIDING.search(style) is not None:
        return True
    return "hidden" in told and told["hidden"] != "until-found"


def is_made_block(style: str | None) -> bool:
    """Whether a style attribute makes a block of an inline element."""
    return style is not None and "display" in style and _MAKES_BLOCK.search(style) is not None


def is_mere_sign(element: HtmlElement) -> bool:
    """Whether an element hidden from screen readers is a sign, not text that is repeated for them."""
    length = 0
    for count, one in enumerate(element.iter()):
        length += len((one.text or "").strip()) + (len((one.tail or "").strip()) if count else 0)
        if length > _SIGN or count > _FEW:
            return False
    parent = element.getparent()
    others = () if parent is None or len(parent) > _FEW else parent[:]
    return not any(is_for_screen_readers(one.get("class") or "") for one in others if one is not element)


class HiddenText:
    """Which of a page's hidden elements something on the page is meant to show."""

    def __init__(self, root: HtmlElement) -> None:
        self._root = root

    def can_be_shown(self, element: HtmlElement) -> bool:
        """Whether an element is a tab's panel, a fold, a note's popup; or the article."""
        if _length(element) < _SIGN:
            return False
        name = element.get("id")
        if _FOLDED.search(element.get("class") or "") or (name and name in self._named):
            return True
        return self.holds_main_text(element)

    def holds_main_text(self, element: HtmlElement) -> bool:
        """Whether so much of the page's prose is in an element that it must be the article."""
        own = _prose(element)
        return own > 0 and own >= _MAIN_SHARE * self._whole

    @cached_property
    def _named(self) -> frozenset[str]:
        """The values that two attributes have, as a link or plain: a name, and who names it."""
        once: set[str] = set()
        twice: set[str] = set()
        for element in self._root.iter():
            for value in element.values():
                name = value.removeprefix("#")
                (twice if name in once else once).add(name)
        return frozenset(twice)

    @cached_property
    def _whole(self) -> int:
        return _prose(self._root)


def _length(element: HtmlElement) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _prose(element: HtmlElement) -> int:
    return sum(length for one in element.iter("p") if (length := _length(one)) >= _PROSE)
