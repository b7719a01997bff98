"""A small invented world for the screens: feeds, articles, a document with everything in it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from reader.health import Ailment, FeedHealth
from reader.model import (
    Article,
    Author,
    Block,
    Document,
    Entity,
    EntityKind,
    Feed,
    Figure,
    Picture,
    Span,
    Understanding,
)

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
EVIL_TITLE = "[/bold] [@click=app.quit]Press\x1b]52;c;aGVsbG8=\x07 me[/] \u202egnp.exe [red"


def _block_with_links(text: str, **hrefs: str) -> Block:
    spans = []
    for words, href in hrefs.items():
        start = text.index(words.replace("_", " "))
        spans.append(Span(start, start + len(words), "link", href))
    return Block("paragraph", text, tuple(spans))


BODY = (
    _block_with_links(
        "The port of Odrava was closed for a second day on Thursday after 1,400 dockers walked out over "
        "a pay offer that their union called an insult, leaving 38 ships at anchor in the bay.",
        pay_offer="https://example.org/offer",
    ),
    Block(
        "paragraph",
        "“Nobody wants this strike less than we do,” said Marta Ilves, who leads the Harbour Workers' Union. "
        "Ilves met the minister, Tomas Reyk, for nearly three hours in Lindholm.",
        (Span(1, 7, "emphasis"),),
    ),
    Block("caption", "Empty quays at Odrava on Thursday morning.", picture=0),
    Block("heading", "What the two sides want", level=2),
    Block("list_item", "The union asks for 6.5 percent over two years, paid from January.", marker="•"),
    Block("list_item", "The port authority offers 3 percent, and a bonus for night work.", marker="•"),
    Block("list_item", "Night work begins at eight in the evening.", marker="–", level=1),
    Block(
        "quote",
        "A harbour that stands still costs the country about 12 million crowns a day, and that is before "
        "anyone counts the fruit.",
    ),
    Block(
        "table",
        "Port\tShips waiting\tSince\nOdrava\t38\tWednesday\nSkelby\t4\tThursday\n"
        "Lindholm\t0\tnobody has walked out",
        level=1,
    ),
    Block(
        "paragraph",
        "東京都は「新しい港湾計画」を発表した。これは2027年までに続く見込みで、費用は約3億円とされている。",
    ),
    Block(
        "code",
        "def waiting(ships):\n    return [ship for ship in ships if not ship.moored]",
        language="python",
    ),
    _block_with_links(
        "Reyk said the government would not intervene before Monday. The shipping line Nordvest has sent "
        "eleven vessels to Skelby instead, as its timetable shows.",
        timetable="https://example.org/timetable?from=odrava&to=skelby",
    ),
    *(
        Block(
            "paragraph",
            f"Warehouse {number} held 240 tonnes of lemons when the gates were shut, and the people who own "
            "them have asked a court in Lindholm whether a strike is weather. The court has not answered.",
        )
        for number in range(1, 15)
    ),
)

DOCUMENT = Document(
    title="Dockers shut the port of Odrava for a second day",
    site="The Northern Ledger",
    url="https://ledger.example/odrava",
    published=NOW - timedelta(hours=3),
    language="en",
    standfirst="A pay offer of three percent has closed the country's largest harbour; the lemons wait.",
    blocks=BODY,
    authors=(
        Author(
            name="Jana Okonkwo-Lind",
            role="reporter",
            outlet="The Northern Ledger",
            based_in="Odrava, Estmark",
            beats=("ports and shipping", "labour disputes along the northern coast"),
            email="jana@ledger.example",
            handle="@janaokl",
        ),
    ),
    pictures=(Picture("https://ledger.example/quay.jpg", "Empty quays", "Per Aalto / Nordfoto"),),
)


def spans_of(name: str, text: str) -> tuple[Span, ...]:
    return tuple(Span(m.start(), m.end()) for m in re.finditer(rf"\b{re.escape(name)}\b", text))


def _entity(name: str, kind: EntityKind, *aliases: str) -> Entity:
    text = DOCUMENT.analysed_text
    full = list(spans_of(name, text))
    for alias in aliases:
        full += [s for s in spans_of(alias, text) if not any(f.start <= s.start < f.end for f in full)]
    return Entity(name, kind, tuple(sorted(full, key=lambda s: s.start)), 0.5, aliases)


def _figure(words: str, counted: str | None, modifier: str = "") -> Figure:
    start = DOCUMENT.analysed_text.index(words)
    return Figure(start, start + len(words), words, "count", counted=counted, modifier_text=modifier)


UNDERSTANDING = Understanding(
    authors=DOCUMENT.authors,
    entities=(
        _entity("Marta Ilves", "person", "Ilves"),
        _entity("Tomas Reyk", "person", "Reyk"),
        _entity("Harbour Workers' Union", "organisation"),
        _entity("Nordvest", "organisation"),
        _entity("Odrava", "place"),
        _entity("Lindholm", "place"),
        _entity("Skelby", "place"),
    ),
    figures=(
        _figure("1,400", "dockers"),
        _figure("38", "ships at anchor in the bay"),
        _figure("three hours", None, "nearly"),
        _figure("6.5 percent", None),
        _figure("12 million crowns", "cost of a harbour that stands still, a day, before the fruit", "about"),
        _figure("eleven", "vessels"),
    ),
)

FEEDS = (
    Feed(1, "https://ledger.example/feed", "The Northern Ledger", "World"),
    Feed(2, "https://courier.example/rss", "Courier de la Côte", "World"),
    Feed(
        3,
        "https://asahama.example/rss",
        "朝浜新聞",
        "World",
        error="The server answered 503 Service Unavailable.",
    ),
    Feed(4, "https://orbit.example/atom", "Orbit & Ocean: science for the rest of us", "Science"),
    Feed(5, "https://bench.example/rss", "From the Bench"),
)

HEALTH = (
    FeedHealth(
        3,
        "朝浜新聞",
        "https://asahama.example/rss",
        ailments=(
            Ailment(
                "dead",
                "It has not answered for 12 days: asahama.example answered 503 Service Unavailable.",
                "Look on its site for its new address, or remove it; its articles stay.",
                "remove",
            ),
        ),
        checked=NOW - timedelta(hours=4),
        next_check=NOW + timedelta(hours=20),
    ),
    FeedHealth(
        4,
        "Orbit & Ocean: science for the rest of us",
        "https://orbit.example/atom",
        ailments=(
            Ailment(
                "moved",
                "It has moved to https://orbit.example/feeds/all.atom (seen 1 of 3 times).",
                "It is followed when that was seen often enough, or now if you wish.",
                "move",
            ),
            Ailment(
                "noisy",
                "It brings 48 articles a day, and you read 3 of 672.",
                "Mute it: it is then searched and has its own list, but is not among all and unread.",
                "mute",
            ),
        ),
        checked=NOW - timedelta(minutes=25),
        next_check=NOW + timedelta(minutes=35),
    ),
    FeedHealth(1, "The Northern Ledger", "https://ledger.example/feed", checked=NOW - timedelta(minutes=25)),
    FeedHealth(2, "Courier de la Côte", "https://courier.example/rss", asked=False),
    FeedHealth(5, EVIL_TITLE, "https://bench.example/rss"),
)

TITLES = (
    "Dockers shut the port of Odrava for a second day",
    "A glacier lake above Velden is growing faster than the models said it would this summer",
    "La pêche au thon rouge suspendue dans tout le golfe",
    "港湾労働者がストライキ、果物の価格が上昇する見通し",
    "Quantum clocks disagree, and physicists are delighted",
    "Parliament votes on the night-train bill",
    "The orchestra that lost its hall",
    "Chess: a draw that took nine hours",
)


def articles(count: int = 40) -> list[Article]:
    """Invented articles, newest first; the first one is DOCUMENT's, the third has a hostile title."""
    made = []
    for number in range(count):
        feed = FEEDS[number % len(FEEDS)]
        title = EVIL_TITLE if number == 2 else TITLES[number % len(TITLES)]
        made.append(
            Article(
                id=number + 1,
                feed_id=feed.id,
                feed_title=feed.title,
                title=title,
                url=f"https://example.org/story-{number + 1}",
                authors=("Jana Okonkwo-Lind",) if number % 3 == 0 else (),
                published=NOW - timedelta(minutes=25 + number * number * 40),
                summary=f"The summary of story {number + 1}.",
                read=number % 4 == 3,
                saved=number % 9 == 4,
                tags=("ports",) if number % 10 == 0 else (),
            )
        )
    return made
