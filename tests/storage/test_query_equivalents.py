"""All that the filters of newsboat and the queries of eilmeldung can ask, asked in our words, on data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from reader.model import Enclosure, Entry, FeedDocument, Subscription, View
from reader.storage import REFRESH_BEGAN, Store
from tests.storage.samples import NOON

_HARBOUR, _SPORT = "https://harbour.example/feed.xml", "https://sport.example/rss"
_FERRY = Entry(
    "ferry-1", "https://harbour.example/ferry", "Ferry returns", ("Ida Lund",), NOON - timedelta(hours=2),
    text="The ferry carried 240 people.",
    enclosures=(Enclosure("https://x.example/ferry.mp3", "audio/mpeg"),),
)  # fmt: skip
_PIER = Entry(
    "pier-2", "https://harbour.example/pier", "Old pier closed", ("Bo Berg",), NOON - timedelta(days=3),
    text="Nobody knows for how long the pier stays closed.",
)  # fmt: skip
_CUP = Entry(
    "cup-3", "https://sport.example/cup?id=7", "Cup final", (), NOON - timedelta(days=10),
    text="The final ended late.", enclosures=(Enclosure("https://x.example/cup.mp4", "video/mp4"),),
)  # fmt: skip

NEWSBOAT = [
    ('title = "Ferry returns"', 'title:="Ferry returns"', "ferry"),
    ('title != "Ferry returns"', '-title:="Ferry returns"', "pier cup"),
    ('title =~ "^(ferry|cup)"', "title:/^(ferry|cup)/i", "ferry cup"),
    ('title !~ "ferry"', "-title:/ferry/i", "pier cup"),
    ('link =~ "harbour"', "url:harbour", "ferry pier"),
    ('link =~ "id=[0-9]"', "url:/id=[0-9]/", "cup"),
    ('author = "Ida Lund"', 'author:="Ida Lund"', "ferry"),
    ('author =~ "lund|berg"', "author:/lund|berg/i", "ferry pier"),
    ('content =~ "240 people"', 'text:"240 people"', "ferry"),
    ('content =~ "ferr.*240"', "text:/ferr.*240/", "ferry"),
    ('content !~ "ferry"', "-text:/ferry/", "pier cup"),
    ('date > "2025-05-03"', "date:>=2025-05-04", "ferry"),
    ("date between 3 days ago and now", "date:2025-05-01..2025-05-04", "ferry pier"),
    ('guid = "pier-2"', "guid:=pier-2", "pier"),
    ('guid =~ "-[23]"', "guid:/-[23]$/", "pier cup"),
    ('unread = "yes"', "unread", "ferry cup"),
    ('unread = "no"', "read", "pier"),
    ('enclosure_url =~ "mp3$"', "enclosure:/mp3$/", "ferry"),
    ('enclosure_url != ""', "enclosure", "ferry cup"),
    ('enclosure_type = "audio/mpeg"', "enclosure:=audio/mpeg", "ferry"),
    ('enclosure_type =~ "video"', "enclosure:video", "cup"),
    ('flags # "s"', "tag:s", "cup"),
    ('flags !# "s"', "-tag:s", "ferry pier"),
    ("age < 1", "age:<1", "ferry"),
    ("age >= 3", "age:>=3d", "pier cup"),
    ("age between 2:5", "age:2d..5d", "pier"),
    ("articleindex <= 1", "position:<=1", "ferry cup"),
    ('feedtitle = "Harbour"', "feed:=Harbour", "ferry pier"),
    ('feedtitle =~ "spo"', "feedtitle:spo", "cup"),
    ('description =~ "boats"', "feedabout:boats", "ferry pier"),
    ('feedlink =~ "sport"', "feedlink:sport", "cup"),
    ('feeddate > "2025-05-03"', "feeddate:>2025-05-03", "ferry pier"),
    ('rssurl = "https://sport.example/rss"', f'rssurl:="{_SPORT}"', "cup"),
    ("unread_count > 0", "unread_count:>0", "ferry pier cup"),
    ("total_count >= 2", "total_count:>=2", "ferry pier"),
    ("total_count between 0:1", "total_count:0..1", "cup"),
    ('tags # "europe"', "feedtag:europe", "ferry pier"),
    ('tags !# "europe"', "-feedtag:europe", "cup"),
    ("feedindex = 1", "feedindex:1", "ferry pier"),
    ("feedindex != 1", "-feedindex:1", "cup"),
    ("latest_article_age > 5", "latest_article_age:>5", "cup"),
    ('(unread = "yes" and age < 1) or flags # "s"', "(unread age:<1) or tag:s", "ferry cup"),
]
EILMELDUNG = [
    ("unread", "unread", "ferry cup"),
    ("read", "read", "pier"),
    ("marked", "marked", "pier"),
    ("unmarked", "-marked", "ferry cup"),
    ("tagged", "tagged", "cup"),
    ("flagged", "flagged", "pier"),
    ("title:ferry", "title:ferry", "ferry"),
    ("title:/ferr(y|ies)/", "title:/(?i)ferr(y|ies)/", "ferry"),
    ('summary:"240 people"', 'summary:"240 people"', "ferry"),
    ("author:lund", "author:lund", "ferry"),
    ("feed:sport", "feed:sport", "cup"),
    ("category:news", "folder:news", "ferry pier"),
    ("feedurl:sport.example", "feedurl:sport.example", "cup"),
    ("feedweburl:harbour.example", "feedweburl:harbour.example", "ferry pier"),
    ("all:pier", "all:pier", "pier"),
    ("tag:s", "tag:s", "cup"),
    ("#s,#t", "#s,t", "cup"),
    ('newer:"2 days"', 'newer:"2 days"', "ferry"),
    ('older:"2 days"', "older:2d", "pier cup"),
    ("today", "today", "ferry"),
    ("lastsync", "added:lastrefresh", "ferry pier"),
    ('syncedafter:"2 days ago"', 'added:"2 days ago"', "ferry pier"),
    ('syncedbefore:"2 days ago"', "added:..2d", "cup"),
    ("~unread ~#s", "-unread -#s", "pier"),
    ('sort:"feed >date"', "sort:feed,-date", "ferry pier cup"),
    ('sort:"<title"', "sort:title", "cup ferry pier"),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, dict[int, str]]]:
    with pytest.MonkeyPatch.context() as patch:
        for module in ("store", "deeds"):
            patch.setattr(f"reader.storage.{module}.now", lambda: NOON)
        store = Store.open(tmp_path_factory.mktemp("library") / "library.db")
        store.sync_feeds(
            [
                Subscription(_HARBOUR, title="Harbour", folder="News", tags=("europe",)),
                Subscription(_SPORT, title="Sport"),
            ]
        )
        document = FeedDocument("H", "https://harbour.example/", "All about boats", entries=(_FERRY, _PIER))
        one = store.record_fetch(1, document, checked=NOON)
        sport = replace(document, site="https://sport.example/", description="", entries=(_CUP,))
        other = store.record_fetch(2, sport, checked=NOON - timedelta(days=9))
        pier, ferry, cup = (*one.new, *other.new)
        store.set_read([pier], True)
        store.set_starred([pier], True)
        store.set_tags(cup, ["s"])
        store.note_moment(REFRESH_BEGAN, NOON - timedelta(minutes=5))
        yield store, {ferry: "ferry", pier: "pier", cup: "cup"}
        store.close()


@pytest.mark.parametrize(("theirs", "ours", "found"), [*NEWSBOAT, *EILMELDUNG])
def test_what_they_ask_can_be_asked(
    theirs: str, ours: str, found: str, library: tuple[Store, dict[int, str]]
) -> None:
    store, names = library
    assert [names[number] for number in store.ids(View("query", ours))] == found.split(), theirs


def test_every_attribute_and_key_of_theirs_is_in_the_table() -> None:
    attributes = """title link author content date guid unread enclosure_url enclosure_type flags age
        articleindex feedtitle description feedlink feeddate rssurl unread_count total_count tags feedindex
        latest_article_age"""
    said = " ".join(theirs for theirs, _, _ in NEWSBOAT)
    assert not [name for name in attributes.split() if name not in said]
    for sign in (" = ", " != ", "=~", "!~", "<", ">", "<=", ">=", "between", " # ", "!#", " and ", " or "):
        assert sign in said
    keys = """read unread marked unmarked tagged flagged title: summary: author: feed: category: feedurl:
        feedweburl: all: tag: # newer: older: today lastsync syncedbefore: syncedafter: sort: ~"""
    said = " ".join(theirs for theirs, _, _ in EILMELDUNG)
    assert not [key for key in keys.split() if key not in said]
