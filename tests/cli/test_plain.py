"""What is printed for a screen reader: whole sentences, in the order in which one would hear them."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader import export
from reader.model import Article, Author, Block, Document, Feed, Understanding
from tests.cli.test_commands import Shell, shell
from tests.tui import world

__all__ = ["shell"]


def drawn(text: str) -> set[str]:
    return {c for c in text if "\u2500" <= c <= "\u27bf" or (c in "•·†‡" and unicodedata.category(c) != "Ll")}


def test_a_list_has_one_sentence_after_another_on_a_line_for_each_article(shell: Shell) -> None:
    shell.stock()
    code, out, _ = shell("list", "--plain", "--limit", "5")
    assert code == 0
    lines = out.splitlines()
    assert len(lines) == 5
    for line in lines:
        number, _, said = line.partition(". ")
        assert number.isdecimal()
        assert "\t" not in line
        assert " From " in said
        assert said.endswith("Unread.") or ". Tagged " in said
    assert not drawn(out)


def test_a_search_can_be_heard_too(shell: Shell) -> None:
    shell.stock()
    code, out, _ = shell("search", "Sines", "--plain")
    assert code == 0
    assert all(line.split(". ")[0].isdecimal() for line in out.splitlines())


def test_feeds_are_sentences(shell: Shell) -> None:
    shell.stock()
    code, out, _ = shell("feeds", "list", "--plain")
    assert code == 0
    assert "1. The Meridian Post, in the folder World: " in out
    code, rows, _ = shell("feeds")
    assert code == 0
    assert "\t" in rows, "without it they stand in columns"


def test_next_reads_the_unread_articles_one_after_another(shell: Shell) -> None:
    shell.stock()
    [first, second] = shell.json("list", "--unread", "--limit", "2")
    code, out, _ = shell("next")
    assert code == 0
    assert out.startswith(first["title"])
    assert f"This was article {first['id']}. " in out
    assert shell("next", "--keep")[1].startswith(second["title"])
    assert shell("next", "--keep")[1].startswith(second["title"]), "it was left unread"


def test_next_goes_through_what_a_query_selects(shell: Shell) -> None:
    shell.stock()
    code, out, _ = shell("next", "feed:bytewise")
    assert code == 0
    assert "From Bytewise." in out
    assert shell("next", "feed:nowhere")[1] == "Nothing unread is there.\n"
    code, _, complaint = shell("next", "(unread")
    assert code == 2
    assert complaint


def test_a_document_is_heard_as_title_origin_writer_text_names_and_figures() -> None:
    said = export.document_spoken(world.DOCUMENT, world.UNDERSTANDING)
    order = (
        "Dockers shut the port of Odrava for a second day.",
        "From The Northern Ledger. Published on 20 November 2026, ",
        "By Jana Okonkwo-Lind, reporter based in Odrava",
        "A pay offer of three percent",
        "The port of Odrava was closed",
        "Picture: Empty quays at Odrava on Thursday morning. (Per Aalto / Nordfoto)",
        "Heading: What the two sides want.",
        "Item: The union asks",
        "Quotation: A harbour that stands still",
        "A table of 3 rows and 3 columns.\nRow 1. Port: Odrava; Ships waiting: 38; Since: Wednesday.",
        "Code:\ndef waiting(ships):",
        "End of the code.",
        "It names 2 people: Marta Ilves, twice; Tomas Reyk, twice.",
        "It names 3 places: ",
        "It gives 6 figures: 1,400 dockers; ",
    )
    places = [said.find(words) for words in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)
    assert not drawn(said)
    assert "\u001b" not in said


def test_every_paragraph_is_one_line() -> None:
    text = "A sentence of some length follows another. " * 40
    said = export.document_spoken(Document(title="Long", blocks=(Block("paragraph", text),)))
    assert max(map(len, said.split("\n"))) > 1000


def test_what_an_article_is_marked_with_is_said() -> None:
    article = Article(
        7,
        1,
        "The Ledger",
        "Is this the end?",
        "https://a.example",
        authors=("Ann", "Ben", "Cy"),
        published=datetime(2026, 3, 2, 8, 5, tzinfo=UTC),
        read=True,
        saved=True,
        starred=True,
        tags=("ports", "work"),
    )
    said = export.article_sentence(article)
    assert said.startswith("7. Is this the end? From The Ledger, by Ann, Ben and Cy. 2 March 2026, ")
    assert said.endswith(" Read, starred and saved. Tagged ports and work.")


def test_a_feed_that_fails_says_so() -> None:
    feed = Feed(
        3, "https://a.example/rss", "A", "", unread=2, total=1200, error="It answered 503", muted=True
    )
    said = export.feed_sentence(feed)
    assert said == "3. A: 2 unread of 1,200. It is muted. It could not be fetched: It answered 503."


@pytest.mark.parametrize("document", [Document(), Document(blocks=(Block("table", ""), Block("rule", "")))])
def test_nothing_is_said_of_nothing(document: Document) -> None:
    assert "None" not in export.document_spoken(document, Understanding(authors=(Author(),)))


def test_what_would_steer_a_terminal_is_not_printed() -> None:
    blocks = tuple(Block(kind, f"a\x1b]52;c;x\x07\u202eb {kind}") for kind in ("paragraph", "code", "table"))
    said = export.document_spoken(Document(title=world.EVIL_TITLE, blocks=blocks))
    assert not {"\x1b", "\x07", "\u202e"} & set(said)


def test_a_letter_that_the_locale_cannot_write_ends_no_command(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Prices\n\nIt costs 3 € – no more.\n" + "A sentence. " * 30, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "reader", "inspect", str(page)],
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert b"It costs 3 ?" in done.stdout
