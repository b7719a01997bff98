"""Pictures on their way from the web into the library and onto a canvas."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

pytest.importorskip("PIL", reason="the extra `pictures` is not installed")

from reader.fetch import Client
from reader.gallery import Gallery, PictureError, shown_pictures
from reader.library import Library
from reader.model import Block, Canvas, Document, Picture
from reader.storage import Store
from tests.pictures.samples import encoded, halves
from tests.site.server import Endpoint, Request, Site, page
from tests.storage.samples import FERRY, fill

CANVAS = Canvas("half-block", 40, 20)
PHOTO = encoded(halves(), "JPEG")


@asynccontextmanager
async def gallery_of(path: Path, site: Site, **limits: float) -> AsyncIterator[tuple[Gallery, Store, int]]:
    """A gallery over a library with one article, whose feed is on `site`."""
    with Store.open(path / "library.db") as store:
        (article,) = fill(store, FERRY, url=site.url("/feed.xml"))
        async with Client(**limits) as client:  # type: ignore[arg-type]

            async def web() -> Client:
                return client

            gallery = Gallery(store, web)
            try:
                yield gallery, store, article
            finally:
                await gallery.close()


async def test_a_picture_is_asked_for_once_and_is_then_in_the_library(tmp_path: Path) -> None:
    async with Site({"/a.jpg": page(PHOTO)}) as site, gallery_of(tmp_path, site) as (gallery, store, article):
        first = await gallery.draw(article, site.url("/a.jpg"), CANVAS)
        site.endpoints.clear()
        again = await gallery.draw(article, site.url("/a.jpg"), CANVAS)
        assert first is not None
        assert first == again
        assert (first.columns, first.rows) == (40, 11)
        (asked,) = site.asked
        assert not {"cookie", "referer"} & set(asked.headers)
        assert "svg" not in asked.headers["accept"]
        assert store.picture_sizes(article) == {site.url("/a.jpg"): (640, 360)}


async def test_a_counter_of_readers_is_nothing_and_not_asked_again(tmp_path: Path) -> None:
    dot = page(encoded(halves(1, 1), "GIF"))
    async with Site({"/dot.gif": dot}) as site, gallery_of(tmp_path, site) as (gallery, _, article):
        assert await gallery.draw(article, site.url("/dot.gif"), CANVAS) is None
        assert await gallery.draw(article, site.url("/dot.gif"), CANVAS) is None
        assert len(site.asked) == 1


async def _drip(request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n\xff\xd8\xff")
    await writer.drain()
    await asyncio.sleep(30)


@pytest.mark.parametrize(
    ("endpoint", "why", "for_good"),
    [
        (page(b"gone", status=404), "answered 404", True),
        (page(b"busy", status=503), "answered 503", False),
        (page(PHOTO[:2000]), "it is broken", True),
        (page(b"<svg/>", content_type="image/jpeg"), "it is not a JPEG", True),
        (page(bytes(400_000)), "sent more than", True),
        (_drip, "did not answer within 0.5 seconds", False),
    ],
)
async def test_a_picture_that_cannot_be_had_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, endpoint: Endpoint, why: str, for_good: bool
) -> None:
    monkeypatch.setattr("reader.gallery._DEADLINE", 0.5)
    async with Site({"/a.jpg": endpoint}) as site, gallery_of(tmp_path, site, max_body=300_000) as opened:
        gallery, _, article = opened
        with pytest.raises(PictureError, match=why):
            await gallery.draw(article, site.url("/a.jpg"), CANVAS)
        site.endpoints["/a.jpg"] = page(PHOTO)
        assert (await gallery.draw(article, site.url("/a.jpg"), CANVAS) is None) == for_good


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/a.jpg", "http://10.0.0.8/a.jpg", "http://[::1]/a.jpg"])
async def test_a_public_article_names_no_picture_of_a_private_network(tmp_path: Path, url: str) -> None:
    with Store.open(tmp_path / "library.db") as store:
        (article,) = fill(store, FERRY)
        async with Client() as client:

            async def web() -> Client:
                return client

            gallery = Gallery(store, web)
            with pytest.raises(PictureError, match="private network"):
                await gallery.draw(article, url, CANVAS)
            await gallery.close()


async def test_a_few_pictures_are_fetched_at_a_time(tmp_path: Path) -> None:
    async def slow(request: Request, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.05)
        await page(PHOTO)(request, writer)

    names = [f"/{number}.jpg" for number in range(8)]
    async with (
        Site(dict.fromkeys(names, slow)) as site,
        gallery_of(tmp_path, site) as (gallery, store, article),
    ):
        pictures = tuple(Picture(site.url(name)) for name in names)
        store.put_document(article, Document(pictures=pictures), "page", 1)
        assert await gallery.keep(article) == 8
        assert site.busiest <= 3


def test_icons_and_what_is_not_on_the_web_are_not_asked_for() -> None:
    photo, unknown = (
        Picture("https://a.example/1.jpg", width=900, height=600),
        Picture("https://a.example/2.jpg"),
    )
    others = (
        Picture("https://a.example/logo.png", width=120, height=40),
        Picture("data:image/png;base64,AAAA"),
        Picture("file:///etc/passwd"),
        Picture(None, "A caption whose picture is elsewhere"),
    )
    assert shown_pictures(Document(pictures=(photo, *others, unknown))) == (photo, unknown)


@pytest.fixture
def illustrated() -> Callable[[Site], Document]:
    """A document of two pictures on a site, one of which is not there."""

    def document(site: Site) -> Document:
        pictures = (Picture(site.url("/a.jpg"), "The pier"), Picture(site.url("/missing.jpg"), "The ferry"))
        return Document("Ferry", blocks=(Block("paragraph", "It carried 240 people."),), pictures=pictures)

    return document


async def test_saving_an_article_keeps_its_pictures(
    tmp_path: Path, illustrated: Callable[[Site], Document]
) -> None:
    feeds = tmp_path / "feeds.toml"
    feeds.write_text("[settings]\nrefresh_on_start = false\n", encoding="utf-8")
    async with Site({"/a.jpg": page(PHOTO)}) as site:
        with Store.open(tmp_path / "library.db") as store:
            saved, other = fill(store, url=site.url("/feed.xml"))
            for article in (saved, other):
                store.put_document(article, illustrated(site), "page", 99)
        async with Library.open(feeds, tmp_path / "library.db") as library:
            await library.set_saved([saved], True)
        async with Library.open(feeds, tmp_path / "library.db") as library:
            assert library.picture_sizes(saved)[site.url("/a.jpg")] == (640, 360)
            assert library.picture_sizes(other) == {}


async def test_who_wants_no_pictures_gets_none_kept(
    tmp_path: Path, illustrated: Callable[[Site], Document]
) -> None:
    feeds = tmp_path / "feeds.toml"
    feeds.write_text('[settings]\npictures = "off"\n', encoding="utf-8")
    async with Site({"/a.jpg": page(PHOTO)}) as site:
        with Store.open(tmp_path / "library.db") as store:
            (article,) = fill(store, FERRY, url=site.url("/feed.xml"))
            store.put_document(article, illustrated(site), "page", 99)
        async with Library.open(feeds, tmp_path / "library.db") as library:
            await library.set_saved([article], True)
        assert site.asked == []
