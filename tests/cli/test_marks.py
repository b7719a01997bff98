"""What a person has marked, as the command line writes it."""

from __future__ import annotations

from pathlib import Path

from reader.passages import passage
from reader.storage import Store
from tests.cli.test_commands import Shell, shell

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
