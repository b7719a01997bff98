"""Names that are followed and muted at the keys, by views and rules."""

from __future__ import annotations

from pathlib import Path

from reader.jobs import EXTRACTOR_VERSION
from reader.library import Library
from reader.model import (
    Block,
    Document,
    View,
)
from reader.storage import Store
from tests.tui.conftest import OpenReader
from tests.tui.who_world import TEXTS, library, open_page, understanding

__all__ = ["library"]


async def test_f_follows_by_a_view_of_the_feeds_pane_and_takes_it_back(
    reading: OpenReader, library: Library, tmp_path: Path
) -> None:
    toml = tmp_path / "feeds.toml"
    toml.write_text(f"# mine\n{toml.read_text()}")
    async with reading(library) as reader:
        await open_page(reader)
        await reader.press("f")
        assert await reader.comes_to_show("person · followed")
        assert [(view.name, view.query) for view in library.queries.saved()] == [
            ("Marta Ilves", 'who:"Marta Ilves"')
        ]
        assert toml.read_text().startswith("# mine\n")
        await reader.press("escape")
        assert await reader.comes_to_show("VIEWS")
        for _ in range(100):
            (counted,) = [one for one in reader.screen.feeds.all_rows() if one.label == "Marta Ilves"]
            if counted.count:
                break
            await reader.pilot.pause(0.02)
        assert counted.count == 3  # article 4 is read
        await open_page(reader)
        await reader.press("f")
        assert await reader.comes_to_show_no("followed")
        assert library.queries.saved() == ()
        await reader.press("ctrl+z")
        assert await reader.comes_to_show("followed")
        await reader.press("ctrl+z")
        assert library.queries.saved() == ()
        assert "[[view]]" not in toml.read_text()


async def test_n_tells_of_new_articles_by_a_rule(reading: OpenReader, library: Library) -> None:
    async with reading(library) as reader:
        await open_page(reader)
        await reader.press("n")
        assert await reader.comes_to_show("told of")
        assert [(rule.when, rule.do) for rule in library.rules.all] == [('who:"Marta Ilves"', ("notify",))]
        await reader.press("n")
        assert library.rules.all == ()


async def test_m_mutes_what_is_about_it_and_ctrl_z_brings_it_back(
    reading: OpenReader, library: Library
) -> None:
    async with reading(library) as reader:
        before = list(reader.screen.articles.ids)
        await open_page(reader, "Tomas Reyk")
        await reader.press("m")
        assert await reader.comes_to_show("“Tomas Reyk” is muted: 2 articles left the lists of many feeds.")
        assert [(rule.when, rule.do) for rule in library.rules.all] == [('about:"Tomas Reyk"', ("mute",))]
        await reader.press("escape")
        assert 1 in before
        assert 1 not in list(reader.screen.articles.ids)
        await reader.press("ctrl+z")
        assert library.rules.all == ()
        assert list(library.article_ids(View("unread"))) == before
        await reader.press("ctrl+y")
        assert 1 not in list(library.article_ids(View("unread")))
        await open_page(reader, "Tomas Reyk")
        await reader.press("m")
        assert await reader.comes_to_show("“Tomas Reyk” is no longer muted: 2 articles came back.")
        assert list(library.article_ids(View("unread"))) == before
        await reader.press("ctrl+z")
        assert 1 not in list(library.article_ids(View("unread")))


async def test_what_two_rules_mute_stays_while_one_does(reading: OpenReader, library: Library) -> None:
    async with reading(library) as reader:
        for name in ("Tomas Reyk", "Marta Ilves"):
            await open_page(reader, name)
            await reader.press("m", "escape")
        assert not {1, 2, 5} & {*library.article_ids(View("all"))}
        await open_page(reader, "Marta Ilves")
        await reader.press("m", "escape")
        assert {2, 5} <= {*library.article_ids(View("all"))}
        assert 1 not in library.article_ids(View("all"))


async def test_what_comes_later_is_muted_once_it_is_understood(
    reading: OpenReader, library: Library, tmp_path: Path
) -> None:
    async with reading(library) as reader:
        await open_page(reader, "Tomas Reyk")
        await reader.press("m")
        text = TEXTS[4]
        with Store.open(tmp_path / "library.db") as store, store._connections.writing() as connection:
            connection.execute("INSERT INTO rule_waiting VALUES (7, 1)")
        with Store.open(tmp_path / "library.db") as store:
            store.put_document(7, Document(blocks=(Block("paragraph", text),)), "feed", EXTRACTOR_VERSION)
            store.put_understanding(7, understanding(text))
        await library.rules.understood([7])
        assert 7 not in library.article_ids(View("all"))
