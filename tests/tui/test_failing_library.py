"""What a person sees when the library itself fails under the screens."""

from __future__ import annotations

import pytest

from reader.library import LibraryError
from reader.tui.app import LibraryFailedError
from tests.tui.conftest import OpenReader


async def test_a_library_that_fails_under_a_screen_ends_the_reader_with_its_sentence(
    reading: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> int:
        raise LibraryError("The library's file is\x1b[31m damaged.")

    with pytest.raises(LibraryFailedError) as ended:
        async with reading() as reader:
            monkeypatch.setattr(reader.library, "count", fails)
            await reader.press("N")
    assert ended.value.__rich__().plain == "reader: The library's file is[31m damaged."
    assert reader.app.return_code == 1
