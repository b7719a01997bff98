"""Keys over a real library: what was pressed is on the disk."""

from pathlib import Path

from reader.model import View
from reader.storage import Store
from tests.tui.conftest import OpenReader
from tests.tui.shelf import shelved


async def test_what_a_key_marks_is_on_the_disk(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        assert await reader.comes_to_show("Dockers shut the port")
        before = reader.shelf.count(View("saved"))
        await reader.press("s")
        assert reader.shelf.count(View("saved")) == before + 1
    with Store.open(tmp_path / "library.db") as store:
        assert store.count(View("saved")) == before + 1


async def test_an_article_opens_with_what_is_understood_of_it(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("enter")
        assert await reader.comes_to_show("Marta Ilves")
        assert reader.article(1).read
