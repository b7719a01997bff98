"""What a person sees when the library itself fails under the screens."""

from __future__ import annotations

from typing import cast

import pytest

from reader.library import Library, LibraryError
from reader.model import View
from reader.tui.app import LibraryFailedError, ReaderApp
from reader.tui.messages import ViewChosen
from tests.tui.fake_library import FakeLibrary


async def test_a_library_that_fails_under_a_screen_ends_the_reader_with_its_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: object) -> int:
        raise LibraryError("The library's file is\x1b[31m damaged.")

    library = FakeLibrary()
    app = ReaderApp(cast(Library, library))

    async def read() -> None:
        async with app.run_test() as pilot:
            monkeypatch.setattr(library, "count", fails)
            app.screen.post_message(ViewChosen(View("saved")))
            await pilot.pause()

    with pytest.raises(LibraryFailedError) as ended:
        await read()
    assert ended.value.__rich__().plain == "reader: The library's file is[31m damaged."
    assert (app.return_code, library.closed) == (1, True)
