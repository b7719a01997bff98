"""Books: what epubcheck says of them, and what is in them."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import lxml.etree
import pytest

from reader.export.book import Book
from reader.export.piece import Piece
from tests.export.pieces import ARABIC, EMPTY, HOSTILE, NOW, WHOLE

JAR = Path("/usr/share/java/epubcheck.jar")


def parsed(page: bytes) -> Any:
    """A page as XML, which it must be."""
    return lxml.etree.fromstring(page)


def book(*pieces: Piece, made: datetime = NOW, opening: str = "") -> bytes:
    file = io.BytesIO()
    written = Book(file, "Saved & <kept>", made, opening=opening)
    names = [written.add(piece) for piece in pieces]
    if opening:
        written.set_opening(f'<h1>{opening}</h1><p><a href="{names[0]}">first</a></p>')
    written.finish()
    return file.getvalue()


@pytest.mark.skipif(not (JAR.exists() and shutil.which("java")), reason="needs Debian's epubcheck and java")
def test_epubcheck_finds_nothing_wrong_with_whatever_articles_hold(tmp_path: Path) -> None:
    path = tmp_path / "all.epub"
    path.write_bytes(book(WHOLE, ARABIC, HOSTILE, EMPTY, WHOLE, opening="Briefing"))
    said = subprocess.run(
        ["java", "-XX:TieredStopAtLevel=1", "-jar", str(JAR), str(path)],
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert said.returncode == 0, said.stderr + said.stdout
    assert "No errors or warnings detected" in said.stdout


def test_the_same_articles_give_the_same_bytes_but_for_the_time() -> None:
    assert book(WHOLE, ARABIC) == book(WHOLE, ARABIC)
    later = datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC)
    with ZipFile(io.BytesIO(book(WHOLE))) as one, ZipFile(io.BytesIO(book(WHOLE, made=later))) as other:
        differing = {name for name in one.namelist() if one.read(name) != other.read(name)}
    assert differing <= {"EPUB/package.opf", "EPUB/cover.svg", "EPUB/toc.ncx"}


def test_a_book_has_its_pictures_once_its_languages_its_authors_and_its_contents() -> None:
    with ZipFile(io.BytesIO(book(WHOLE, ARABIC, WHOLE, opening="Briefing"))) as opened:
        names = opened.namelist()
        assert names[0] == "mimetype"
        assert opened.getinfo("mimetype").compress_type == ZIP_STORED
        assert sum(name.startswith("EPUB/pictures/") for name in names) == 2
        package = opened.read("EPUB/package.opf").decode()
        arabic = opened.read("EPUB/a0002.xhtml").decode()
        contents = parsed(opened.read("EPUB/nav.xhtml"))
        for name in names:
            if name.endswith((".xhtml", ".opf", ".ncx", ".svg")):
                parsed(opened.read(name))
    assert "<dc:language>en</dc:language>" in package
    assert "<dc:language>ar</dc:language>" in package
    assert "<dc:creator>Ida Lund</dc:creator>" in package
    assert "Per Aalto</dc:creator>" not in package
    assert 'lang="ar" xml:lang="ar" dir="rtl"' in arabic
    links = contents.xpath("//*[local-name()='nav'][1]//*[local-name()='a']/@href")
    assert links == ["opening.xhtml", "a0001.xhtml", "a0002.xhtml", "a0003.xhtml"]


def test_footnotes_lead_to_their_text_and_back_and_no_id_is_there_twice() -> None:
    with ZipFile(io.BytesIO(book(WHOLE, HOSTILE))) as opened:
        page = parsed(opened.read("EPUB/a0001.xhtml"))
        hostile = parsed(opened.read("EPUB/a0002.xhtml"))
    ids = page.xpath("//@id")
    inner = [one[1:] for one in page.xpath("//@href") if one.startswith("#")]
    assert len(ids) == len(set(ids))
    assert sorted(inner) == sorted(ids) == ["note1", "ref1"]
    assert hostile.xpath("//*[local-name()='a']//*[local-name()='a']") == []


def test_pictures_past_what_a_book_has_room_for_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "reader.export.book.MOST_PICTURE_BYTES", len(WHOLE.pictures["https://pictures.example/a.png"])
    )
    file = io.BytesIO()
    written = Book(file, "x", NOW)
    written.add(WHOLE)
    written.finish()
    assert written.left_out == 1
    with ZipFile(file) as opened:
        assert sum(name.startswith("EPUB/pictures/") for name in opened.namelist()) == 1
        assert b"<p>" in opened.read("EPUB/a0001.xhtml")
