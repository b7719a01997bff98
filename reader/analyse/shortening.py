"""Whether a shorter name could stand for a fuller one, by its kind.

Names are keys: folded, words parted by one space. The answer is how likely: 1 for the usual ways to
shorten, 2 and 3 for those that count only where there is no better one, 0 for none. A body or a work that
is shortened in the latter ways was named in full before: what comes later may be named after the shorter one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analyse import gazetteers
from reader.analyse.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import EntityKind

_PARTICLES = vocabulary("al el de da do das dos del della di du la le van von der den ter bin ibn ben af")
_COMPANY = vocabulary(
    """
    inc corp co ltd llc plc ag se sa nv gmbh spa oyj asa ab group holdings holding company
    corporation limited incorporated motor motors bros brothers sons partners electronics
    international technology technologies systems energy airlines airways air lines line platforms
    pharmaceuticals pharma media entertainment industries securities capital robotics aviation
    aerospace foods stores hotels resources steel mining oil gas petroleum telecom communications
    software labs studios pictures records press publishing insurance financial ventures tankers
    shipping semiconductor interactive brands global worldwide and &
    """
)
_HEADS = vocabulary(
    """
    ministry university court bank party council commission agency authority association department
    union institute parliament assembly committee board company foundation federation bureau office
    centre center church club college school hospital police army navy force group organisation
    organization society trust fund front movement league alliance service festival fair museum
    airport summit conference exchange orchestra opera theatre theater zoo marathon railway times
    post news declaration accord agreement
    """
)
_VAGUE = vocabulary(
    """
    national federal central general royal international world european african asian first new
    public supreme high united social democratic republican state global great north south east west
    northern southern eastern western the american british house
    """
)
_SHIP = vocabulary("uss usns hms hmas hmcs ins rms ss mv mt rv fv rfa uscgc jds js roks")
_LAND = vocabulary(
    """
    state county province district city valley island islands peninsula region prefecture parish
    borough township village river lake mount mountain mountains bay desert
    """
)


def is_company(name: str) -> bool:
    """Whether a name in full ends as those of companies do."""
    return name.split()[-1].strip(".,") in _COMPANY


def is_ship(name: str) -> bool:
    """Whether a name as written begins as those of ships do: "HMS Hercules"."""
    first, _, rest = name.partition(" ")
    return bool(rest) and first.isupper() and first.lower() in _SHIP


def shortens(kind: EntityKind, short: str, full: str) -> int:
    """Return how likely `short` stands for `full`: 1, 2, 3, or 0 if it does not."""
    a, b = short.split(), full.split()
    return _WAYS[kind](a, b) if a != b and len(a) <= len(b) else 0


def _person(a: Sequence[str], b: Sequence[str]) -> int:
    if len(a) == len(b):
        return int(len(a) > 1 and a[-1] == b[-1] and all(map(_same, a, b)))
    if a == b[-len(a) :]:
        return 2 if b[-len(a) - 1] in _PARTICLES else 1
    if a == b[: len(a)]:
        return 2 if a[0].title() in gazetteers.given_names() else 1
    if len(a) == 1:
        return 3 if len(a[0]) > 2 and a[0] in b and _is_family(a[0], b) else 0
    if a == [word for word in b if word in a]:
        return 2
    rest = iter(b)
    ordered = all(any(_same(word, other) for other in rest) for word in a)
    return int(ordered and _same(a[0], b[0]) and a[-1] == b[-1])


def _is_family(word: str, name: Sequence[str]) -> bool:
    """Whether a word inside a name is, or begins, the family name: "Lula da Silva", "Ríos Castaño"."""
    if word in _PARTICLES:
        return False
    at = name.index(word)
    begins = name[at + 1] in _PARTICLES or (at > 1 and at == len(name) - 2)
    return begins or word.title() not in gazetteers.given_names()


def _same(short: str, word: str) -> bool:
    initial = short.rstrip(".")
    return short == word or (len(initial) == 1 and word.startswith(initial))


def _organisation(a: Sequence[str], b: Sequence[str]) -> int:
    if len(a) == len(b):
        return 0
    if len(a) == 1 and a[0] in _HEADS:
        return 2 if a[0] in (b[0], b[-1]) else 0
    if a == b[: len(a)]:
        return _begins(a, b[len(a) :])
    return _ends(a, b[: -len(a)]) if a == b[-len(a) :] else 0


def _begins(a: Sequence[str], rest: Sequence[str]) -> int:
    """Whether a body is called by its first words: "Ford" Motor Company, "Labour" Party."""
    plain = [word.strip(".,") for word in rest]
    if all(word in _COMPANY for word in plain):
        return 1
    if len(a) == 1 and a[0] in _VAGUE:
        return 0
    if all(word in _COMPANY or word in _HEADS for word in plain) and not _is_land(a):
        return 1
    if _is_land(a):
        return 0 if _HEADS & set(plain) else 3
    if len(a) == 1 and not _is_known(a) and a[0] not in gazetteers.common_words():
        return 2 if len(a[0]) > 2 else 0
    return 2 if rest[0] in ("of", "for", "in") and a[-1] in _HEADS else 0


def _ends(a: Sequence[str], dropped: Sequence[str]) -> int:
    """Whether a body is called by its last words: Boston "Celtics", Russian "Defence Ministry"."""
    if _is_known(dropped) and a[0] != "of":
        return 1
    if len(a) > 1 or a[0] in _VAGUE or len(a[0]) < 3 or dropped[-1] == "of":
        return 0
    if _is_land(a):
        return 3 * (len(dropped) == 1 and not _HEADS & set(dropped))
    return 3


def _is_known(words: Sequence[str]) -> bool:
    """Whether the words are a known name of a land, a people, a city or a body."""
    known, name = gazetteers.known_names(), " ".join(words)
    return name.title() in known or name.upper() in known or name in ("us", "u.s.", "uk", "u.k.")


def _is_land(words: Sequence[str]) -> bool:
    what = gazetteers.known_names().get(" ".join(words).title(), "")
    return what in ("country", "city", "region", "people")


def _place(a: Sequence[str], b: Sequence[str]) -> int:
    if gazetteers.known_names().get(" ".join(a).title()) in ("country", "region"):
        return 0
    if a == b[: len(a)]:
        return int(all(word in _LAND for word in b[len(a) :]))
    return int(a == b[-len(a) :] and all(word in (*_LAND, "of") for word in b[: -len(a)]))


def _other(a: Sequence[str], b: Sequence[str]) -> int:
    """Whether a ship, a work or an event is called by one of its words that means nothing else."""
    if len(a) == len(b):
        return 0
    if b[0] in _SHIP:
        return int(a == b[-len(a) :])
    if len("".join(a)) < 4 or _is_known(a) or _is_land(a):
        return 0
    if len(a) > 1:
        return 2 if a in (b[-len(a) :], b[: len(a)]) else 0
    usual = a[0] in gazetteers.common_words() or a[0] in _HEADS
    return 2 if a[0] in b and not usual else 0


_WAYS = {"person": _person, "organisation": _organisation, "place": _place, "other": _other}
