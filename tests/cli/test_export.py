"""`reader export` on the demo edition, and what it wrote taken in again."""

from __future__ import annotations

import csv
import json
import re
import shutil
import sqlite3
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml

from reader.cli import main
from reader.config import load
from reader.demo import DemoServer
from reader.model import Author, Entity, Figure, KeptPicture, Span, Understanding
from reader.passages import passage
from reader.storage import Store
from tests.cli.test_commands import Shell, give_a_terminal, shell
from tests.conftest import MOMENT
from tests.export.pieces import WHOLE

__all__ = ["shell"]


@pytest.fixture(scope="module")
def filled(demo: DemoServer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a library that has been fetched, read in part and marked; and its feeds.toml."""
    folder = tmp_path_factory.mktemp("filled")
    (folder / "feeds.toml").write_text(demo.feeds_toml, encoding="utf-8")
    where = ["--feeds", str(folder / "feeds.toml"), "--library", str(folder / "library.db")]
    with pytest.MonkeyPatch.context() as patch:
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            patch.delenv(name, raising=False)
        assert main([*where, "refresh"]) == 0
    with Store.open(folder / "library.db") as store:
        for number in (1, 2, 3):
            store.put_document(number, WHOLE.document, "page", 1)
        store.set_saved([1, 2], True)
        store.set_starred([2], True)
        store.set_tags(1, ["harbour", "a, b"])
        store.colour_tag("harbour", 3)
        store.set_read([3], True)
        store.set_hidden([4], True)
        store.put_note(1, "Ask Ida.")
        known = Understanding(
            authors=(Author("Ines Caldeira", "reporter", "The Meridian Post"),),
            entities=(Entity("Sado", "place", (Span(0, 4),), 0.5, ("the Sado",)),),
            figures=(Figure(0, 9, "-3 degrees", "measure", -3.0, unit="degree", sentence="=1+1"),),
            version=1,
        )
        store.put_understanding(1, known)
        store.put_understanding(2, known)
        kept = passage(WHOLE.document.analysed_text, 4, 28)
        assert kept is not None
        store.add_highlight(1, kept, "So?", 2)
    return folder


@pytest.fixture
def full(filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """The same to be changed."""
    for name in ("feeds.toml", "library.db"):
        shutil.copy(filled / name, tmp_path / name)
    capsys.readouterr()
    return Shell(tmp_path / "feeds.toml", tmp_path / "library.db", capsys)


def test_notes_go_to_a_folder_and_what_is_there_stays_there(full: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    code, out, err = full("export", "--saved", "--to", str(folder))
    assert (code, err) == (0, "")
    assert out.startswith(f"{folder}: 2 articles")
    notes = sorted(folder.glob("*.md"))
    assert len(notes) == 2
    matters = [yaml.safe_load(note.read_text().split("---\n")[1]) for note in notes]
    assert all(matter["feed"] and matter["saved"] and matter["role"] == "reporter" for matter in matters)
    assert [matter["places"] for matter in matters] == [["Sado"], ["Sado"]]
    notes[0].write_text("mine")
    [said] = full.json("export", "--saved", "--to", str(folder))
    assert (said["written"], len(said["there"])) == (0, 2)
    assert notes[0].read_text() == "mine"
    [said] = full.json("export", "--saved", "--to", str(folder), "--overwrite")
    assert said["written"] == 2
    assert notes[0].read_text() != "mine"


def test_pictures_lie_beside_the_notes_that_show_them(full: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    with Store.open(tmp_path / "library.db") as store:
        for address, data in WHOLE.pictures.items():
            store.put_picture(3, address, KeptPicture(data, 64, 64))
    assert full("export", "3", "--to", str(folder), "--pictures", "--offline")[0] == 0
    [note] = folder.glob("*.md")
    shown = re.findall(r"!\[.*\]\((assets/\w+\.png)\)", note.read_text())
    assert [(folder / one).read_bytes() for one in shown] == list(WHOLE.pictures.values())
    page = full("export", "3", "--format", "html", "--offline")[1]
    assert page.count('src="data:image/') == len(shown)
    assert "data:image" not in full("export", "3", "--format", "html", "--no-pictures")[1]


def test_articles_of_one_title_are_told_apart_by_their_numbers(full: Shell, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "library.db") as connection:
        connection.execute(
            "UPDATE article SET title = 'CON: a/b [x] #1? ' || char(233) WHERE id IN (1, 2, 3)"
        )
        connection.execute("DELETE FROM document WHERE article_id IN (1, 2, 3)")
    connection.close()
    full("export", "3", "1", "2", "--to", str(tmp_path / "out"))
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == [
        *("CON - a b x 1 é (2).md", "CON - a b x 1 é (3).md", "CON - a b x 1 é.md"),
    ]


def test_one_article_goes_to_standard_output(full: Shell) -> None:
    code, out, _ = full("export", "1")
    assert code == 0
    assert out.startswith("---\ntitle: ")
    assert "## Highlights" in out
    assert full("export", "1", "--format", "html")[1].startswith("<!doctype html>")
    assert "## Highlights" in full("export", "1", "--without-text")[1]


def test_everything_comes_back_from_its_lines(
    full: Shell, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = tmp_path / "all.jsonl"
    assert full("export", "--to", str(lines))[0] == 0
    (tmp_path / "other.toml").write_text("")
    other = Shell(tmp_path / "other.toml", tmp_path / "other.db", capsys)
    [would] = other.json("import", str(lines), "--dry-run")
    assert other.json("list") == []
    [came] = other.json("import", str(lines))
    assert came["articles"]["new"] == would["articles"]["new"] == len(lines.read_text().splitlines()) - 10
    again = tmp_path / "again.jsonl"
    assert other("export", "--to", str(again))[0] == 0
    assert again.read_bytes().split(b"\n")[1:] == lines.read_bytes().split(b"\n")[1:]
    [twice] = other.json("import", str(lines))
    assert (twice["feeds"], twice["articles"]["new"], twice["articles"]["marked"]) == (0, 0, 0)
    subscriptions = load(tmp_path / "other.toml").subscriptions
    assert subscriptions == load(tmp_path / "feeds.toml").subscriptions
    title = full.json("list", "--limit", "1")[0]["title"]
    word = max(title.split(), key=len)
    assert other.json("search", word) == full.json("search", word)
    with Store.open(tmp_path / "other.db") as store:
        assert store.problems() == []


def test_a_selection_as_lines_has_its_articles_alone(full: Shell) -> None:
    _, out, _ = full("export", "--saved", "--format", "json")
    kinds = [next(iter(json.loads(line))) for line in out.splitlines()]
    assert kinds == ["reader", "article", "article"]


def test_lines_that_cannot_be_read_are_told_and_the_others_taken(full: Shell, tmp_path: Path) -> None:
    lines = tmp_path / "bad.jsonl"
    good = full("export", "2", "--format", "json")[1].splitlines()[1]
    deep = '{"article":' * 3000
    lines.write_text(
        "\n".join(['{"reader":{"format":1}}', "nonsense", deep, '{"feed":{"url":"file:///x"}}', good])
    )
    code, out, err = full("import", str(lines))
    assert code == 1
    assert "0 articles, 1 more known already" in out
    assert err.count("\n") == 3
    lines.write_text('{"reader":{"format":99}}\n')
    assert full("import", str(lines)) == (1, "", "reader: This was written by a newer Reader (format 99).\n")


def test_figures_are_a_table_and_feeds_an_outline(full: Shell, tmp_path: Path) -> None:
    sheet = tmp_path / "figures.csv"
    code, out, _ = full("export", "--to", str(sheet))
    assert code == 0
    with sheet.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["value"], row["unit"], row["sentence"]) for row in rows] == [("-3", "degree", "'=1+1")] * 2
    assert out.strip().endswith("2 figures")
    outline = tmp_path / "feeds.opml"
    assert full("export", "--to", str(outline))[0] == 0
    (tmp_path / "other.toml").write_text("")
    from reader.feeds import read_opml

    assert read_opml(outline.read_bytes()) == load(tmp_path / "feeds.toml").subscriptions


def test_a_book_of_articles_and_one_of_a_briefing(
    full: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("stories", "briefs"):
        monkeypatch.setattr(f"reader.storage.{module}.now", lambda: MOMENT)
    path = tmp_path / "day.epub"
    code, _, err = full(
        "export", "--briefing", "--since", "2w", "--limit", "2", "--to", str(path), "--offline"
    )
    assert (code, err) == (0, "")
    with ZipFile(path) as book:
        opening = book.read("EPUB/opening.xhtml").decode()
        assert 'href="a0001.xhtml"' in opening
        assert "EPUB/a0001.xhtml" in book.namelist()
    assert full("export", "--saved", "--to", str(path))[:2] == (1, "")
    _, page, _ = full("export", "--briefing", "--since", "2w", "--limit", "2", "--format", "html")
    assert page.count("<h2>") == 2
    assert len(full("export", "--briefing", "--since", "2w", "--format", "json")[1].splitlines()) > 2


def test_a_persons_own_form_is_found_by_its_name(full: Shell, tmp_path: Path) -> None:
    assert full("export", "--print-template")[1].startswith("{{ front_matter }}")
    [places] = full.json("config")
    Path(places["templates"]).mkdir()
    (Path(places["templates"]) / "line.txt").write_text("{{ title }} by {{ authors | join(' and ') }}")
    code, out, _ = full("export", "1", "--template", "line")
    assert code == 0
    assert " by " in out
    full("export", "1", "2", "--template", "line", "--to", str(tmp_path / "lines/"))
    assert {one.suffix for one in (tmp_path / "lines").iterdir()} == {".txt"}
    (tmp_path / "wrong.md").write_text("\n{{ titel }}")
    code, out, err = full("export", "1", "--template", str(tmp_path / "wrong.md"))
    assert (code, out) == (1, "")
    assert "line 2: 'titel' is undefined" in err
    assert full("export", "1", "--template", "nowhere")[0] == 1


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        ((), 2, "which articles?"),
        (("1", "2"), 2, "2 articles need a folder"),
        (("--saved", "--to", "x.md"), 2, "2 articles need a folder, and x.md is a file"),
        (("--saved", "--to", "x.pdf"), 2, ".pdf is no form of export"),
        (("999999",), 2, "there is no article 999999"),
        (("1", "--saved"), 2, "not both"),
        (("sav:1", "--to", "x/"), 2, "There is no field"),
        (("1", "--format", "opml"), 2, "OPML is of the subscriptions"),
        (("--briefing", "--format", "csv"), 2, "a briefing can be Markdown"),
        (("1", "--to", "/dev/null/x.md"), 1, "/dev/null is no folder"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    full: Shell, arguments: tuple[str, ...], code: int, complaint: str
) -> None:
    got, out, err = full("export", *arguments)
    assert (got, out) == (code, "")
    assert complaint in err


def test_a_book_is_not_written_to_a_terminal(full: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    give_a_terminal(monkeypatch, 80)
    code, out, err = full("export", "1", "--format", "epub")
    assert (code, out) == (2, "")
    assert "a book needs a file" in err
