"""What names that differ only in how they are written have in common."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.analyse.vocabulary import vocabulary
from reader.text import fold

if TYPE_CHECKING:
    from reader.model import EntityKind

DOTTED = re.compile(r"(?:[^\W\d_]\. ?){2,}")
_SHORT = 4
_GENERATION = vocabulary("jr sr ii iii iv")
_TITLES = vocabulary("pope king queen prince princess sir lord lady dame saint st")
# "Ministry of Defence", "Defence Ministry".
_OF = re.compile(
    r"(|.* )(ministry|department|bureau|secretariat) (?:of|for) (?:the )?((?:(?! of ).)+)", re.DOTALL
)
_BRITISH = re.compile(r"isation\b|defence\b|labour\b|centre\b|centres\b|programme\b")
_AMERICAN = {
    "isation": "ization",
    "defence": "defense",
    "labour": "labor",
    "centre": "center",
    "centres": "centers",
    "programme": "program",
}
# Endings of Slavic names that Latin script writes in several ways: "Zelenskyy", "Zelenskiy".
_SLAVIC = re.compile(r"(?<=[a-z]{3})(?:iy|yy|yi|ii|ij|yj)\b")


@lru_cache(maxsize=4096)
def key(kind: EntityKind, name: str) -> str:
    """Return the form that all ways to write a name share; short ones keep their case ("US" is not "us")."""
    plain = name.replace(".", "") if DOTTED.fullmatch(name) else name
    if len(plain) <= _SHORT and plain.isupper():
        return plain
    words = fold(plain).replace("-", " ").split()
    if kind == "person":
        while len(words) > 2 and words[-1].strip(".,") in _GENERATION:
            words.pop()
        if len(words) > 1 and words[0].strip(".") in _TITLES:
            del words[0]
        return _SLAVIC.sub("y", " ".join(words).replace(",", ""))
    if kind == "organisation":
        return _body(" ".join(words))
    return " ".join(words)


def _body(name: str) -> str:
    name = _BRITISH.sub(lambda match: _AMERICAN[match[0]], name)
    if match := _OF.fullmatch(name):
        name = f"{match[1]}{match[3]} {match[2]}"
    return name.replace("foreign affairs ministry", "foreign ministry")


def shouts(name: str) -> bool:
    """Whether a name stands in capitals as in a headline, not as an acronym."""
    return len(name) > _SHORT and name.isupper()
