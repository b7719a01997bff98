"""Articles that are split over pages, or cut off: what goes on elsewhere is fetched and joined."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from html import escape
from typing import Any, cast

from reader.continuation import whole
from reader.extract import extract
from reader.fetch import FetchError, Response
from reader.model import Document
from reader.worker import Worker
from tests.extract.pages import CAPTION, CREDIT, PARAGRAPHS, TITLE

URL = "https://post.example/night-boat"
STANDFIRST = "Deckhands and company agree after six weeks without a late crossing to the island."


def _page(
    *paragraphs: str, pages: tuple[str, ...] = (), head: str = "", after: str = "", figure: str = ""
) -> str:
    body = "".join(f"<p>{escape(text, quote=False)}</p>" for text in paragraphs)
    links = "".join(f'<a href="{address}">{number}</a> ' for number, address in enumerate(pages, 1))
    return (
        f"<html><head><title>{TITLE}</title>{head}</head><body><article><h1>{TITLE}</h1>"
        f"<h2>{STANDFIRST}</h2>{figure}{body}{after}</article><div>{links}</div></body></html>"
    )


@dataclass
class _Web:
    """Answers with its pages, and remembers what it was asked."""

    pages: dict[str, str]
    asked: list[str] = field(default_factory=list)
    charset: str = "utf-8"

    async def get(self, url: str, **_: Any) -> Response:
        self.asked.append(url)
        if url not in self.pages:
            raise FetchError("post.example answered 404", "status")
        return Response(url=url, status=200, body=self.pages[url].encode(self.charset), charset=self.charset)


class _Reader:
    async def extract_page(self, page: bytes, url: str | None, charset: str | None = None) -> Document:
        return extract(page, url, charset)


async def _whole(web: _Web, url: str = URL) -> Document:
    first = extract(web.pages[url].encode(), url)
    return await whole(first, url, web, cast("Worker", _Reader()))


_ADDRESSES = tuple(f"{URL}?page={n}" if n > 1 else URL for n in (1, 2, 3))
_FIGURE = (
    f'<figure><img src="/boat.jpg"><figcaption>{CAPTION} <span class="credit">{CREDIT}</span></figcaption>'
    "</figure>"
)


async def test_a_text_on_three_pages_becomes_one_and_repeats_nothing() -> None:
    web = _Web({
        address: _page(*PARAGRAPHS[2 * at : 2 * at + 2], pages=_ADDRESSES, figure=_FIGURE)
        for at, address in enumerate(_ADDRESSES)
    })  # fmt: skip
    document = await _whole(web)
    assert document.text == "\n\n".join((STANDFIRST, *PARAGRAPHS))
    assert web.asked == list(_ADDRESSES[1:])
    assert [block.picture for block in document.blocks if block.kind == "caption"] == [0]
    assert (document.truncated, document.next_page) == (False, None)


async def test_the_pages_after_the_first_are_read_in_the_encoding_that_their_server_names() -> None:
    text = "Новости дня: в Москве прошёл сильный дождь, сообщили городские власти в четверг. " * 4
    pages = {URL: _page(*PARAGRAPHS, pages=_ADDRESSES[:2]), _ADDRESSES[1]: _page(text, pages=_ADDRESSES[:2])}
    document = await _whole(_Web(pages, charset="koi8-r"))
    assert document.text.endswith(text.strip())


async def test_a_page_that_cannot_be_had_leaves_the_text_cut_off_and_says_so() -> None:
    web = _Web({URL: _page(*PARAGRAPHS[:3], pages=_ADDRESSES)})
    document = await _whole(web)
    assert document.text == "\n\n".join((STANDFIRST, *PARAGRAPHS[:3]))
    assert document.truncated


async def test_no_more_than_five_further_pages_are_asked_and_each_once() -> None:
    addresses = [URL, *(f"{URL}?page={n}" for n in range(2, 10))]
    web = _Web({
        address: _page(*(f"Part {at}: {text}" for text in PARAGRAPHS), pages=tuple(addresses))
        for at, address in enumerate(addresses)
    })  # fmt: skip
    document = await _whole(web)
    assert web.asked == addresses[1:6]
    assert document.next_page == addresses[6]


async def test_an_article_that_is_cut_off_is_read_from_its_amp_form() -> None:
    amp = "https://amp.post.example/night-boat"
    head = f'<link rel="amphtml" href="{amp}">'
    cut = _page(PARAGRAPHS[0], f"{PARAGRAPHS[1][:90]}…", head=head)
    web = _Web({URL: cut, amp: _page(*PARAGRAPHS)})
    document = await _whole(web)
    assert document.text == "\n\n".join((STANDFIRST, *PARAGRAPHS))
    assert (document.url, document.truncated) == (URL, False)


async def test_neither_the_amp_form_of_a_whole_article_nor_one_elsewhere_is_asked() -> None:
    own = '<link rel="amphtml" href="https://amp.post.example/night-boat">'
    other = '<link rel="amphtml" href="https://elsewhere.example/night-boat">'
    for page in (_page(*PARAGRAPHS, head=own), _page(f"{PARAGRAPHS[0][:90]}…", head=other)):
        web = _Web({URL: page})
        await _whole(web)
        assert web.asked == []


async def test_an_amp_form_of_another_text_is_not_taken() -> None:
    amp = "https://amp.post.example/night-boat"
    cut = _page(PARAGRAPHS[0], f"{PARAGRAPHS[1][:90]}…", head=f'<link rel="amphtml" href="{amp}">')
    web = _Web({URL: cut, amp: _page(*PARAGRAPHS[2:])})
    document = await _whole(web)
    assert PARAGRAPHS[0] in document.text
    assert document.truncated


async def test_what_is_no_address_or_past_the_last_page_asked_leaves_the_text_cut_off() -> None:
    web = _Web({URL: _page(*PARAGRAPHS)})
    first = extract(web.pages[URL].encode(), URL)
    for address in ("http://[night-boat", "https://other.example/night-boat?page=2"):
        named = replace(first, truncated=False, next_page=address, amp_url=address)
        assert (await whole(named, URL, web, cast("Worker", _Reader()))).truncated
        named = replace(named, truncated=True)
        assert (await whole(named, URL, web, cast("Worker", _Reader()))).text == first.text
    assert web.asked == []
