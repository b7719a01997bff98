"""Which mentions name the same one: full names first, then what they are shortened to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import field
from typing import TYPE_CHECKING, Protocol

from reader.analyse import acronyms, gazetteers
from reader.analyse.family import Bearers
from reader.analyse.keys import DOTTED, key, shouts
from reader.analyse.kinds import settled
from reader.analyse.mentions import Mention
from reader.analyse.shortening import shortens
from reader.text import fold
from reader.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reader.model import EntityKind

_MOST_ALIASES = 12
_FEW = 2  # letters that are the initials of many things
_SURE = 1  # the rank of the usual ways to shorten
_NEAR = 50  # how many names that share a word with one it is compared with
_BODIES: frozenset[EntityKind] = frozenset(("organisation", "other"))
# "Israel Ramírez Pineda, the commander known as Pablo Beltrán"
_KNOWN_AS = re.compile(r"(?:, | \()(?:[\w'’ -]{0,40} )?(?:known|born|née|né|formerly)(?: as)?\s[\"“‘']?\Z")
# "Petróleo Brasileiro, as Petrobras is formally called"
_AS, _CALLED = (
    re.compile(r", as (?:the )?\Z"),
    re.compile(r" (?:is|was|are|were) (?:\w{2,20} )?(?:known|called)\b"),
)
_REACH = 60
_SHOUTED: frozenset[EntityKind] = frozenset(("person", "place"))


@dataclass(slots=True)
class Named:
    """Somebody or something under one name, with its mentions in order."""

    name: str
    kind: EntityKind
    mentions: list[Mention] = field(default_factory=list)
    aliases: tuple[str, ...] = ()


class Countries(Protocol):
    """What a country may be called in a text → its full name."""

    def get(self, name: str, /) -> str | None:
        """Return the full name, None if no country is called so."""
        ...

    def __contains__(self, name: object, /) -> bool: ...


_Key = tuple["EntityKind", str]


def surface(text: str, mention: Mention) -> str:
    """Return a mention as one plain line: white space folded, "U. S." closed up, straight apostrophes."""
    name = " ".join(text[mention.start : mention.end].split()).replace("’", "'")
    return name.replace(" ", "") if DOTTED.fullmatch(name) else name


def consolidate(
    text: str, mentions: Sequence[Mention], countries: Countries, forms: Mapping[str, str] | None = None
) -> list[Named]:
    """Group mentions that name the same one, in order of first mention.

    `countries` maps what a country may be called to its full name, `forms` declined names to how they are
    stated. A shorter name joins a fuller one, after
    Raghunathan et al., "A Multi-Pass Sieve for Coreference Resolution" (2010); where several people could be
    meant, `Bearers` says who.
    """
    surfaces = [surface(text, mention) for mention in mentions]
    short_for = _acronyms(text, mentions, surfaces, countries)
    kinds = settled(text, surfaces, mentions, short_for)
    stated = forms or {}
    lands = [
        stated.get(name) or _land(name, kind, countries) for name, kind in zip(surfaces, kinds, strict=True)
    ]
    keys = _joined([(kind, key(kind, name)) for kind, name in zip(kinds, lands, strict=True)])
    same = _same(text, mentions, keys, lands, short_for)
    keys = [same.get(one, one) for one in keys]
    groups = _groups(text, mentions, keys, _fuller(Counter(keys)))
    return [_named(one, group, mentions, surfaces, lands) for one, group in groups.items()]


def _land(name: str, kind: EntityKind, countries: Countries) -> str:
    if kind != "place":
        return name
    return countries.get(name) or (name.isupper() and countries.get(name.title())) or name


def _groups(
    text: str, mentions: Sequence[Mention], keys: Sequence[_Key], fuller: Mapping[_Key, Sequence[_Key]]
) -> dict[_Key, list[int]]:
    groups: dict[_Key, list[int]] = defaultdict(list)
    last: dict[_Key, int] = {}
    bearers = Bearers(text, mentions)
    target: _Key
    for i, one in enumerate(keys):
        options = fuller.get(one, ())
        if one[0] == "person":
            who = bearers.meant([name for _, name in options], i) or one[1]
            bearers.named(who, i, one[1])
            target = (one[0], who)
        else:
            target = max(options, key=lambda option: last.get(option, -1), default=one)
        last[target] = i
        groups[target].append(i)
    return groups


def _joined(keys: list[_Key]) -> list[_Key]:
    """The keys, with a short word in capitals as the word in small letters where the text has it: "FED"."""
    known = set(keys)
    return [(kind, name.lower()) if (kind, name.lower()) in known else (kind, name) for kind, name in keys]


def _acronyms(
    text: str, mentions: Sequence[Mention], surfaces: Sequence[str], countries: Countries
) -> dict[str, str]:
    """Return acronym → the name in the text that it is short for."""
    found = {
        short: surface(text, mention)
        for short, (_, mention) in acronyms.introduced(text, mentions).items()
        if short not in countries
    }
    kinds = dict(zip(surfaces, (mention.kind for mention in mentions), strict=True))
    shorts = [
        name
        for name, kind in kinds.items()
        if acronyms.is_acronym(name)
        and name.replace(".", "").isupper()
        and name not in countries
        and (kind in _BODIES or len(name) > _FEW)
    ]
    names = [name for name, kind in kinds.items() if kind in _BODIES and " " in name and not shouts(name)]
    return acronyms.of_names(shorts, names) | found


def _same(
    text: str,
    mentions: Sequence[Mention],
    keys: Sequence[_Key],
    names: Sequence[str],
    short_for: Mapping[str, str],
) -> dict[_Key, _Key]:
    """Return key → the key of the same one, for acronyms, other names of the well known and "known as"."""
    of = dict(zip(names, keys, strict=True))
    pairs = [(of[short], of[full]) for short, full in short_for.items() if short in of and full in of]
    pairs += _listed(of)
    pairs += _known_as(text, mentions, keys)
    pairs += _turned(of.values())
    found: dict[_Key, _Key] = {}
    for one, other in pairs:
        target = _followed(found, other)
        if _followed(found, one) != target:
            found[_followed(found, one)] = target
    return {one: _followed(found, one) for one in list(found)}


def _followed(found: dict[_Key, _Key], one: _Key) -> _Key:
    """The key at the end of the way from `one`, which is shortened for the next time."""
    way = []
    while one in found:
        way.append(one)
        one = found[one]
    found.update(dict.fromkeys(way, one))
    return one


def _listed(of: Mapping[str, _Key]) -> Iterator[tuple[_Key, _Key]]:
    """Yield the other names of the well known with the fullest of their names that the text has."""
    first: dict[tuple[str, EntityKind], _Key] = {}
    rank = gazetteers.also_called()
    for name in sorted((name for name in of if name in rank), key=lambda name: rank[name][1]):
        kept = first.setdefault((rank[name][0], of[name][0]), of[name])
        yield of[name], kept


def _known_as(text: str, mentions: Sequence[Mention], keys: Sequence[_Key]) -> Iterator[tuple[_Key, _Key]]:
    """Yield the names of one that the text itself says are the same, the one that it goes on to use last."""
    count = Counter(keys)
    for i in range(len(mentions) - 1):
        between, after = text[mentions[i].end : mentions[i + 1].start][:_REACH], mentions[i + 1].end
        told = _KNOWN_AS.fullmatch(between) or (_AS.fullmatch(between) and _CALLED.match(text, after))
        if told and keys[i] != keys[i + 1]:
            yield tuple(sorted((keys[i], keys[i + 1]), key=lambda one: count[one]))  # type: ignore[misc]


def _turned(keys: Iterable[_Key]) -> Iterator[tuple[_Key, _Key]]:
    """Yield names of people that are the same words in another order: "Orbán Viktor"."""
    first: dict[tuple[str, ...], _Key] = {}
    for kind, name in keys:
        words = tuple(sorted(name.split()))
        if kind == "person" and len(words) > 1:
            yield (kind, name), first.setdefault(words, (kind, name))


def _fuller(keys: Mapping[_Key, int]) -> dict[_Key, tuple[_Key, ...]]:
    """Return for each name that is short for others the fullest names that it may stand for; `keys` are in
    order of first mention."""
    by_word: dict[_Key, list[_Key]] = defaultdict(list)
    for kind, name in keys:
        for word in set(name.split()):
            by_word[kind, word].append((kind, name))
    first = {one: i for i, one in enumerate(keys)}
    direct: dict[_Key, list[_Key]] = {}
    for one in keys:
        kind, name = one
        near = min(
            (by_word[kind, word] for word in name.split() if len(word.rstrip(".")) > 1), key=len, default=[]
        )
        ranked = [(shortens(kind, name, other[1]), other) for other in near[:_NEAR]]
        if kind in _BODIES:
            ranked = [(rank, other) for rank, other in ranked if rank == _SURE or first[other] < first[one]]
        best = min((rank for rank, _ in ranked if rank), default=0)
        direct[one] = [other for rank, other in ranked if rank and rank == best]
        if best == 3 and kind != "person" and len(direct[one]) > 1:
            direct[one] = []
    # Of the fuller names, those count that no fuller one takes up.
    return {
        one: tuple(other for other in fuller if not direct.get(other)) or _top(fuller[0], direct)
        for one, fuller in direct.items()
        if fuller
    }


def _top(one: _Key, direct: Mapping[_Key, Sequence[_Key]]) -> tuple[_Key, ...]:
    """The name at the end of a chain: "Lumen", "Lumen Robotics", "Lumen Robotics Inc."."""
    for _ in range(8):
        if not direct.get(one):
            break
        one = direct[one][0]
    return (one,)


def _named(
    one: _Key,
    group: Sequence[int],
    mentions: Sequence[Mention],
    surfaces: Sequence[str],
    lands: Sequence[str],
) -> Named:
    kind, plain = one
    called = Counter(surfaces[i] for i in group)
    own = {surfaces[i] for i in group if key(kind, lands[i]) == plain}
    country = next((lands[i] for i in group if kind == "place" and lands[i] != surfaces[i]), None)
    usual = sorted((n for n in called if n in own or not own), key=lambda n: (shouts(n), -called[n]))
    name = country or usual[0]
    known = gazetteers.known_names()
    if name.isupper() and (
        (name not in known and _lowered(name) in known) or (kind in _SHOUTED and shouts(name))
    ):
        name = _lowered(name)
    aliases: dict[str, str] = {}
    for other in sorted(called, key=str.isupper):
        if fold(other) != fold(name):
            aliases.setdefault(fold(other), other)
    placed = [Mention(mentions[i].start, mentions[i].end, kind) for i in group]
    return Named(name, kind, placed, tuple(aliases.values())[:_MOST_ALIASES])


def _lowered(name: str) -> str:
    """A name in capitals as running text would write it."""
    return " ".join(word if "." in word else word.capitalize() for word in name.split())
