"""Whether those of one name are one: what articles say of each sets two people apart, nothing else does.

An article's `Sighting` of a name has what it says the person is and for whom, and who else it names.
Sightings that share a body, a field or company are of one; groups are apart only where both are told of more
than once and their fields of work differ, with no body and little company in common. Whatever leaves room
for doubt stays together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reader.occupations import field_of
from reader.values import dataclass

LEAST = 2
"""So many articles must tell of each before two are taken for different people."""
_SHARED_COMPANY = 2
_SOME_COMPANY = 1 / 3
_MOST_GROUPS = 12


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one article says of somebody: `roles` as written, `bodies` (organisations and places that go with
    them) and `company` (others that it names) as keys. `part` is what a person has said it is, None if
    nothing was said."""

    roles: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()
    part: int | None = None

    @property
    def fields(self) -> frozenset[str]:
        """The fields of work that its roles are known in."""
        return frozenset(filter(None, map(field_of, self.roles)))


def apart(sightings: Sequence[Sighting]) -> tuple[int, ...]:
    """Return for each sighting of a name which of several people it is of, 0 for all of them if there is one.

    Where a person has said so it is that `part`, and what is more like such a sighting than like any other
    goes with it. Else the people told of most often come first; sightings that say nothing go with those
    whose company they share most. Quadratic in the number of sightings: give some hundreds at most.
    """
    said = [sighting.part for sighting in sightings]
    open_ones = [one for one, part in enumerate(said) if part is None]
    taken = {part for part in said if part}
    free = [0, *(number for number in range(1, len(sightings) + 1) if number not in taken)]
    found = [part or 0 for part in said]
    for one, group in zip(open_ones, _people([sightings[one] for one in open_ones]), strict=True):
        found[one] = free[group]
    if len(open_ones) < len(sightings):
        grouped = tuple(found)
        for one in open_ones:
            found[one] = _nearest(sightings, one, grouped)
    return tuple(found)


def _nearest(sightings: Sequence[Sighting], one: int, grouped: Sequence[int]) -> int:
    """The number of a sighting that a person spoke of if it is nearer than all others, else what there is."""
    traits = _traits(sightings[one])
    near: dict[bool, tuple[float, int]] = {True: (0.0, grouped[one]), False: (0.0, grouped[one])}
    for other, sighting in enumerate(sightings):
        if other != one and traits:
            theirs = _traits(sighting)
            likeness = len(traits & theirs) / len(traits | theirs)
            spoken = sighting.part is not None
            near[spoken] = max(near[spoken], (likeness, grouped[other]))
    return near[True][1] if near[True][0] > near[False][0] else grouped[one]


def _people(sightings: Sequence[Sighting]) -> list[int]:
    """Return the group of each sighting, as far as what they say tells."""
    groups = [group for group in _linked(sightings) if any(sightings[one].fields for one in group)]
    groups.sort(key=lambda group: (-len(group), group[0]))
    people: list[list[int]] = []
    for group in groups[:_MOST_GROUPS]:
        if len(group) >= LEAST and all(_conflict(sightings, group, other) for other in people):
            people.append(group)
    found = [0] * len(sightings)
    profiles = [Counter(trait for one in group for trait in _traits(sightings[one])) for group in people]
    for one, sighting in enumerate(sightings):
        number = next((place for place, group in enumerate(people) if one in group), None)
        if number is None and people:
            scores = [sum(trait in profile for trait in _traits(sighting)) for profile in profiles]
            number = scores.index(max(scores))
        found[one] = number or 0
    return found


def _traits(sighting: Sighting) -> frozenset[str]:
    return sighting.company | sighting.bodies | sighting.fields


def _linked(sightings: Sequence[Sighting]) -> list[list[int]]:
    """Put together what shares a body, a field of work, or company."""
    root = list(range(len(sightings)))

    def top(one: int) -> int:
        while root[one] != one:
            root[one] = root[root[one]]
            one = root[one]
        return one

    def join(one: int, other: int) -> None:
        root[top(other)] = top(one)

    seen: dict[tuple[str, str], int] = {}
    for one, sighting in enumerate(sightings):
        for body in sighting.bodies:
            join(seen.setdefault(("body", body), one), one)
        for field in sighting.fields:
            join(seen.setdefault(("field", field), one), one)
    described = [one for one, sighting in enumerate(sightings) if sighting.roles or sighting.bodies]
    for place, one in enumerate(described):
        for other in described[:place]:
            if len(sightings[one].company & sightings[other].company) >= _SHARED_COMPANY:
                join(other, one)
    groups: dict[int, list[int]] = {}
    for one in range(len(sightings)):
        groups.setdefault(top(one), []).append(one)
    return list(groups.values())


def _conflict(sightings: Sequence[Sighting], group: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two groups say things that do not go together, clearly."""
    fields, theirs = _all(sightings, group, "fields"), _all(sightings, other, "fields")
    bodies, of_theirs = _all(sightings, group, "bodies"), _all(sightings, other, "bodies")
    named, named_there = _all(sightings, group, "company"), _all(sightings, other, "company")
    if not fields or not theirs or fields & theirs or bodies & of_theirs:
        return False
    if bodies & named_there or of_theirs & named:
        return False
    few = min(group, other, key=len)
    met = sum(bool(sightings[one].company & (named_there if few is group else named)) for one in few)
    return met < len(few) * _SOME_COMPANY


def _all(sightings: Sequence[Sighting], group: Sequence[int], what: str) -> frozenset[str]:
    return frozenset(one for number in group for one in getattr(sightings[number], what))
