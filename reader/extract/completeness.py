"""Whether a page shows the whole of its article: what it says of itself, and how its text ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.extract.inline import holds, reading_length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Block

_SHORT = 3_000  # letters under which a lock on the page may be why there is no more
_STUB = 1_500
_LONGEST_LOCK = 300
_LOCK = re.compile(
    r"\b(?:subscribe|log ?in|sign ?in|register)\b.{0,40}\bto (?:continue|keep|read|unlock)\b|"
    r"\bto (?:continue|keep) reading\b.{0,60}\b(?:subscri|account|log ?in|sign)|"
    r"\b(?:continue|keep) reading\b.{0,40}\b(?:subscri|free trial|with a)|"
    r"\b(?:article|story|content) is (?:only )?(?:for|available to|reserved for|exclusive to) "
    r"(?:paying )?(?:subscribers|members)\b|"
    r"\bréservée? (?:aux|à nos) abonnés\b|\b(?:il (?:vous )?reste|lire la suite).{0,60}\babonn|"
    r"\bweiterlesen mit\b|\bnur für abonnenten\b|\bjetzt weiterlesen\b|\bmit .{0,30}\babo weiterlesen\b|"
    r"\bcontenido exclusivo para suscriptores\b|\bsuscr[ií]bete para (?:seguir|continuar) leyendo\b|"
    r"\babbonati per (?:continuare|leggere)\b|\bassine para (?:continuar|ler)\b|"
    r"\blees verder met\b|\bfor abonnenter\b|\blogga in för att läsa\b|"
    r"有料会員|会員限定|この記事は.{0,10}(?:会員|有料)|订阅后(?:继续)?阅读|구독.{0,10}(?:계속|전문)",
    re.IGNORECASE,
)
_LOCK_WORDS = (
    "subscri", "log in", "login", "sign in", "signin", "register", "reading", "members", "abonn", "abo ",
    "weiterlesen", "suscri", "abbonati", "assine", "lees verder", "logga in", "会員", "订阅", "구독",
)  # fmt: skip
_CONTACT = re.compile(r"\S@\S|https?://|\bwww\.|©")
_ELLIPSIS = re.compile(r"(?:\.{3}|…|\[…\]|\[\.\.\.\])\W*$")
_ENDED = re.compile(r"""[.!?。！？…؟।»”"'’)\]」』:*]\s*$""")


def shortfall(
    blocks: Sequence[Block], others: Sequence[str], *, said: str = "", words: int = 0, not_free: bool = False
) -> tuple[bool, bool]:
    """Return (truncated, paywalled) of an article's blocks.

    `others` are the page's other lines, `said` is the text that its data gives, `words` how many words that
    says the article has, and `not_free` whether it says that the article is not free to read. An article
    that is not free and whole all the same is neither.
    """
    body = [block for block in blocks if block.kind not in {"caption", "rule"}]
    length = sum(reading_length(block.text) for block in body)
    shown = sum(len(block.text) for block in body)
    locked = length < _SHORT and _says_locked([line for line in others if len(line) <= _LONGEST_LOCK])
    more = len(said) > 1.3 * shown + 200
    if words and not more:
        more = words > 1.6 * sum(len(block.text.split()) for block in body) + 80
    if not_free:
        cut = locked or more or _breaks_off(body)
        return cut, cut
    trails = bool(body) and bool(_ELLIPSIS.search(body[-1].text[-20:])) and length < _STUB
    cut = trails or (locked and (_breaks_off(body) or length < _STUB / 3))
    return cut, cut and locked


def _says_locked(lines: Sequence[str]) -> bool:
    """Whether one of the lines is a lock; the patterns are far dearer than asking for their words first."""
    text = "\n".join(lines).lower()
    words = [word for word in _LOCK_WORDS if word in text]
    return bool(words) and any(holds(line, words) and _LOCK.search(line) for line in text.split("\n"))


def _breaks_off(body: Sequence[Block]) -> bool:
    """Whether the last paragraph stops in mid-sentence, or with the dots that say so."""
    if not body or body[-1].kind != "paragraph":
        return False
    text = body[-1].text
    if _ELLIPSIS.search(text[-20:]):
        return True
    return len(text) >= 80 and not _ENDED.search(text[-20:]) and not _CONTACT.search(text[-80:])
