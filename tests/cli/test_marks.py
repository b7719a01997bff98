"""What a person has marked, as the command line writes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.demo import DemoServer, Edition
from reader.passages import passage
from reader.storage import Store
from tests.cli.test_commands import Shell, shell
from tests.conftest import MOMENT
from tests.test_clipboard import give
from tests.test_later import free_port

__all__ = ["shell"]


def test_lists_and_articles_as_json_have_stars_notes_and_highlights(shell: Shell, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Harbour reopens\n\nThe ferry carried 240 people on Sunday, said Ida Lund.\n", "utf-8")
    [added] = shell.json("add", str(page))
    assert (added["starred"], added["note"], added["highlights"]) == (False, None, [])
    with Store.open(tmp_path / "library.db") as store:
        document = store.document(added["id"])
        assert document is not None
        text = document.analysed_text
        start = text.index("240 people")
        kept = passage(text, start, start + 10)
        assert kept is not None
        store.add_highlight(added["id"], kept, "So few?", 2)
        store.put_note(added["id"], "Ask Ida.")
        store.set_starred([added["id"]], True)
    [listed] = shell.json("list")
    [shown] = shell.json("show", str(added["id"]), "--offline")
    for record in (listed, shown):
        assert record["starred"]
        assert record["note"] == "Ask Ida."
        (one,) = record["highlights"]
        assert (one["words"], one["note"], one["colour"], one["lost"]) == ("240 people", "So few?", 2, False)
        assert one["made"].endswith("Z")
    assert shown["analysed_text"][one["start"] : one["end"]] == "240 people"
    _, plain, _ = shell("list")
    assert "N★◆" in plain


def test_a_tag_is_renamed_deleted_and_coloured_on_all_articles(shell: Shell, tmp_path: Path) -> None:
    for name in ("one", "two"):
        page = tmp_path / f"{name}.txt"
        page.write_text(f"Harbour {name}\n\nThe ferry carried 240 people on Sunday.\n", "utf-8")
        [added] = shell.json("add", str(page))
        shell("tag", str(added["id"]), "ports")
    assert shell.json("tag", "--rename", "ports", "docks") == [{"changed": 2, "done": True}]
    assert {tuple(one["tags"]) for one in shell.json("list")} == {("docks",)}
    assert shell("tag", "--colour", "docks", "green")[0] == 0
    with Store.open(tmp_path / "library.db") as store:
        assert store.tag_colours() == {"docks": 3}
    assert shell("tag", "--delete", "docks") == (0, "2 articles changed\n", "")
    assert {tuple(one["tags"]) for one in shell.json("list")} == {()}
    assert shell("tag", "--delete", "docks")[0] == 1
    assert shell("tag", "--colour", "docks", "mauve")[0] == 2
    assert shell("tag", "1", "--rename", "a", "b")[0] == 2


def test_an_address_without_a_network_is_wanted_and_fetched_with_a_later_refresh(
    shell: Shell, demo: DemoServer, tmp_path: Path
) -> None:
    page = demo.edition.articles[0]
    port = free_port()
    code, out, err = shell("add", f"http://127.0.0.1:{port}{page.path}")
    assert code == 0
    assert out.startswith("wanted")
    assert "it is fetched with a later refresh" in err
    with DemoServer(Edition.load(MOMENT), port=port):
        shell("refresh")
    assert page.title in {one["title"] for one in shell.json("list", "--saved")}


def test_the_clipboard_can_be_added(
    shell: Shell, demo: DemoServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = demo.edition.articles[0]
    give(tmp_path, monkeypatch, "xclip", f"printf '{demo.base_url}{page.path}'")
    [added] = shell.json("add", "--clipboard")
    assert added["title"] == page.title
    give(tmp_path, monkeypatch, "xclip", "printf 'no address'")
    assert shell("add", "--clipboard")[0] == 1
    assert shell("add")[0] == 2
