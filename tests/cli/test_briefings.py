"""`brief` and `related` on the demo edition."""

from __future__ import annotations

import json

import pytest
from markdown_it import MarkdownIt

from tests.cli.test_commands import Shell, give_a_terminal, shell
from tests.conftest import MOMENT

__all__ = ["shell"]


@pytest.fixture(autouse=True)
def _that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("stories", "briefs"):
        monkeypatch.setattr(f"reader.storage.{module}.now", lambda: MOMENT)


def test_brief_tells_stories_in_sentences_that_show_prints_too(shell: Shell) -> None:
    shell.stock()
    records = shell.json("brief", "--since", "2w", "--limit", "3")
    assert 1 < len(records) <= 3
    assert [one["weight"] for one in records] == sorted((one["weight"] for one in records), reverse=True)
    story = next(one for one in records if one["lead"] and one["quotes"])
    for cited in (story["lead"], *story["quotes"]):
        [shown] = shell.json("show", str(cited["article"]), "--offline")
        text = "\n\n".join(
            block["text"] for block in shown["blocks"] if block["kind"] not in {"caption", "rule"}
        )
        assert text[cited["start"] : cited["end"]] == cited["text"]
        assert cited["url"] == shown["url"]
    assert len(story["quotes"]) <= 3
    assert {one["id"] for one in story["articles"]} >= {story["lead"]["article"]}


def test_brief_as_markdown_has_a_heading_for_each_story_and_links(shell: Shell) -> None:
    shell.stock()
    code, out, _ = shell("brief", "--since", "2w", "--markdown")
    assert code == 0
    tokens = MarkdownIt("commonmark").parse(out)
    headings = [tokens[n + 1] for n, token in enumerate(tokens) if token.tag == "h2" and token.nesting == 1]
    titles = [one["title"] for one in shell.json("brief", "--since", "2w")]
    assert ["".join(t.content for t in one.children or ()) for one in headings] == titles
    links = {t.attrs["href"] for token in tokens for t in token.children or () if t.type == "link_open"}
    assert links
    assert links <= {article["url"] for article in shell.json("list", "--limit", "0")}


def test_brief_as_text_names_speakers_and_sources(shell: Shell) -> None:
    shell.stock()
    _, out, _ = shell("brief", "--since", "2w")
    quotes = [quote for one in shell.json("brief", "--since", "2w") for quote in one["quotes"]]
    assert quotes
    said = " ".join(out.split())
    assert all(quote["speaker"] in said for quote in quotes)


def test_brief_of_no_time_is_refused_and_of_an_empty_one_is_empty(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = shell("brief", "--since", "tomorow")
    assert (code, out) == (2, "")
    assert "yesterday" in err
    assert shell("brief", "--limit", "0")[0] == 2
    assert shell("brief") == (0, "", "")
    give_a_terminal(monkeypatch, 80)
    assert "nothing has come" in shell("brief")[2]


def test_related_tells_what_articles_have_in_common_by_number_and_by_address(shell: Shell) -> None:
    shell.stock()
    articles = {one["title"]: one for one in shell.json("list", "--limit", "0")}
    fund = next(one for title, one in articles.items() if title.startswith("The fund that says no"))
    by_number = shell.json("related", str(fund["id"]))
    assert by_number
    assert by_number == shell.json("related", fund["url"])
    assert all(one["id"] != fund["id"] and len(one["shared"]) > 1 for one in by_number)
    code, out, _ = shell("related", str(fund["id"]))
    assert code == 0
    assert out.splitlines()[0].split("\t")[0] == str(by_number[0]["id"])
    assert by_number[0]["shared"][0]["text"] in out.splitlines()[0]


def test_related_to_what_is_not_there_is_a_mistake(shell: Shell) -> None:
    assert shell("related", "4711")[0] == 2
    assert shell("related", "https://nowhere.example/")[0] == 2
    assert shell("related", 'a"b\\')[0] == 2


def test_list_takes_what_is_in_one_story(shell: Shell) -> None:
    shell.stock()
    [first, *_] = shell.json("brief", "--since", "2w", "--limit", "1")
    numbers = {one["id"] for one in first["articles"]}
    assert len(numbers) > 1
    some = str(min(numbers))
    assert {one["id"] for one in shell.json("list", f"story:{some}")} >= numbers
    named = json.dumps(first["title"], ensure_ascii=False)
    assert {one["id"] for one in shell.json("list", f"story:{named}")} >= numbers
