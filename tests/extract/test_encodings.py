"""Pages in old encodings: named by HTTP, by the page itself, or by nobody."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from reader.extract import extract
from reader.library import Library
from reader.model import View
from tests.site.server import Site, page

TEXTS = {
    "chinese": "繁體中文新聞：臺北市政府今天宣布新的計畫，市民表示歡迎，並期待早日完成。",
    "russian": "Новости дня: в Москве прошёл сильный дождь, сообщили городские власти в четверг вечером.",
    "japanese": "日本語のニュースです。東京で発表された内容によると、政府は新しい計画を決めた。",
    "korean": "한국어 뉴스입니다. 서울에서 발표된 내용에 따르면 정부는 새 계획을 정했다.",
    "czech": "Žluťoučký kůň příšerně úpěl ďábelské ódy, oznámila dnes vláda v Praze.",
    "french": "Le préfet a annoncé jeudi soir que l'école rouvrirait « dès lundi », selon la région.",
}


def markup(text: str, head: str = "") -> str:
    body = "".join(f"<p>{number}. {text * 3}</p>" for number in range(5))
    return f"<html><head>{head}<title>{text[:9]}</title></head><body><article>{body}</article></body></html>"


def meta(charset: str) -> str:
    return f'<meta charset="{charset}">'


def times_read(language: str, codec: str, charset: str | None = None, said: str = "", torn: str = "") -> int:
    """How often a page's text comes back, of 15 times; `torn` are bytes that stand somewhere in it."""
    text = TEXTS[language]
    body = markup(text, f'<meta charset="{said}">' if said else "").encode(codec)
    if torn:
        body = body.replace(b"4.", b"4. " + torn.encode("latin-1"))
    return extract(body, None, charset).text.count(text)


@pytest.mark.parametrize(
    ("language", "codec", "charset", "said"),
    [
        ("chinese", "big5", "big5", ""),
        ("chinese", "big5", "Big5-HKSCS", ""),
        ("russian", "koi8-r", "koi8-r", ""),
        ("russian", "koi8-r", "koi8-r", "windows-1251"),
        ("russian", "cp1251", "x-cp1251", "utf-8"),
        ("czech", "iso8859-2", "iso-8859-2", ""),
        ("japanese", "iso2022_jp", "iso-2022-jp", ""),
        ("japanese", "utf-16-le", "utf-16le", ""),
        ("french", "cp1252", "iso-8859-1", "utf-8"),
    ],
)
def test_the_encoding_that_http_names_is_the_pages(
    language: str, codec: str, charset: str, said: str
) -> None:
    assert times_read(language, codec, charset, said) == 15


@pytest.mark.parametrize(
    ("language", "codec", "charset", "said", "torn"),
    [
        ("russian", "utf-8-sig", "windows-1251", "", ""),
        ("russian", "utf-16", "utf-8", "", ""),
        ("russian", "utf-8", "iso-8859-1", "", ""),
        ("russian", "utf-8", "iso-8859-1", "", "\xff"),
        ("russian", "koi8-r", "euc-jp", "koi8-r", ""),
        ("chinese", "big5", "utf-8", "big5", ""),
        ("chinese", "big5", "utf-16", "big5", ""),
    ],
)
def test_a_label_that_cannot_be_true_does_no_harm(
    language: str, codec: str, charset: str, said: str, torn: str
) -> None:
    assert times_read(language, codec, charset, said, torn) == 15


@pytest.mark.parametrize(
    "label", ["", "none", "unicode_escape", "utf-7", "idna", "base64", "hex", "x" * 40, "é", "a\0"]
)
def test_a_label_of_no_encoding_that_pages_are_in_does_no_harm(label: str) -> None:
    assert times_read("chinese", "big5", label, "big5") == 15
    assert times_read("french", "utf-8", label, label) == 15


def test_a_torn_letter_does_not_make_a_label_a_lie() -> None:
    assert times_read("chinese", "big5", "big5", torn="\xff") == 15
    assert times_read("russian", "utf-8", "utf-8", "windows-1251", torn="\xff") == 15


@pytest.mark.parametrize(
    ("language", "codec"),
    [
        ("japanese", "euc_jp"),
        ("japanese", "shift_jis"),
        ("russian", "cp1251"),
        ("russian", "iso8859-5"),
        ("russian", "cp866"),
        ("chinese", "big5"),
        ("korean", "cp949"),
        ("french", "cp1252"),
    ],
)
def test_a_page_that_nobody_names_an_encoding_of_is_read_by_what_it_looks_like(
    language: str, codec: str
) -> None:
    assert times_read(language, codec) == 15


@pytest.mark.parametrize(
    ("label", "codec"), [("x-sjis", "cp932"), ("euc-jp", "euc_jp"), ("sjis", "cp932"), ("x-euc-jp", "euc_jp")]
)
def test_a_page_may_name_its_encoding_by_any_label_of_the_web(label: str, codec: str) -> None:
    assert times_read("japanese", codec, said=label) == 15


async def test_articles_and_kept_pages_are_read_in_the_encoding_that_the_server_names(tmp_path: Path) -> None:
    async with Site() as site:
        link = escape(site.url("/article"))
        feed = f"<rss version='2.0'><channel><title>F</title><item><link>{link}</link></item></channel></rss>"
        site.endpoints["/feed"] = page(feed.encode(), content_type="text/xml")
        for path, language, codec in (("article", "chinese", "big5"), ("kept", "russian", "koi8-r")):
            body = markup(TEXTS[language]).encode(codec)
            site.endpoints[f"/{path}"] = page(body, content_type=f"text/html; charset={codec}")
        site.endpoints["/note"] = page(
            TEXTS["korean"].encode("cp949"), content_type="text/plain; charset=euc-kr"
        )
        (tmp_path / "feeds.toml").write_text(f'[[feed]]\nurl = "{site.url("/feed")}"\n', encoding="utf-8")
        async with Library.open(tmp_path / "feeds.toml", tmp_path / "library.db") as library:
            await library.refresh()
            [article] = library.article_ids(View("all"))
            opened = await library.open_article(article, lambda _: None)
            kept, note = [await library.later.keep(site.url(path)) for path in ("/kept", "/note")]
            kept_page = library.stored_document(kept.article.id)
            kept_note = library.stored_document(note.article.id)
    assert opened.document.text.count(TEXTS["chinese"]) == 15
    assert kept_page is not None
    assert kept_page.text.count(TEXTS["russian"]) == 15
    assert kept_note is not None
    assert TEXTS["korean"] in (kept_note.text, kept_note.title)
