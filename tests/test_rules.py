"""Rules over the demo edition and real HTTP: what they do to what comes, and what is said of it."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from reader import errands
from reader.demo import DemoServer
from reader.library import Library, LibraryError
from reader.model import Article, View
from reader.rule import ArticleRule


@pytest.fixture
def feeds(demo: DemoServer, tmp_path: Path) -> Path:
    path = tmp_path / "feeds.toml"
    path.write_text(demo.feeds_toml.replace("[settings]", "[settings]\nprefetch = 0"), encoding="utf-8")
    return path


@asynccontextmanager
async def ruled(feeds: Path, *rules: str) -> AsyncIterator[Library]:
    """Open an empty library under these rules."""
    text = feeds.read_text(encoding="utf-8")
    feeds.write_text(text + "".join(f"\n[[rule]]\n{rule}\n" for rule in rules), encoding="utf-8")
    async with Library.open(feeds, feeds.with_name("library.db")) as library:
        yield library


def everything(library: Library) -> list[Article]:
    return library.articles(library.article_ids(View("query", "hidden or -hidden")))


async def test_a_refresh_marks_what_a_rule_is_about_and_says_so(feeds: Path) -> None:
    async with ruled(
        feeds, "name = 'wire'\nwhen = 'feed:northwire'\ndo = ['mark read', 'tag wire']"
    ) as library:
        report = await library.refresh()
        about = library.articles(library.article_ids(View("query", "feed:northwire")))
        assert about
        assert all(one.read and one.tags == ("wire",) for one in about)
        assert not any(one.read for one in everything(library) if one not in about)
        assert report.ruled == f"{len(about)} articles: by rule “wire”."
        assert (await library.refresh()).ruled == ""


async def test_all_that_rules_did_in_a_refresh_is_one_deed(feeds: Path) -> None:
    rules = (
        "when = 'feed:northwire'\ndo = ['mark read', 'hide']",
        "when = 'the'\ndo = ['star', 'save', 'tag x']",
    )
    async with ruled(feeds, *rules) as library:
        await library.refresh()
        before = everything(library)
        said = await library.history.undo()
        assert said.startswith("Taken back: ")
        assert "“feed:northwire” and “the”" in said
        assert not any(one.read or one.starred or one.saved or one.tags for one in everything(library))
        assert library.count(View("all")) == len(before)
        assert await library.history.undo() == "Nothing to take back."
        await library.history.redo()
        assert everything(library) == before


async def test_what_rules_do_meanwhile_does_not_keep_a_person_from_doing_again(feeds: Path) -> None:
    async with ruled(feeds, "when = 'feed:northwire'\ndo = ['mark read']") as library:
        said = await library.rules.editing.add([ArticleRule("lisbon", ("star",))])
        await library.history.undo()
        await library.refresh()
        await library.history.redo()
        assert [rule.when for rule in library.rules.all] == ["feed:northwire", "lisbon"], said


async def test_a_rule_about_names_acts_once_the_article_is_understood(feeds: Path) -> None:
    async with ruled(feeds, "when = 'entity:/./ feed:northwire'\ndo = ['star']") as library:
        assert (await library.refresh()).ruled == ""
        article = library.articles(library.article_ids(View("query", "feed:northwire")))[0]
        await library.open_article(article.id, lambda _: None)
        found = library.article(article.id)
        assert found is not None
        assert found.starred
        assert library.rules.notice == "1 article: by rule “entity:/./ feed:northwire”."
        assert len(library.article_ids(View("starred"))) == 1
        await library.history.undo()
        assert not library.article_ids(View("starred"))
        await library.open_article(article.id, lambda _: None)
        await library.refresh()
        assert not library.article_ids(View("starred"))


async def test_a_rule_runs_a_program_with_the_article(feeds: Path, tmp_path: Path) -> None:
    script = "import sys; open(sys.argv[1], 'a').write(sys.argv[2] + sys.stdin.read()[:0] + '\\n')"
    command = json.dumps([sys.executable, "-c", script, str(tmp_path / "out"), "{title}"])
    async with ruled(feeds, f"when = 'feed:northwire'\nrun = {command}") as library:
        await library.refresh()
        await library.rules.settle()
        titles = [one.title for one in library.articles(library.article_ids(View("query", "feed:northwire")))]
        written = (tmp_path / "out").read_text(encoding="utf-8").splitlines()
        assert sorted(written) == sorted(titles)
        assert library.rules.notice == ""
        assert await library.history.undo() == "Nothing to take back.", "what a program did is not ours"


async def test_so_many_programs_run_for_one_refresh_and_more_are_told(
    feeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errands, "MOST_PROGRAMS", 2)
    command = json.dumps([sys.executable, "-c", f"open({str(tmp_path / 'out')!r}, 'a').write('x')"])
    async with ruled(feeds, f"when = 'id:>0 the'\nrun = {command}") as library:
        await library.refresh()
        assert "at most 2 programs" in library.rules.notice
        await library.rules.settle()
        assert (tmp_path / "out").read_text(encoding="utf-8") == "xx"


async def test_a_program_that_fails_is_told_and_given_up(
    feeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errands, "AT_ONCE", 1)
    command = json.dumps([sys.executable, "-c", "raise SystemExit(3)"])
    rules = f"when = 'the'\nname = 'bad'\nrun = {command}", "when = 'feed:northwire'\ndo = ['star']"
    async with ruled(feeds, *rules) as library:
        await library.refresh()
        await library.rules.settle()
        assert "Rule “bad”" in library.rules.notice
        assert "exit code 3" in library.rules.notice
        assert "not run for" in library.rules.notice
        assert library.article_ids(View("starred"))


async def test_a_pipe_keeps_what_it_says_as_a_note(feeds: Path) -> None:
    command = json.dumps([sys.executable, "-c", "print('In short: yes.')"])
    pipe = f"[[pipe]]\nname = 'short'\nrun = {command}\nshow = 'note'"
    async with ruled(feeds, f"when = 'feed:northwire'\ndo = ['pipe short']\n\n{pipe}") as library:
        await library.refresh()
        await library.rules.settle()
        for number in library.article_ids(View("query", "feed:northwire")):
            note = library.marks.of(number).note
            assert note is not None
            assert note.text == "In short: yes."


async def test_one_notification_tells_of_all(feeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[str, str]] = []
    rules = [f"when = 'feed:northwire'\nname = '{name}'\ndo = ['notify']" for name in "ab"]
    async with ruled(feeds, *rules) as library:

        async def notify(title: str, body: str) -> bool:
            shown.append((title, body))
            return True

        monkeypatch.setattr(library.programs, "notify", notify)
        await library.refresh()
        await library.rules.settle()
        assert len(shown) == 1
        assert shown[0][0] == "Reader: a · b"
        assert library.rules.notice == ""


async def test_where_nothing_can_be_notified_the_status_line_says_it(feeds: Path) -> None:
    async with ruled(feeds, "when = 'feed:northwire'\nname = 'wire'\ndo = ['notify']") as library:
        await library.refresh()
        await library.rules.settle()
        assert library.rules.notice.startswith("wire: ")


async def test_files_of_articles_are_downloaded(feeds: Path) -> None:
    async with ruled(feeds, "when = 'enclosure'\ndo = ['download']") as library:
        await library.refresh()
        ids = library.article_ids(View("query", "enclosure"))
        wanted = {one.url for number in ids for one in library.enclosures(number)}
        assert {one.url for one in library.downloads.all()} == wanted


async def test_what_a_rule_has_hidden_is_among_what_it_is_about(feeds: Path) -> None:
    async with ruled(feeds, "when = 'feed:northwire or lisbon'\ndo = ['hide']") as library:
        before = await library.rules.reach("feed:northwire or lisbon")
        await library.refresh()
        assert (await library.rules.reach("feed:northwire or lisbon")).everything == 0 == before.everything
        about = library.rules.about(library.rules.all[0])
        hidden = len(library.article_ids(View("query", "hidden")))
        assert (await library.rules.reach(about)).everything == hidden
        assert len(library.article_ids(View("query", about))) > 0


async def test_a_rule_that_is_switched_off_does_nothing(feeds: Path) -> None:
    async with ruled(feeds, "when = 'the'\ndo = ['hide']\nenabled = false") as library:
        assert (await library.refresh()).ruled == ""
        assert not library.article_ids(View("query", "hidden"))


async def test_a_rule_is_looked_at_before_it_acts_and_applied_to_what_is_there(feeds: Path) -> None:
    async with ruled(feeds) as library:
        await library.refresh()
        rule = ArticleRule("feed:northwire", ("star", "tag wire"))
        reach = await library.rules.reach(rule.when)
        assert reach.everything == len(await library.rules.selected(rule.when)) > 0
        assert not library.article_ids(View("starred"))
        said = await library.rules.apply(rule)
        assert said == f"{reach.everything} articles: by rule “feed:northwire”."
        assert len(library.article_ids(View("starred"))) == reach.everything
        assert await library.rules.apply(rule) == "All of that is so already."
        await library.history.undo()
        assert not library.article_ids(View("starred"))
        assert (await library.rules.reach("autor:x")).trouble.startswith("There is no field “autor”")
        with pytest.raises(LibraryError, match="marks nothing"):
            await library.rules.apply(ArticleRule("the", run=("true",)))


async def test_rules_change_in_the_file_and_back(feeds: Path) -> None:
    async with ruled(
        feeds, "# why\nwhen = 'the' # so\ndo = ['star']", "when = 'harbour'\ndo = ['hide']"
    ) as library:
        before = feeds.read_text(encoding="utf-8")
        editing, (first, second) = library.rules.editing, library.rules.all
        await editing.add([ArticleRule('title:"a b"', ("tag x",), name="New")])
        assert [rule.title for rule in library.rules.all] == ["the", "harbour", "New"]
        assert "there is so already" not in await editing.add([library.rules.all[2]])
        await editing.change(first, ArticleRule("the", ("star", "save"), stop=True))
        assert library.rules.all[0].stop
        await editing.enable(second, False)
        assert not library.rules.all[1].enabled
        await editing.shift(library.rules.all[2], -2)
        assert [rule.title for rule in library.rules.all] == ["New", "the", "harbour"]
        await editing.remove(library.rules.all[0])
        text = feeds.read_text(encoding="utf-8")
        assert "# why" in text
        assert "# so" in text
        for _ in range(5):
            await library.history.undo()
        assert feeds.read_text(encoding="utf-8") == before
        with pytest.raises(LibraryError, match="is not in"):
            await editing.remove(ArticleRule("nothing", ("star",)))
        with pytest.raises(LibraryError, match="when is wrong at character 1"):
            await editing.change(first, ArticleRule("autor:x", ("star",)))
        assert feeds.read_text(encoding="utf-8") == before


async def test_what_an_editor_writes_acts_from_the_next_refresh_on(feeds: Path) -> None:
    async with ruled(feeds) as library:
        with feeds.open("a", encoding="utf-8") as file:
            file.write("\n[[rule]]\nwhen = 'feed:northwire'\ndo = ['star']\n")
        await library.editing.reread()
        assert (await library.refresh()).ruled
