"""What a refresh brings, once for all commands that begin with it."""

import pytest

from reader.cli import main
from reader.demo import DemoServer


@pytest.fixture(scope="session")
def refreshed(demo: DemoServer, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a library after `reader refresh` of the demo edition."""
    folder = tmp_path_factory.mktemp("refreshed")
    feeds, library = folder / "feeds.toml", folder / "library.db"
    feeds.write_text(demo.feeds_toml, encoding="utf-8")
    assert main(["--feeds", str(feeds), "--library", str(library), "refresh"]) == 0
    assert not library.with_name("library.db-wal").exists()
    return library.read_bytes()
