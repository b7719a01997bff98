"""What rules do to made-up articles is what looking at each with every rule, one by one, would do."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.model import View
from reader.query import QueryError, awaits_understanding, certain, parse
from reader.rule import ArticleRule
from reader.storage import Store
from reader.storage.asked import Asking
from reader.storage.records import Recorded
from reader.storage.ruling import Ruling
from reader.storage.state import REFRESH_BEGAN, SESSION_ENDED
from reader.storage.times import stored
from tests.query.samples import CONDITIONS, TERMS
from tests.storage import naive
from tests.storage.naive import World
from tests.storage.samples import NOON
from tests.storage.test_ruling import rulings

MADE = 8
_LAX = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("store", "deeds", "acting"):
        monkeypatch.setattr(f"reader.storage.{module}.now", lambda: NOON)


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[tuple[Store, list[naive.Facts]]]]:
    with pytest.MonkeyPatch.context() as patch:
        for module in ("store", "deeds"):
            patch.setattr(f"reader.storage.{module}.now", lambda: NOON)
        made = []
        for seed in range(MADE):
            store = Store.open(tmp_path_factory.mktemp("library") / "library.db")
            made.append((store, naive.made_up(store, seed)))
        yield made
        for store, _ in made:
            store.close()


@settings(max_examples=300, deadline=None, suppress_health_check=_LAX)
@given(CONDITIONS, st.integers(0, MADE - 1), st.randoms())
def test_asking_of_some_articles_is_asking_of_all_and_taking_those(
    libraries: list[tuple[Store, list[naive.Facts]]], query: str, seed: int, chance: random.Random
) -> None:
    store, facts = libraries[seed]
    try:
        where = parse(query).where
    except QueryError:
        return
    assert where is not None
    some = chance.sample([one.id for one in facts], chance.randint(1, len(facts)))
    with store._reading() as connection:
        found = Asking(connection, NOON, some).matching(where, where)
    wanted = {one.id for one in naive.selected(parse(query), facts)}
    assert sorted(found) == sorted(wanted & set(some))


@settings(max_examples=400, deadline=None, suppress_health_check=_LAX)
@given(CONDITIONS | st.sampled_from(TERMS), st.integers(0, MADE - 1), st.integers(0, 6))
def test_what_is_certain_holds_whatever_is_understood(
    libraries: list[tuple[Store, list[naive.Facts]]], query: str, seed: int, figures: int
) -> None:
    _, facts = libraries[seed]
    try:
        where = parse(query).where
    except QueryError:
        return
    assert where is not None
    known = certain(where)
    if not awaits_understanding(where):
        assert known == where
    if known is None:
        return
    world = World(facts)
    for one in facts:
        before = replace(one, credits=(), entities=(), figures=(), paywalled=False)
        if not world.holds(known, before):
            continue
        for entities in naive._ENTITIES:
            for told in naive._CREDITS:
                for walled in (False, True):
                    later = replace(
                        one,
                        # the byline is the feed's
                        credits=tuple(replace(credit, name=None) for credit in told),
                        entities=entities,
                        figures=naive._FIGURES[figures],
                        paywalled=walled,
                    )
                    assert world.holds(where, later), (query, known)


_ACTS = ("mark read", "star", "save", "hide", "tag blue", "tag new", "untag blue", "mark unread")
RULES = st.builds(
    ArticleRule,
    when=CONDITIONS,
    do=st.lists(st.sampled_from(_ACTS), min_size=1, max_size=2).map(tuple),
    stop=st.booleans(),
)


class Ruled(Store):
    """A library that lets rules act on whatever is recorded."""

    def under(self, rules: Sequence[Ruling]) -> None:
        self.rulings = rules

    def record_fetches(self, fetched: object) -> list[Recorded]:
        return self.record_and_rule(fetched, self.rulings)[0]  # type: ignore[arg-type]


@dataclass
class Model:
    """Applies rules to facts, one article and one rule after the other."""

    rules: Sequence[ArticleRule]
    facts: list[naive.Facts] = field(default_factory=list)
    acted: set[tuple[int, int]] = field(default_factory=set)

    def arrive(self, new: Sequence[naive.Facts]) -> None:
        self.facts += new
        left = list(new)
        for rule in self.rules:
            where = parse(rule.when).where
            assert where is not None
            if (known := certain(where)) is None:
                continue
            found = [
                one for one in naive.selected(parse(rule.when), self.facts, instead=known) if one in left
            ]
            self._act(rule, found)
            if rule.stop:
                left = [one for one in left if one not in found]

    def understood(self, ids: set[int]) -> None:
        left = [one for one in self.facts if one.id in ids]
        for rule in self.rules:
            where = parse(rule.when).where
            assert where is not None
            found = []
            if awaits_understanding(where):
                found = [one for one in naive.selected(parse(rule.when), self.facts) if one in left]
                self._act(rule, found)
            if rule.stop:
                left = [
                    one for one in left if one not in found and (rule.fingerprint, one.id) not in self.acted
                ]

    def _act(self, rule: ArticleRule, found: Sequence[naive.Facts]) -> None:
        fresh = [one for one in found if (rule.fingerprint, one.id) not in self.acted]
        self.acted |= {(rule.fingerprint, one.id) for one in fresh}
        for act in rule.acts:
            for one in fresh:
                match act.verb:
                    case "mark read" | "mark unread":
                        one.read = act.verb == "mark read"
                    case "star":
                        one.starred = True
                    case "save":
                        one.saved = one.saved or NOON
                    case "hide":
                        one.hidden = True
                    case "tag":
                        one.tags = tuple(sorted({*one.tags, act.name}))
                    case "untag":
                        one.tags = tuple(tag for tag in one.tags if tag != act.name)


@settings(max_examples=150, deadline=None, suppress_health_check=_LAX)
@given(st.lists(RULES, min_size=1, max_size=4), st.integers(0, 10_000))
def test_rules_at_random_do_what_looking_at_each_article_would(
    tmp_path_factory: pytest.TempPathFactory, rules: list[ArticleRule], seed: int
) -> None:
    try:
        made = rulings(*rules)
    except Exception:
        return
    chance = random.Random(seed)  # noqa: S311
    model = Model(rules)
    with Ruled.open(tmp_path_factory.mktemp("ruled") / "library.db") as store:
        store.under(made)
        store.put_state(SESSION_ENDED, str(stored(naive.SESSION)))
        store.put_state(REFRESH_BEGAN, str(stored(naive.REFRESH)))
        for feed in naive.subscribed(store, chance):
            model.arrive(naive._fetched(store, feed, chance, chance.randrange(4)))
        understood = set()
        for one in model.facts:
            naive._understand(store, one, chance)
            if store.understanding(one.id) is not None and any(ruling.later for ruling in made):
                understood.add(one.id)
        store.rule_understood(made)
        model.understood(understood)
        for article, one in zip(
            store.articles_by_id(one.id for one in model.facts), model.facts, strict=True
        ):
            is_so = (article.read, article.starred, article.saved, article.tags)
            assert is_so == (one.read, one.starred, bool(one.saved), one.tags)
        assert {*store.ids(View("query", "hidden"))} == {one.id for one in model.facts if one.hidden}
        assert store.problems() == []
