"""Nothing that a page holds makes extraction raise, hang or let a terminal's commands through."""

from __future__ import annotations

import subprocess
import sys

import pytest

from reader.extract import extract, extract_text
from reader.extract.article import read_article
from reader.extract.fragment import read_fragment
from reader.extract.plaintext import read_text
from reader.model import Document
from tests.extract import pages

BOMBS = {
    "nothing": b"",
    "zeros": b"\x00" * 500,
    "every byte": bytes(range(256)) * 40,
    "open brackets": b"<" * 100_000,
    "deep divs": b"<div>" * 50_000 + b"<p>text",
    "deep lists": b"<ul><li>" * 5_000,
    "deep emphasis": b"<p>" + b"<b>" * 5_000 + b"x",
    "open quotes": b'<a href="' * 20_000,
    "open scripts": b"<script>" * 20_000,
    "open comments": b"<!--" * 20_000,
    "many rows": b"<table>" + b"<tr><td>a<td>b" * 10_000,
    "deep fractions": b"<p><math>" + b"<mfrac>" * 60 + b"<mi>x",
    "spaces in formulas": b"<script type=math/tex>{\\displaystyle" + b" " * 100_000 + b"</script>",
    "spaces in programs": b"<script>return" + b" " * 100_000 + b"</script>",
    "open strings": b"<script>a=" + b'\\"' * 60_000 + b"\\`" * 60_000 + b"</script>",
    "many notes on one writer": b"<meta name=author content='Ann Lee'><body>"
    + b"".join(b"<p class=bio>Ann Lee is reporter number %d of this newspaper.</p>" % n for n in range(4000)),
    "many writers": b"<a rel=author>Jane Roe</a>" * 5_000,
    "white space": b"<p>" + b" " * 200_000 + b"x",
    "deep data": b'<script type="application/ld+json">' + b"[" * 50_000 + b"</script>",
    "strange data": b'<script type="application/ld+json">{"@type":"Article","author":[[{"name":[{}]}],1e999],'
    b'"headline":{}}</script>',
    "bad addresses": b"<base href='http://['><link rel=canonical href='http://[x'><a href='http://]'>a</a>",
    "forbidden encoding": b'<meta charset="unicode_escape"><p>\\x1b[31m \xff\xfe</p>',
}  # fmt: skip

each_bomb = pytest.mark.parametrize("html", BOMBS.values(), ids=BOMBS)


@each_bomb
def test_no_input_makes_it_raise(html: bytes) -> None:
    text = html.decode("latin-1")
    # Not through the package's own functions: they answer a failure with an empty document.
    for document in (read_article(html, "https://x.example/"), read_fragment(text, None), read_text(text)):
        assert "\x1b" not in document.text


def test_a_failure_inside_gives_an_empty_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str) -> None:
        raise ValueError(text)

    monkeypatch.setattr("reader.extract.plaintext.read_mail", fail)
    assert extract_text("A text") == Document()


@pytest.mark.parametrize("value", ['=">"', '="b"', "=b", ""])
def test_a_tag_with_more_attributes_than_a_page_has_is_refused_and_one_just_under_is_read(value: str) -> None:
    def page(count: int) -> bytes:
        attributes = " ".join(f"a{number}{value}" for number in range(count))
        return pages.bare(f"<p {attributes}>The harbour office will close its last ledger.</p>")

    assert extract(page(300)).blocks == ()
    assert "close its last ledger" in extract(page(250)).text


def test_stray_quotes_and_scripts_full_of_signs_are_no_attributes() -> None:
    script = f"<script>{'if (a<b && c) x = 1; ' * 400}</script>"
    page = pages.bare('<p class="a"" id=b>The harbour office will close.</p>', head=script)
    assert pages.PARAGRAPHS[3] in extract(page).text


def test_controls_and_turned_text_are_washed_out_of_every_field() -> None:
    evil = "\x1b]0;x\x07Harbour\u202e News"
    page = pages.bare(
        f"<p>{evil} and more of the same text for a paragraph.</p>", head=f"<title>{evil}</title>"
    )
    document = extract(page)
    shown = [document.title, document.text, *(author.name or "" for author in document.authors)]
    assert not any(sign in text for text in shown for sign in "\x1b\x07\u202e")


def test_a_page_past_the_limit_is_read_up_to_it() -> None:
    page = pages.bare(f"<!--{'x' * (8 * 1024 * 1024)}-->")
    assert pages.PARAGRAPHS[0] in extract(page).text


def test_importing_the_package_loads_no_parser() -> None:
    code = "import sys, reader.extract; print({'lxml', 'trafilatura', 'htmldate'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
