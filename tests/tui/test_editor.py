"""Notes that are written in a person's own editor, which gets the terminal meanwhile."""

from __future__ import annotations

import contextlib
import shlex
import sys
import tempfile
from pathlib import Path

import pytest

from reader.annotation import LONGEST_NOTE
from reader.editor import LARGEST_DRAFT, editor
from reader.library import LibraryError
from reader.programs import ProgramError
from reader.tui.app import ReaderApp
from tests.tui.conftest import OpenReader, Reader
from tests.tui.shelf import shelved
from tests.tui.test_pipe import said

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals are those of Unix")


@pytest.fixture(autouse=True)
def _drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drafts lie in a folder of the test, and the terminal is given away without one being there."""
    (tmp_path / "drafts").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "drafts"))
    monkeypatch.setattr(ReaderApp, "suspend", lambda _app: contextlib.nullcontext())
    monkeypatch.delenv("VISUAL", raising=False)


def drafts(folder: Path) -> list[str]:
    """What is left of drafts."""
    return [path.read_text() for path in (folder / "drafts").glob("*/note.md")]


def edits(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Have an editor that does this to the text of the file."""
    code = "\n".join(
        (
            "import sys, pathlib",
            "path = pathlib.Path(sys.argv[-1])",
            "text = path.read_text()",
            *lines,
            "path.write_text(text)",
        )
    )
    monkeypatch.setenv("EDITOR", shlex.join([sys.executable, "-c", code, "two words"]))


def note_of(reader: Reader) -> str | None:
    note = reader.shelf.marks.of(1).note
    return note.text if note is not None else None


async def asks_in_vain(reader: Reader, told: str) -> None:
    """Go from a line to the editor, be told why that cannot be, and go on in the line."""
    await reader.press("m")
    await reader.write("ask", "ctrl+o")
    assert await said(reader, told)
    await reader.press("enter")
    assert note_of(reader) == "ask"


async def test_the_note_of_an_article_is_written_in_the_editor_and_taken_back_in_one_step(
    reading: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits(monkeypatch, "text = 'Ask the union.\\n\\nThen the port.\\n'")
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("alt+m")
        assert note_of(reader) == "Ask the union.\n\nThen the port."
        assert await said(reader, "Noted.")
        assert drafts(tmp_path) == []
        await reader.press("ctrl+z")
        assert note_of(reader) is None


async def test_what_was_typed_in_the_line_goes_on_in_the_editor(
    reading: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits(monkeypatch, "text = text.strip() + ', twice\\n'")
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("m")
        assert await reader.comes_to_show("Ctrl+O takes it to your editor")
        await reader.write("ask again", "ctrl+o")
        assert note_of(reader) == "ask again, twice"
        await reader.press("j", "k")
        assert reader.at == "list", "keys count again"


async def test_a_highlight_gets_its_note_from_the_editor_too(
    reading: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits(monkeypatch, "text += 'why?'")
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("enter", "v", "right_parenthesis", "m", "ctrl+o")
        (made,) = reader.shelf.marks.of(1).highlights
        assert made.note == "why?"


async def test_a_note_of_several_lines_outlives_an_enter_in_its_line(
    reading: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits(monkeypatch, "text = 'one\\ntwo'")
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("alt+m", "m", "enter")
        assert note_of(reader) == "one\ntwo"
        edits(monkeypatch, "text += 'three'")
        await reader.press("m", "ctrl+o")
        assert note_of(reader) == "one\ntwo\nthree"
        edits(monkeypatch)
        await reader.press("alt+m")
        assert await said(reader, "The note is as it was.")
        edits(monkeypatch, "text = ''")
        await reader.press("alt+m")
        assert note_of(reader) is None


async def test_where_the_editor_fails_nothing_is_lost(
    reading: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits(monkeypatch, "path.write_text('half a thought')", "sys.exit(3)")
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("m")
        await reader.write("ask", "ctrl+o")
        assert await said(reader, "ended with 3")
        (draft,) = (tmp_path / "drafts").glob("*/note.md")
        assert str(draft) in reader.note
        assert draft.read_text() == "half a thought"
        assert reader.screen.prompt.query_one("#prompt-input").value == "ask"  # type: ignore[attr-defined]
        await reader.press("enter")
        assert note_of(reader) == "ask"


async def test_where_nothing_was_written_a_failure_leaves_no_file(
    reading: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits(monkeypatch, "sys.exit(1)")
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("alt+m")
        assert await said(reader, "ended with 1")
        assert list((tmp_path / "drafts").iterdir()) == []


async def test_an_editor_that_is_not_there_is_told_and_the_line_stays(
    reading: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "no-such-editor -w")
    async with reading(shelved(tmp_path)) as reader:
        await asks_in_vain(reader, "no-such-editor could not be started: there is no such program.")


async def test_without_a_terminal_it_is_told_and_the_line_stays(
    reading: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("EDITOR", "true")
    async with reading(shelved(tmp_path)) as reader:
        await asks_in_vain(reader, "true needs a terminal, and there is none here.")


async def test_a_note_that_cannot_be_kept_stays_in_its_file(
    reading: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits(monkeypatch, "text = 'long thoughts'")
    async with reading(shelved(tmp_path)) as reader:

        async def full(*_: object) -> None:
            raise LibraryError("The disk is full.")

        monkeypatch.setattr(reader.shelf.marks, "write_note", full)
        await reader.press("alt+m")
        assert drafts(tmp_path) == ["long thoughts"]
        assert await said(reader, "could not be kept; it is in")


async def test_what_the_editor_leaves_is_cleaned_and_bounded(
    reading: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits(monkeypatch, "path.write_bytes(b'red \\x1b]52;c;x\\x07 \\xff end'); sys.exit(0)")
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("alt+m")
        noted = note_of(reader) or ""
        assert noted.startswith("red ")
        assert "\x1b" not in noted
        edits(monkeypatch, f"text = 'x' * {LONGEST_NOTE + 1}")
        await reader.press("alt+m")
        assert len(note_of(reader) or "") == LONGEST_NOTE
        assert [len(text) for text in drafts(tmp_path)] == [LONGEST_NOTE + 1]
        edits(monkeypatch, f"text = 'y' * {LARGEST_DRAFT + 1}")
        await reader.press("alt+m")
        assert await said(reader, "longer than a note can be")
        assert (note_of(reader) or "").startswith("x")


async def test_in_other_lines_the_key_does_nothing(
    reading: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits(monkeypatch, "text = 'x'")
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("m", "escape", "t")
        await reader.write(",later", "ctrl+o", "enter")
        assert note_of(reader) is None
        assert "later" in reader.article(1).tags


def test_visual_comes_before_editor_and_no_shell_reads_either() -> None:
    said = {"VISUAL": "code --wait '$(id)'", "EDITOR": "nano"}
    assert editor(said) == ["code", "--wait", "$(id)"]
    assert editor({"VISUAL": " ", "EDITOR": "nano -R"}) == ["nano", "-R"]
    with pytest.raises(ProgramError, match="quotation marks"):
        editor({"EDITOR": "vi '"})


def test_where_none_is_named_or_there_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ProgramError, match="VISUAL or EDITOR"):
        editor({})
