"""The system's clipboard, read with programs of the person's system."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader import clipboard


def give(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, script: str) -> None:
    """Let there be only one program on the path; it says what a shell script says."""
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":99")


@pytest.mark.parametrize(
    ("held", "address"),
    [
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("  HTTP://example.org/x  ", "HTTP://example.org/x"),
        ("example.org", ""),
        ("https://example.org/ and more", ""),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("", ""),
    ],
)
async def test_only_an_address_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: str, address: str
) -> None:
    give(tmp_path, monkeypatch, "xclip", f"printf '%s' '{held}'")
    assert await clipboard.address() == address


async def test_control_characters_make_it_no_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    give(tmp_path, monkeypatch, "xsel", r"printf 'https://example.org/\033]52;c;x\007'")
    assert await clipboard.address() == ""


async def test_an_address_of_a_novels_length_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    give(tmp_path, monkeypatch, "xclip", f"printf 'https://example.org/{'x' * 5000}'")
    assert await clipboard.address() == ""


async def test_a_program_that_fails_or_hangs_gives_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(tmp_path, monkeypatch, "xclip", "printf 'https://example.org/'; exit 3")
    assert await clipboard.content() == ""
    monkeypatch.setattr(clipboard, "_SECONDS", 0.2)
    give(tmp_path, monkeypatch, "xclip", "exec /bin/sleep 60")
    assert await clipboard.content() == ""


async def test_without_a_program_there_is_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert await clipboard.content() == ""


def test_the_programs_are_those_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pbpaste", "wl-paste", "xclip", "xsel"):
        give(tmp_path, monkeypatch, name, "")
    wayland = [Path(c[0]).name for c in clipboard.readers({"WAYLAND_DISPLAY": "x", "DISPLAY": ":0"}, "linux")]
    assert wayland == ["wl-paste", "xclip", "xsel"]
    assert [Path(c[0]).name for c in clipboard.readers({}, "darwin")] == ["pbpaste"]
    assert list(clipboard.readers({}, "linux")) == []
