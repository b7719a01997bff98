"""The screen of rules: what its keys change stands in feeds.toml, is tried out, and can be taken back."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from reader.model import Entry, FeedDocument, View
from reader.storage import Fetched, Store
from reader.tui.widgets.rule_list import RuleList
from tests.tui.conftest import OpenReader, Reader
from tests.tui.shelf import shelved
from tests.tui.world import NOW

RULES = """
# Why this one.
[[rule]]
name = "port"
when = "title:port"
do = ["star"]

[[rule]]
when = "feed:ledger"
do = ["mark read", "tag ledger"]
stop = true
"""


def written(folder: Path) -> list[dict[str, Any]]:
    """What feeds.toml says of each rule."""
    found: list[dict[str, Any]] = tomllib.loads((folder / "feeds.toml").read_text(encoding="utf-8")).get(
        "rule", []
    )
    return found


async def opened(reader: Reader) -> RuleList:
    """Open the screen by its command."""
    await reader.press("colon")
    await reader.write("rules", "enter")
    assert reader.top == "RulesScreen"
    return reader.app.screen.query_one(RuleList)


async def test_rules_are_shown_with_how_many_articles_they_are_about(
    reading: OpenReader, tmp_path: Path
) -> None:
    library = shelved(tmp_path, more=RULES)
    reach = await library.rules.reach("feed:ledger")
    assert reach.everything
    async with reading(library, width=150) as reader:
        rules = await opened(reader)
        assert await reader.comes_to_show("port")
        shown = reader.shown()
        for part in (
            "RULES  2",
            "What it does",
            "30 days",
            "mark read, tag ledger · then stop",
            "feed:ledger",
        ):
            assert part in shown
        assert [row.reach is not None for row in rules.rows] == [True, True]
        assert rules.rows[1].count(recent=False) == str(reach.everything)
        await reader.press("j")
        assert "leave its articles alone" in reader.shown()


async def test_space_switches_a_rule_off_and_undo_on(reading: OpenReader, tmp_path: Path) -> None:
    library = shelved(tmp_path, more=RULES)
    before = library.feeds_path.read_text(encoding="utf-8")
    async with reading(library, width=150) as reader:
        await opened(reader)
        await reader.press("space")
        assert written(tmp_path)[0]["enabled"] is False
        assert "1 switched on" in reader.shown()
        await reader.press("ctrl+z")
        assert library.feeds_path.read_text(encoding="utf-8") == before


async def test_a_rule_is_added_from_what_the_list_shows(reading: OpenReader, tmp_path: Path) -> None:
    library = shelved(tmp_path)
    async with reading(library, width=150) as reader:
        reader.screen.show_view(View("query", "title:port sort:-date"), go=True)
        await opened(reader)
        assert "There are no rules yet" in reader.shown()
        await reader.press("a")
        assert "title:port" in reader.shown()
        assert await reader.comes_to_show("in all")
        await reader.press("enter")
        await reader.write("star, tag harbour, run echo '{title}', a", "enter")
        assert written(tmp_path) == [
            {"when": "title:port", "do": ["star", "tag harbour"], "run": ["echo", "{title},", "a"]}
        ]
        assert not library.article_ids(View("starred")), "a rule is for what comes"
        await reader.press("ctrl+z")
        assert written(tmp_path) == []


async def test_what_cannot_be_understood_is_said_and_can_be_put_right(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path), width=150) as reader:
        await opened(reader)
        await reader.press("a", "ctrl+u")
        await reader.write("autor:x", "enter")
        assert "did you mean author?" in reader.shown()
        await reader.press("ctrl+u")
        await reader.write("port", "enter")
        await reader.write("dance", "enter")
        assert "A rule cannot dance" in reader.shown()
        await reader.press("ctrl+u")
        await reader.write("star", "enter")
        assert written(tmp_path) == [{"when": "port", "do": ["star"]}]


async def test_query_deeds_name_and_order_change_and_comments_stay(
    reading: OpenReader, tmp_path: Path
) -> None:
    library = shelved(tmp_path, more=RULES)
    before = library.feeds_path.read_text(encoding="utf-8")
    async with reading(library, width=150) as reader:
        rules = await opened(reader)
        await reader.press("e", "ctrl+u")
        await reader.write("title:dockers", "enter")
        await reader.press("d", "ctrl+u")
        await reader.write("save", "enter")
        await reader.press("r", "ctrl+u")
        await reader.write("docks", "enter")
        await reader.press("s")
        first = {"name": "docks", "when": "title:dockers", "do": ["save"], "stop": True}
        assert written(tmp_path)[0] == first
        await reader.press("J")
        assert written(tmp_path)[1] == first
        assert rules.cursor == 1
        await reader.press("K", "J")
        assert written(tmp_path)[1] == first
        assert "# Why this one." in library.feeds_path.read_text(encoding="utf-8")
        await reader.press("x")
        assert len(written(tmp_path)) == 1
        assert "Ctrl+Z brings it back" in reader.shown()
        for _ in range(8):
            await reader.press("ctrl+z")
        assert library.feeds_path.read_text(encoding="utf-8") == before


async def test_a_rule_is_applied_to_what_is_there_after_its_number_was_confirmed(
    reading: OpenReader, tmp_path: Path
) -> None:
    library = shelved(tmp_path, more=RULES)
    count = (await library.rules.reach("feed:ledger")).everything
    async with reading(library, width=150) as reader:
        await opened(reader)
        await reader.press("j", "A")
        assert f"mark read, tag ledger: {count} articles?" in reader.shown()
        await reader.press("n", "enter")
        assert "Nothing was done." in reader.shown()
        await reader.press("A", "y", "enter")
        assert f"{count} articles: by rule “feed:ledger”." in reader.shown()
        assert len(library.article_ids(View("tag", "ledger"))) == count
        await reader.press("ctrl+z")
        assert not library.article_ids(View("tag", "ledger"))


async def test_enter_shows_the_articles_of_a_rule(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path, more=RULES), width=150) as reader:
        await opened(reader)
        await reader.press("j", "enter")
        assert reader.top == "MainScreen"
        assert reader.screen.articles.view == View("query", "feed:ledger")
        assert reader.at == "list"


async def test_what_rules_did_by_themselves_is_said_and_taken_back(
    reading: OpenReader, tmp_path: Path
) -> None:
    library = shelved(tmp_path, more=RULES.replace("feed:ledger", "feed:nothing"))
    async with reading(library, width=150) as reader:
        async with library.rules.turn() as turn:
            fetched = FeedDocument(entries=(Entry("new", title="A new port", text="Of ships."),))
            with Store.open(tmp_path / "library.db") as store:
                feed = store.fetch_states()[0].feed_id
            turn.keep([Fetched(feed, NOW, fetched)])
        library.rules.notice = turn.said
        reader.screen.look_at_rules()
        assert reader.note == "1 article: by rule “port”."
        assert len(library.article_ids(View("starred"))) == 1
        await reader.press("ctrl+z")
        assert reader.note.startswith("Taken back: 1 article: by rule “port”.")
        assert not library.article_ids(View("starred"))


async def test_a_small_terminal_has_room_for_all_that_matters(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path, more=RULES), width=80, height=24) as reader:
        await opened(reader)
        assert await reader.comes_to_show("30 days")
        shown = reader.shown()
        for part in ("port", "feed:ledger", "do    star", "Esc"):
            assert part in shown
