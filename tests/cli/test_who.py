"""`reader who`: what articles say of a name, and what is done about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.model import Author, Block, Document, Entity, Span, Understanding
from reader.storage import Store
from tests.cli.test_commands import Shell, shell

__all__ = ["shell"]


@pytest.fixture
def stocked(shell: Shell, tmp_path: Path) -> Shell:
    """A library of the demo edition, three articles of which name Ida Lund, one of these Acme, too."""
    assert shell("refresh")[0] == 0
    numbers = [record["id"] for record in shell.json("list", "--limit", "3")]
    with Store.open(tmp_path / "library.db") as store:
        for number in numbers:
            text = "Ida Lund met Acme." if number == numbers[0] else "Ida Lund stayed at home."
            store.put_document(number, Document(blocks=(Block("paragraph", text),)), "feed", 1)
            entities = [Entity("Ida Lund", "person", (Span(0, 8),), 0.9)]
            if "Acme" in text:
                entities.append(Entity("Acme", "organisation", (Span(13, 17),), 0.2))
            store.put_understanding(number, Understanding(entities=tuple(entities), version=1))
    return shell


def test_a_page_is_printed_as_rows_and_as_sentences(stocked: Shell) -> None:
    code, out, _ = stocked("who", "lund")
    assert code == 0
    first, *rows = out.splitlines()
    assert first.startswith("Ida Lund: person, 3 mentions in 3 articles, from ")
    assert "with organisations\t1\tAcme" in rows
    code, out, _ = stocked("who", "Ida Lund", "--plain", "--limit", "1")
    assert "With organisations: Acme in 1." in out.splitlines()
    assert out.splitlines()[-1].endswith("Ida Lund met Acme.")


def test_json_is_one_object_a_line_each_with_its_place(stocked: Shell) -> None:
    records = stocked.json("who", "Ida Lund")
    kinds = [record["is"] for record in records]
    assert kinds[0] == "name"
    assert kinds.count("article") == records[0]["articles"] == 3
    article = next(record for record in records if record["is"] == "article")
    assert (article["start"], article["end"], article["sentence"]) == (0, 8, "Ida Lund met Acme.")
    assert sum(record["mentions"] for record in records if record["is"] == "week") == 3


def test_a_name_that_nobody_has_fails(stocked: Shell) -> None:
    code, out, err = stocked("who", "Nemo")
    assert (code, out) == (1, "")
    assert err == "reader: “Nemo” is named in no article that was understood.\n"


def test_a_name_is_followed_told_of_and_muted_in_feeds_toml(stocked: Shell) -> None:
    assert stocked("who", "Ida Lund", "--follow")[1] == "“Ida Lund” stands among the lists.\n"
    assert len(stocked.json("list", "--view", "Ida Lund")) == 3
    assert stocked("who", "Ida Lund", "--notify")[0] == 0
    before = len(stocked.json("list", "--limit", "0"))
    assert stocked("who", "Ida Lund", "--mute")[0] == 0
    assert len(stocked.json("list", "--limit", "0")) == before - 3
    (name, *_) = stocked.json("who", "Ida Lund")
    assert (name["followed"], name["notify"], name["muted"]) == (True, True, True)
    for option in ("--unfollow", "--silence", "--unmute"):
        assert stocked("who", "Ida Lund", option)[0] == 0
    (name, *_) = stocked.json("who", "Ida Lund")
    assert (name["followed"], name["notify"], name["muted"]) == (False, False, False)
    assert len(stocked.json("list", "--limit", "0")) == before
    assert stocked.json("rules") == []


def test_two_are_put_together_and_told_apart(stocked: Shell) -> None:
    assert stocked("who", "Ida Lund", "--same-as", "Acme")[1] == "“Ida Lund” and “Acme” are one now.\n"
    assert [one["name"] for one in stocked.json("who", "Acme") if one["is"] == "same"] == ["Acme"]
    assert stocked("who", "Ida Lund", "--not", "Acme")[0] == 0
    assert [one["name"] for one in stocked.json("who", "Acme") if one["is"] == "same"] == []
    number = next(one["article"] for one in stocked.json("who", "Ida Lund") if one["is"] == "article")
    code, out, _ = stocked("who", "Ida Lund", "--another-in", str(number))
    assert (code, out) == (0, "The article means “Ida Lund (2)”.\n")
    (record,) = [one for one in stocked.json("who", "Ida Lund (2)") if one["is"] == "article"]
    assert record["article"] == number


def test_an_author_is_told_of_with_outlets_and_articles(shell: Shell, tmp_path: Path) -> None:
    assert shell("refresh")[0] == 0
    numbers = [record["id"] for record in shell.json("list", "--limit", "3")]
    with Store.open(tmp_path / "library.db") as store:
        for number, outlet in zip(numbers, ("One", "Two", "One"), strict=True):
            store.put_document(number, Document(blocks=(Block("paragraph", "It began."),)), "feed", 1)
            author = Author("Ida Lund", role="reporter", outlet=outlet)
            store.put_understanding(number, Understanding((author,), version=1))
    code, out, _ = shell("who", "--author", "lund")
    assert code == 0
    assert out.startswith("Ida Lund: author, ")
    assert "reporter, One" in out
    assert shell("who", "--author", "nobody")[0] == 1
