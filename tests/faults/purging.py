"""Random operations on a library and on a simple model of one: `python -m tests.faults.purging`.

Nothing that is unread or that a person has marked may go; counts, lists and search must agree always.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader.model import Document, Entry, Subscription, View
from reader.passages import Passage
from reader.periods import Keep
from reader.storage import Store
from tests.storage.samples import HARBOUR, URL, subscribe

MONTH = Keep(period=timedelta(days=30))


def main() -> None:
    """Run, and say how much was compared."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--operations", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "library.db") as store:
        model = run_against_model(store, asked.seed, asked.operations)
        marked = len(model.marked)
        print(f"{asked.operations:,} operations: {len(model.titles):,} articles, {len(model.gone):,} purged,")
        print(f"{marked:,} marked by the person and all of them there; lists, counts and search agree")


@dataclass
class _Model:
    """What a library should be: by guid the title of each article, and what was done with it."""

    titles: dict[str, str] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    saved: set[str] = field(default_factory=set)
    tagged: set[str] = field(default_factory=set)
    starred: set[str] = field(default_factory=set)
    noted: set[str] = field(default_factory=set)
    highlighted: set[str] = field(default_factory=set)
    added: dict[str, datetime] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    @property
    def marked(self) -> set[str]:
        return self.saved | self.tagged | self.starred | self.noted | self.highlighted

    def purge(self, keep: Keep, present: datetime, order: list[str]) -> None:
        marked = self.unread | self.marked
        old = set(order[keep.count :]) if keep.count is not None else set()
        if keep.period is not None:
            old |= {guid for guid in order if self.added[guid] < present - keep.period}
        for guid in old - marked:
            self.gone.add(guid)
            del self.titles[guid]


_WORDS = ("ferry", "lighthouse", "pier", "harbour", "storm")


def _operations(seed: int, count: int) -> Iterator[tuple[str, random.Random]]:
    chance = random.Random(seed)  # noqa: S311
    kinds = (
        *("fetch", "fetch", "read", "unread", "save", "let go", "tag", "untag", "purge", "purge", "revise"),
        *("star", "unstar", "note", "highlight"),
    )
    for _ in range(count):
        yield chance.choice(kinds), chance


def run_against_model(store: Store, seed: int, count: int) -> _Model:
    """Do random things to a library and to the model, and compare all that can be asked of both."""
    subscribe(store, Subscription(URL))
    model, numbers = _Model(), dict[str, int]()
    start = datetime.now(UTC) - timedelta(days=200)
    store.add_page("https://page.example/", Document(title="A page"))
    for step, (kind, chance) in enumerate(_operations(seed, count)):
        known = list(model.titles)
        some = chance.sample(known, min(len(known), 3))
        ids = [numbers[guid] for guid in some]
        if kind in {"fetch", "revise"}:
            checked = start + timedelta(days=200 * step / count)
            _fetch(store, model, numbers, chance, checked, revise=kind == "revise")
        elif kind == "read":
            store.set_read(ids, True)
            model.unread.difference_update(some)
        elif kind == "unread":
            store.set_read(ids, False)
            model.unread.update(some)
        elif kind == "save":
            store.set_saved(ids, True)
            model.saved.update(some)
        elif kind == "let go":
            store.set_saved(ids, False)
            model.saved.difference_update(some)
        elif kind == "tag":
            store.add_tag(ids, "blue")
            model.tagged.update(some)
        elif kind == "untag":
            store.remove_tag(ids, "blue")
            model.tagged.difference_update(some)
        elif kind in {"star", "unstar"}:
            store.set_starred(ids, kind == "star")
            (model.starred.update if kind == "star" else model.starred.difference_update)(some)
        elif kind == "note":
            _write(store, model, some[:1], numbers, "" if chance.random() < 0.5 else "A note")
        elif kind == "highlight":
            for guid in some[:1]:
                store.add_highlight(numbers[guid], Passage(0, 4, "Text"))
                model.highlighted.add(guid)
        else:
            keep = chance.choice([Keep(), Keep(count=chance.randrange(1, 40)), MONTH, Keep(MONTH.period, 30)])
            order = [_guid_of(numbers, number) for number in store.ids(View("feed", "1"))]
            model.purge(keep, datetime.now(UTC), order)
            while store.purge(1, keep, limit=7):
                pass
        if step % 40 == 0 or step == count - 1:
            _compare(store, model, numbers)
    return model


def _write(store: Store, model: _Model, guids: list[str], numbers: dict[str, int], text: str) -> None:
    for guid in guids:
        store.put_note(numbers[guid], text)
        (model.noted.add if text else model.noted.discard)(guid)


def _fetch(
    store: Store,
    model: _Model,
    numbers: dict[str, int],
    chance: random.Random,
    checked: datetime,
    *,
    revise: bool,
) -> None:
    first = len(numbers) + len(model.gone - numbers.keys())
    fresh = [] if revise else [f"g{first + n}" for n in range(chance.randrange(1, 6))]
    listed = [*chance.sample(sorted(model.titles), min(len(model.titles), 4))]
    back = chance.sample(sorted(model.gone), min(len(model.gone), 2))
    titles = {guid: chance.choice(_WORDS) for guid in (*fresh, *listed)}
    entries = [
        Entry(guid, title=f"{titles.get(guid, 'purged')} {guid}", published=checked, text=f"Text of {guid}")
        for guid in (*fresh, *listed, *back)
    ]
    recorded = store.record_fetch(1, replace(HARBOUR, entries=tuple(entries)), checked=checked)
    assert len(recorded.new) == len(fresh)
    for guid, number in zip(reversed(fresh), recorded.new, strict=True):
        numbers[guid] = number
        model.unread.add(guid)
        model.added[guid] = checked
    model.titles.update(titles)


def _compare(store: Store, model: _Model, numbers: dict[str, int]) -> None:
    def those(guids: set[str]) -> set[int]:
        return {numbers[guid] for guid in guids & model.titles.keys()}

    assert model.marked <= model.titles.keys()
    everything, feed = those({*model.titles}), View("feed", "1")
    assert set(store.ids(feed)) == everything
    assert (store.count(feed), store.count(replace(feed, unread_only=True))) == (
        len(everything),
        len(those(model.unread)),
    )
    assert set(store.ids(View("saved"))) - set(store.ids(View("search", "page"))) == those(model.saved)
    assert set(store.ids(View("tag", "blue"))) == those(model.tagged)
    assert set(store.ids(View("starred"))) == those(model.starred)
    assert set(store.ids(View("noted"))) == those(model.noted)
    assert set(store.ids(View("highlighted"))) == those(model.highlighted)
    for word in _WORDS:
        named = {guid for guid, title in model.titles.items() if title == word}
        assert set(store.ids(View("search", word))) == those(named)
    assert store.count(View("search", "purged")) == 0
    assert store.problems() == store.mend() == []


def _guid_of(numbers: dict[str, int], number: int) -> str:
    return next(guid for guid, one in numbers.items() if one == number)


if __name__ == "__main__":
    main()
