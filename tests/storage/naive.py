"""A library of some articles made by chance, and what a query says of each: plain Python, one by one."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from reader.model import (
    Author,
    Block,
    Document,
    Enclosure,
    Entity,
    Entry,
    FeedDocument,
    Figure,
    Subscription,
    Understanding,
)
from reader.passages import Passage
from reader.query.tree import (
    Ago,
    And,
    Day,
    Flag,
    Moment,
    Node,
    Not,
    Or,
    Pattern,
    Point,
    Query,
    Range,
    Term,
    Text,
    Value,
)
from reader.query.tree import Figure as FigureAsked
from reader.storage import Store
from reader.storage.state import REFRESH_BEGAN, SESSION_ENDED
from reader.storage.times import stored
from reader.text import fold
from tests.storage.samples import NOON

SESSION, REFRESH = NOON - timedelta(hours=20), NOON - timedelta(hours=40)
_FEEDS = (
    Subscription("https://harbour.example/feed.xml", title="Harbour News", folder="World", tags=("europe",)),
    Subscription("https://sport.example/rss", title="Sport", folder="World"),
    Subscription("https://old.example/rss", folder="Archive", tags=("red",)),
)
_TITLES = (
    *("Ferry returns", "Ferry returns to the old pier", "Élections à Genève", "Sunday at the harbour"),
    "Old pier",
)  # fmt: skip
_TEXTS = (
    "The ferry carried 240 people on Sunday.", "Volunteers at the old pier begin.", "Fermé dimanche.", "",
    "Nobody was there. " * 30, "Ferries of the harbour, 12 of them, wait.",
)  # fmt: skip
_AUTHORS = ((), ("Ida Lund",), ("Jo Ann Lund", "Ida Kvist"), ("Zoë Émond",), ("ida-lund",))
_CREDITS: tuple[tuple[Author, ...], ...] = (
    (),
    (Author("Ida Lund", role="Senior reporter", outlet="The Post", based_in="Taipei"),),
    (Author("Bo Berg", role="editor"), Author(None, outlet="Post and Mail")),
)
_ENTITIES: tuple[tuple[Entity, ...], ...] = (
    (),
    (Entity("Kim Jong Un", "person", aliases=("Kim", "Mr Kim")), Entity("NATO", "organisation")),
    (Entity("Kim Il Sung", "person"), Entity("Lisbon", "place", aliases=("Lisboa",))),
    (Entity("Taipei", "place"), Entity("Kiel Week", "other")),
)
_FIGURES: tuple[tuple[Figure, ...], ...] = (
    (),
    (Figure(0, 1, "a", "count", 240.0, counted="240 people", counted_head="person"),),
    (Figure(0, 1, "a", "money", 1e6, unit="dollar", modifier=">"), Figure(0, 1, "a", "percent", 5.0)),
    (Figure(0, 1, "a", "count", low=8.0, high=15.0, counted="ships", counted_head="ship"),),
    (Figure(0, 1, "a", "measure", 12.0, unit="kilometre"), Figure(0, 1, "a", "count", counted="tests")),
    (Figure(0, 1, "a", "money", 2.5e6, unit="pound sterling"),),
    (Figure(0, 1, "a", "count", 5.0, modifier="<"), Figure(0, 1, "a", "money", 1e3, modifier=">")),
)


@dataclass
class FeedFacts:
    """What is true of a feed."""

    id: int
    subscription: Subscription
    position: int
    listed: bool
    name: str
    site: str | None
    about: str
    changed: datetime | None = None


@dataclass
class Facts:
    """What is true of an article."""

    id: int
    feed: FeedFacts | None
    title: str
    authors: tuple[str, ...]
    text: str
    summary: str
    url: str | None
    guid: str
    newest: datetime
    added: datetime
    site: str | None = None
    language: str | None = None
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    source: str | None = None
    cut: bool = False
    paywalled: bool = False
    credits: tuple[Author, ...] = ()
    entities: tuple[Entity, ...] = ()
    figures: tuple[Figure, ...] = ()
    read: bool = False
    hidden: bool = False
    saved: datetime | None = None
    starred: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""
    highlights: tuple[tuple[str, str], ...] = ()
    truncated: bool = field(default=False)
    changed: datetime | None = None
    story: list[Facts] = field(default_factory=list)

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def listed(self) -> bool:
        return not self.hidden and (self.feed is None or self.feed.listed)


def subscribed(store: Store, chance: random.Random) -> list[FeedFacts]:
    """Subscribe to some feeds; return what is true of them."""
    feeds = [
        Subscription(s.url, s.title, s.folder, s.tags, mute=n == 1 and chance.random() < 0.6)
        for n, s in enumerate(_FEEDS)
    ]
    store.sync_feeds(feeds)
    numbers = {state.url: state.feed_id for state in store.fetch_states()}
    known = []
    for place, one in enumerate(feeds):
        about = ("All about boats", "", "News")[place]
        site = ("https://harbour.example/", None, "https://old.example")[place]
        known.append(
            FeedFacts(numbers[one.url], one, place, not one.mute, one.title or "The Old Paper", site, about)
        )
    return known


def made_up(store: Store, seed: int) -> list[Facts]:
    """Fill an empty library by chance; return what is true of it."""
    chance = random.Random(seed)  # noqa: S311
    known = subscribed(store, chance)
    facts: list[Facts] = []
    for feed in known:
        facts += _fetched(store, feed, chance, chance.randrange(4), changing=True)
    facts.append(_page(store, chance))
    if chance.random() < 0.5:  # the last feed is unsubscribed from
        store.sync_feeds([feed.subscription for feed in known[:2]])
        known[2].listed = False
    for one_fact in facts:
        _understand(store, one_fact, chance)
        _mark(store, one_fact, chance)
    together = chance.sample(facts, min(len(facts), chance.choice((0, 2, 3))))
    if len(together) > 1:
        store.stories.join([one.id for one in together])
        for one_fact in together:
            one_fact.story = together
    store.put_state(SESSION_ENDED, str(stored(SESSION)))
    store.put_state(REFRESH_BEGAN, str(stored(REFRESH)))
    return facts


def _fetched(
    store: Store, feed: FeedFacts, chance: random.Random, count: int, *, changing: bool = False
) -> list[Facts]:
    added = NOON - timedelta(hours=chance.choice((1, 30, 90)))
    entries, facts = [], []
    for number in range(count):
        text = chance.choice(_TEXTS)
        published = chance.choice((None, added, added - timedelta(hours=chance.randrange(60))))
        entry = Entry(
            guid=f"g{number}-{feed.id}1",
            url=chance.choice((None, f"{feed.subscription.url}/ferry/{number}")),
            title=chance.choice(_TITLES),
            authors=chance.choice(_AUTHORS),
            published=published,
            text=text,
            tags=chance.choice(((), ("Politics",), ("Sport", "Été"))),
            enclosures=chance.choice(((), (Enclosure("https://x.example/a.mp3", "audio/mpeg"),))),
            language=chance.choice((None, "en", "en-GB", "de")),
        )
        entries.append(entry)
        facts.append(
            Facts(
                0, feed, entry.title, entry.authors, text.strip(), " ".join(text.split()), entry.url,
                entry.guid, min(published or added, added), added, None, entry.language, entry.tags,
                entry.enclosures,
            )
        )  # fmt: skip
        if len(facts[-1].summary) > 400:
            facts[-1].summary = facts[-1].summary[:400]
    document = FeedDocument("The Old Paper", feed.site, feed.about, entries=tuple(entries))
    early = [
        replace(one, title=f"{one.title}, soon") if changing and chance.random() < 0.4 else one
        for one in entries
    ]
    new = store.record_fetch(feed.id, replace(document, entries=tuple(early)), checked=added).new
    feed.changed = added if entries else None
    for number, one in zip(reversed(new), facts, strict=True):
        one.id = number
    if early != entries:
        changed = feed.changed = added + timedelta(minutes=30)
        store.record_fetch(feed.id, document, checked=changed)
        for was, entry, one in zip(early, entries, facts, strict=True):
            one.changed = None if was == entry else changed
    return facts


def _page(store: Store, chance: random.Random) -> Facts:
    published = NOON - timedelta(hours=5)
    text, title = chance.choice(_TEXTS[:3]), chance.choice(_TITLES)
    document = Document(title=title, blocks=(Block("paragraph", text),), published=published, language="en")
    url = "https://harbour.example/kept"
    number = store.add_page(url, document)
    (article,) = store.articles_by_id([number])
    assert article.added is not None
    return Facts(
        number, None, title, (), text, text, url, url, published, article.added,
        site="harbour.example", language="en", source="page", saved=article.added,
    )  # fmt: skip


def _understand(store: Store, facts: Facts, chance: random.Random) -> None:
    if facts.source is None and chance.random() < 0.5:
        return
    facts.text = chance.choice(_TEXTS[:3])
    if facts.source is None or chance.random() < 0.5:
        facts.source = facts.source or chance.choice(("page", "feed"))
        facts.cut, facts.paywalled = chance.random() < 0.4, chance.random() < 0.4
        document = Document(
            title="x",
            blocks=(Block("paragraph", facts.text),),
            truncated=facts.cut,
            paywalled=facts.paywalled,
        )
        source: Any = facts.source
        store.put_document(facts.id, document, source, 1)
        if facts.feed is None and not facts.cut and not facts.paywalled:
            facts.changed = NOON  # its headline is another
    else:
        kept = store.document(facts.id)
        assert kept is not None
        facts.text = kept.text
    if chance.random() < 0.8:
        facts.credits, facts.entities = chance.choice(_CREDITS), chance.choice(_ENTITIES)
        facts.figures = chance.choice(_FIGURES)
        store.put_understanding(facts.id, Understanding(facts.credits, facts.entities, facts.figures, 1))


def _mark(store: Store, facts: Facts, chance: random.Random) -> None:
    if chance.random() < 0.4:
        facts.read = True
        store.set_read([facts.id], True)
    if chance.random() < 0.3:
        facts.starred = True
        store.set_starred([facts.id], True)
    if chance.random() < 0.3:
        facts.tags = tuple(sorted(chance.sample(("blue", "Blues", "red"), chance.randrange(1, 3))))
        store.set_tags(facts.id, facts.tags)
    if chance.random() < 0.3:
        facts.note = "Ask Ana about the pier"
        store.put_note(facts.id, facts.note)
    if facts.text and chance.random() < 0.3:
        words, note = facts.text[:9], chance.choice(("", "why?"))
        facts.highlights = ((words, note),)
        store.add_highlight(facts.id, Passage(0, 9, words, "", ""), note)
    if chance.random() < 0.2:
        facts.hidden = True
        store.set_hidden([facts.id], True)


# What a query says of them


def parts_of(where: Node | None) -> list[Node]:
    """Return what stands side by side."""
    return [] if where is None else list(where.parts) if isinstance(where, And) else [where]


def selected(query: Query, facts: Sequence[Facts], instead: Node | None = None) -> list[Facts]:
    """Return the articles of which a query holds, hidden and unlisted ones where it asks for them.

    With `instead` that must hold of them.
    """
    parts = parts_of(query.where)
    world = World(facts)
    if any(world.mentions(part, "hidden") for part in parts):
        among = list(facts)
    elif any(world.mentions(part, "muted") or world.particular(part) for part in parts):
        among = [one for one in facts if not one.hidden]
    else:
        among = [one for one in facts if one.listed]
    asked = parts if instead is None else parts_of(instead)
    return [one for one in among if all(world.holds(part, one) for part in asked)]


class World:
    """Looks at articles one by one."""

    def __init__(self, facts: Sequence[Facts]) -> None:
        self.facts = facts

    def mentions(self, node: Node, flag: str) -> bool:
        if isinstance(node, And | Or):
            return any(self.mentions(part, flag) for part in node.parts)
        return self.mentions(node.part, flag) if isinstance(node, Not) else node == Flag(flag)

    def particular(self, node: Node) -> bool:
        general = (
            *(
                "folder",
                "feedtag",
                "feedabout",
                "feedunread",
                "feedtotal",
                "feedposition",
                "feedage",
                "feeddate",
            ),
            *(
                "lang",
                "category",
                "site",
                "enclosure",
                "words",
                "minutes",
                "position",
                "age",
                "date",
                "since",
            ),
            *("before", "on", "added", "changed"),
        )
        match node:
            case Or(parts):
                return all(self.particular(part) for part in parts)
            case And(parts):
                return any(self.particular(part) for part in parts)
            case Term(name, _):
                return name not in general
            case Flag(name):
                return name in {"saved", "starred", "tagged", "noted", "highlighted"}
            case Not():
                return False
        return True

    def holds(self, node: Node, one: Facts) -> bool:
        match node:
            case And(parts):
                return all(self.holds(part, one) for part in parts)
            case Or(parts):
                return any(self.holds(part, one) for part in parts)
            case Not(part):
                return not self.holds(part, one)
            case Flag(name):
                return self.flag(name, one)
            case FigureAsked():
                return any(_is_figure(node, figure) for figure in one.figures)
            case Term(name, values):
                return any(self.fits(name, value, one) for value in values)

    def flag(self, name: str, one: Facts) -> bool:
        truncated = one.cut or (one.words < 80 and one.source in {None, "feed"})
        return {
            "unread": not one.read,
            "read": one.read,
            "saved": one.saved is not None,
            "starred": one.starred,
            "tagged": bool(one.tags),
            "noted": bool(one.note) or any(note for _, note in one.highlights),
            "highlighted": bool(one.highlights),
            "enclosure": bool(one.enclosures),
            "new": one.added > SESSION,
            "today": one.newest >= NOON - timedelta(hours=24),
            "full": not truncated,
            "truncated": truncated,
            "changed": one.changed is not None,
            "paywalled": one.paywalled,
            "kept": one.feed is None,
            "muted": one.feed is not None and not one.feed.listed,
            "hidden": one.hidden,
        }[name]

    def fits(self, name: str, value: Value, one: Facts) -> bool:
        if isinstance(value, Range | Ago | Day | Moment):
            return self.measured(name, value, one)
        feed = one.feed
        told = feed and feed.subscription
        entities = {"person": "person", "org": "organisation", "place": "place"}
        if name in {"anywhere", "title", "text"}:
            return _is_said(name, value, one)
        if name == "author":
            return any(_is_called(value, who) for who in (*one.authors, *(a.name or "" for a in one.credits)))
        if name in {"role", "outlet", "based"}:
            attribute = {"based": "based_in"}.get(name, name)
            return any(_is_called(value, getattr(author, attribute) or "") for author in one.credits)
        if name == "entity" or name in entities:
            return any(
                _is_called(value, called)
                for entity in one.entities
                if name == "entity" or entity.kind == entities[name]
                for called in _names_of(entity)
            )
        if name == "story":
            return _is_in_story(value, one)
        if name in {"tag", "feedtag", "folder", "category", "lang"}:
            return self.labelled(name, value, one)
        texts: dict[str, tuple[str | None, ...]] = {
            "summary": (one.summary,),
            "feed": (feed.name if feed else None,),
            "feedurl": (told.url if told else None,),
            "feedsite": (feed.site if feed else None,),
            "feedabout": (feed.about if feed else None,),
            "url": (one.url,),
            "site": (_host(one.url), one.site, None if one.url or feed is None else _host(feed.site)),
            "guid": (one.guid,),
            "enclosure": tuple(part for e in one.enclosures for part in (e.type, e.url)),
            "note": (one.note, *(note for _, note in one.highlights)),
            "highlight": tuple(words for words, _ in one.highlights),
        }
        return any(_holds_part(value, text) for text in texts[name])

    def labelled(self, name: str, value: Value, one: Facts) -> bool:
        told = one.feed and one.feed.subscription
        labels: tuple[str, ...] = {
            "tag": (*one.tags, *(told.tags if told and one.listed and one.feed and one.feed.listed else ())),
            "feedtag": told.tags if told else (),
            "folder": (told.folder,) if told else (),
            "category": one.categories,
            "lang": (one.language,) if one.language else (),
        }[name]
        if name == "lang" and isinstance(value, Text) and not value.begins and not value.exact:
            return any(fold(label).split("-")[0] == fold(value.text) for label in labels) or any(
                fold(label) == fold(value.text) for label in labels
            )
        if isinstance(value, Text) and value.begins:
            return any(fold(label).startswith(fold(value.text)) for label in labels if label)
        if isinstance(value, Text):
            return any(fold(label) == fold(value.text) for label in labels)
        return any(_holds_part(value, label) for label in labels)

    def measured(self, name: str, value: Range | Ago | Day | Moment, one: Facts) -> bool:
        feed = one.feed
        of_feed = [other for other in self.facts if other.feed is feed and not other.hidden]
        numbers: dict[str, float | None] = {
            "id": one.id,
            "words": one.words,
            "minutes": one.words / 230,
            "feedid": feed.id if feed else None,
            "feedposition": feed.position + 1 if feed else None,
            "feedunread": sum(not other.read for other in of_feed),
            "feedtotal": len(of_feed),
            "position": 1 + sum((other.newest, other.id) > (one.newest, one.id) for other in of_feed),
        }
        if name in numbers:
            number = numbers[name]
            assert isinstance(value, Range)
            return number is not None and _lies(value, number)
        if name in {"age", "feedage"}:
            when = one.newest if name == "age" else max((other.newest for other in of_feed), default=None)
            assert isinstance(value, Range)
            return when is not None and (name == "age" or feed is not None) and _is_aged(value, when)
        moments = {
            "added": one.added,
            "saved-at": one.saved,
            "changed": one.changed,
            "feeddate": feed.changed if feed else None,
        }
        when = moments.get(name, one.newest)
        if when is None:
            return False
        if name == "since":
            return when >= _begin(value)
        return when < _begin(value) if name == "before" else _is_during(value, when)


def _names_of(entity: Entity) -> list[str]:
    """An alias that is but a part of the name is found by the name."""
    others = [alias for alias in entity.aliases if not set(_tokens(alias)) <= set(_tokens(entity.name))]
    return [entity.name, *others]


def _is_in_story(value: Value, one: Facts) -> bool:
    if isinstance(value, Text) and value.text.isdecimal() and not value.exact and not value.begins:
        return int(value.text) in {one.id, *(other.id for other in one.story)}
    if isinstance(value, Text) and value.text and not value.exact:
        *words, last = value.text.split()
        texts = [*map(Text, words), Text(last, begins=value.begins)]
        return any(all(_is_said("title", text, other) for text in texts) for other in one.story)
    return any(_holds_part(value, other.title) for other in one.story)


def _is_said(name: str, value: Value, one: Facts) -> bool:
    columns = {"title": [one.title], "text": [one.text], "author": [", ".join(one.authors)]}
    texts = columns.get(name) or [one.title, ", ".join(one.authors), one.text]
    if isinstance(value, Pattern):
        texts = columns.get(name) or [one.title, *one.authors, one.text]
        return any(_holds_part(value, text) for text in texts)
    assert isinstance(value, Text)
    if value.exact:
        return any(fold(text) == fold(value.text) for text in texts)
    wanted = _tokens(value.text)
    return any(_follow(wanted, _tokens(text), begins=value.begins) for text in texts)


def _follow(wanted: list[str], words: list[str], *, begins: bool) -> bool:
    for start in range(len(words) - len(wanted) + 1):
        run = words[start : start + len(wanted)]
        if run == wanted or (begins and run[:-1] == wanted[:-1] and run[-1].startswith(wanted[-1])):
            return True
    return False


def _is_called(value: Value, name: str) -> bool:
    if isinstance(value, Pattern):
        return _holds_part(value, name)
    assert isinstance(value, Text)
    words, wanted = _tokens(name), _tokens(value.text)
    if value.exact:
        return words == wanted
    if value.begins and not any(word.startswith(wanted.pop()) for word in words):
        return False
    return bool(words) and set(wanted) <= set(words)


def _holds_part(value: Value, text: str | None) -> bool:
    if text is None:
        return False
    if isinstance(value, Pattern):
        return re.search(value.pattern, text, re.IGNORECASE if value.ignores_case else 0) is not None
    assert isinstance(value, Text)
    if value.exact:
        return fold(text) == fold(value.text)
    return bool(text) and fold(value.text) in fold(text)


def _tokens(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(text))


def _host(url: str | None) -> str | None:
    return urlsplit(url).hostname if url else None


def _is_figure(asked: FigureAsked, figure: Figure) -> bool:
    return (
        all(_states(bound, figure) for bound in asked.bounds)
        and (not asked.kinds or figure.kind in asked.kinds)
        and (not asked.units or any(f" {unit} " in f" {figure.unit or ''} " for unit in asked.units))
        and (
            not asked.counted
            or any(
                _is_called(Text(word), text)
                for word in asked.counted
                for text in (figure.counted or "", figure.counted_head or "")
            )
        )
    )


def _states(bound: Range, figure: Figure) -> bool:
    least = figure.value if figure.value is not None else figure.low
    most = figure.value if figure.value is not None else figure.high
    if least is None or most is None:
        return False
    low, high = bound.low, bound.high
    above = (
        not isinstance(low, float)
        or most > low
        or (most == low and (not bound.low_open or (figure.value == low and figure.modifier == ">")))
    )
    return above and (
        not isinstance(high, float)
        or least < high
        or (least == high and (not bound.high_open or (figure.value == high and figure.modifier == "<")))
    )


def _lies(bounds: Range, number: float) -> bool:
    low, high = bounds.low, bounds.high
    above = not isinstance(low, float) or number > low or (number == low and not bounds.low_open)
    return above and (
        not isinstance(high, float) or number < high or (number == high and not bounds.high_open)
    )


def _is_aged(bounds: Range, when: datetime) -> bool:
    age = (NOON - when).total_seconds()
    low = bounds.low.seconds if isinstance(bounds.low, Ago) else None
    high = bounds.high.seconds if isinstance(bounds.high, Ago) else None
    return _lies(Range(low, high, bounds.low_open, bounds.high_open), age)


def _begin(value: Value | Point) -> datetime:
    match value:
        case Ago():
            return NOON - timedelta(seconds=value.seconds)
        case Moment("lastsession"):
            return SESSION
        case Moment("lastrefresh"):
            return REFRESH
        case Moment("today"):
            return NOON.astimezone().replace(hour=0, minute=0)
        case Moment():
            return NOON.astimezone().replace(hour=0, minute=0) - timedelta(days=1)
        case Day(day, _):
            return datetime(day.year, day.month, day.day).astimezone()
    raise TypeError(value)


def _is_during(value: Range | Ago | Day | Moment, when: datetime) -> bool:
    match value:
        case Day(day, precision):
            here = when.astimezone().date()
            return (here.year, here.month, here.day)[:precision] == (day.year, day.month, day.day)[:precision]
        case Moment("today"):
            return when.astimezone().date() == NOON.astimezone().date()
        case Moment("yesterday"):
            return when.astimezone().date() == NOON.astimezone().date() - timedelta(days=1)
        case Ago() | Moment():
            return when >= _begin(value)
        case Range(low, high, low_open, high_open):
            above = low is None or (when >= _begin(low) and not (low_open and _is_on(low, when)))
            below = high is None or when < _begin(high) or (not high_open and _is_on(high, when))
            return above and below
    raise TypeError(value)


def _is_on(point: Point, when: datetime) -> bool:
    """Whether a moment belongs to the day, or is the moment, at which a range ends."""
    if isinstance(point, Day) or point in (Moment("today"), Moment("yesterday")):
        assert isinstance(point, Day | Moment)
        return _is_during(point, when)
    return when == _begin(point)
