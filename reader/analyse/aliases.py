"""Which mentions name the same one: full names first, then what they are shortened to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.analyse import acronyms, gazetteers
from reader.analyse.mentions import Mention
from reader.analyse.vocabulary import vocabulary
from reader.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reader.model import EntityKind

_DOTTED = re.compile(r"(?:[^\W\d_]\. ?){2,}")
_SHORT = 4
_MOST_ALIASES = 12
_COMPANY = vocabulary(
    """
    inc corp co ltd llc plc ag se sa nv gmbh group holdings holding company corporation limited
    motors motor bros electronics international technologies energy airlines platforms
    pharmaceuticals media entertainment
    """
)
_HEADS = vocabulary(
    """
    ministry university court bank party council commission agency authority association
    department union institute parliament assembly committee board company foundation federation
    bureau office centre center church club college school hospital police army navy force group
    organisation organization
    """
)


@dataclass(slots=True)
class Named:
    """Somebody or something under one name, with its mentions in order."""

    name: str
    kind: EntityKind
    mentions: list[Mention] = field(default_factory=list)
    aliases: tuple[str, ...] = ()


def surface(text: str, mention: Mention) -> str:
    """Return a mention as one plain line: white space folded, "U. S." closed up, straight apostrophes."""
    name = " ".join(text[mention.start : mention.end].split()).replace("’", "'")
    return name.replace(" ", "") if _DOTTED.fullmatch(name) else name


def consolidate(text: str, mentions: Sequence[Mention], countries: Mapping[str, str]) -> list[Named]:
    """Group mentions that name the same one, in order of first mention.

    `countries` maps what a country may be called to its full name. A shorter name joins the fuller one
    that was named last before it, after Raghunathan et al., "A Multi-Pass Sieve for Coreference
    Resolution" (2010).
    """
    surfaces = [surface(text, mention) for mention in mentions]
    kinds = _kinds(surfaces, mentions)
    keys = _joined([(kind, _key(name)) for kind, name in zip(kinds, surfaces, strict=True)])
    full = _fuller(Counter(keys), _acronym_keys(text, mentions))
    groups: dict[tuple[EntityKind, str], list[int]] = defaultdict(list)
    last: dict[tuple[EntityKind, str], int] = {}
    for i, key in enumerate(keys):
        if key[0] == "place" and surfaces[i] in countries:
            target: tuple[EntityKind, str] = ("place", _key(countries[surfaces[i]]))
        else:
            target = _nearest(full.get(key, ()), last) or key
        last[target] = i
        groups[target].append(i)
    return [_named(key, group, mentions, surfaces, countries) for key, group in groups.items()]


_Key = tuple["EntityKind", str]


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    """What equal names have in common; short ones keep their case ("US" is not "us")."""
    plain = name.replace(".", "") if _DOTTED.fullmatch(name) else name
    return plain if len(plain) <= _SHORT and plain.isupper() else fold(plain)


def _joined(keys: list[_Key]) -> list[_Key]:
    """The keys, with a short word in capitals as the word in small letters where the text has it: "FED"."""
    known = set(keys)
    return [(kind, name.lower()) if (kind, name.lower()) in known else (kind, name) for kind, name in keys]


def _kinds(surfaces: Sequence[str], mentions: Sequence[Mention]) -> list[EntityKind]:
    """One kind for each name of the text: that of a person named in full, else the commonest."""
    votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    family: set[str] = set()
    for name, mention in zip(surfaces, mentions, strict=True):
        votes[name][mention.kind] += 1
        if mention.kind == "person" and " " in name:
            family.add(name.split()[-1])
    known = gazetteers.known_names()
    settled: dict[str, EntityKind] = {}
    for name, count in votes.items():
        settled[name] = count.most_common(1)[0][0]
        if name in family and name not in known:
            settled[name] = "person"
    return [settled[name] for name in surfaces]


def _acronym_keys(text: str, mentions: Sequence[Mention]) -> dict[str, str]:
    found = acronyms.introduced(text, mentions)
    return {_key(short): _key(surface(text, mention)) for short, (_, mention) in found.items()}


def _fuller(keys: Mapping[_Key, int], introduced: Mapping[str, str]) -> dict[_Key, tuple[_Key, ...]]:
    """Return for each name the fullest names that it may be short for."""
    by_word: dict[_Key, list[_Key]] = defaultdict(list)
    by_initials: dict[str, _Key] = {}
    for key in keys:
        kind, name = key
        for word in set(name.split()):
            by_word[kind, word].append(key)
        if kind == "organisation" and " " in name:
            by_initials.setdefault(acronyms.all_initials(name), key)
            content = " ".join(
                w for w in name.split() if w not in ("of", "the", "for", "and", "&", "in", "on")
            )
            by_initials.setdefault(acronyms.all_initials(content), key)
    direct: dict[_Key, list[_Key]] = {}
    for key in keys:
        kind, name = key
        if name in introduced and (kind, introduced[name]) in keys:
            direct[key] = [(kind, introduced[name])]
        elif (
            kind == "organisation"
            and name.replace(".", "").isupper()
            and name.replace(".", "") in by_initials
        ):
            direct[key] = [by_initials[name.replace(".", "")]]
        elif kind in ("person", "organisation"):
            shortens = _shortens_person if kind == "person" else _shortens_body
            rarest = min((by_word[kind, word] for word in name.split()), key=len, default=[])
            direct[key] = [other for other in rarest[:50] if other != key and shortens(name, other[1])]
    # Of the fuller names, those count that no fuller one takes up.
    return {
        key: tuple(other for other in fuller if not direct.get(other)) or tuple(fuller[:1])
        for key, fuller in direct.items()
        if fuller
    }


def _shortens_person(short: str, full: str) -> bool:
    """Whether a folded name could stand for a longer one: its first, last or joined middle words."""
    a, b = short.split(), full.split()
    if len(a) >= len(b):
        return False
    if a == b[: len(a)] or a == b[-len(a) :]:
        return True
    if len(a) == 1:
        return len(short) > _SHORT and short in b and short.title() not in gazetteers.given_names()
    rest = iter(b)
    ordered = all(any(_same_word(word, other) for other in rest) for word in a)
    return ordered and _same_word(a[0], b[0]) and a[-1] == b[-1]


def _same_word(short: str, word: str) -> bool:
    initial = short.rstrip(".")
    return short == word or (len(initial) == 1 and word.startswith(initial))


def _shortens_body(short: str, full: str) -> bool:
    a, b = short.split(), full.split()
    if len(a) >= len(b):
        return False
    if len(a) == 1 and short in _HEADS:
        return b[0] == short or b[-1] == short
    if a != b[: len(a)]:
        return False
    if all(word.strip(".,") in _COMPANY for word in b[len(a) :]):
        return True
    return len(a) == 1 and len(short) > 2 and not _is_general(short)


def _is_general(word: str) -> bool:
    known = gazetteers.known_names().get(word.title(), "organisation")
    return known != "organisation" or word in gazetteers.common_words()


def _nearest(fuller: Iterable[_Key], last: Mapping[_Key, int]) -> _Key | None:
    """The fuller name that was named last, else the first that will be."""
    options = list(fuller)
    return max(options, key=lambda key: last.get(key, -1)) if options else None


def _named(
    key: _Key,
    group: Sequence[int],
    mentions: Sequence[Mention],
    surfaces: Sequence[str],
    countries: Mapping[str, str],
) -> Named:
    kind, plain = key
    called = Counter(surfaces[i] for i in group)
    own = [name for name in called if _key(name) == plain]
    country = (
        next((countries[name] for name in called if name in countries), None) if kind == "place" else None
    )
    name = country or max(own or called, key=lambda n: (not _shouts(n), called[n]))
    if _shouts(name) and (kind == "person" or name.title() in gazetteers.known_names()):
        name = name.title()
    aliases: dict[str, str] = {}
    for other in sorted(called, key=str.isupper):
        if fold(other) != fold(name):
            aliases.setdefault(fold(other), other)
    placed = [Mention(mentions[i].start, mentions[i].end, kind) for i in group]
    return Named(name, kind, placed, tuple(aliases.values())[:_MOST_ALIASES])


def _shouts(name: str) -> bool:
    return len(name) > _SHORT and name.isupper()
