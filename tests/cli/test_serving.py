"""`reader --serve` where it cannot be."""

from __future__ import annotations

import socket

import pytest

from reader.cli import main
from reader.tui import serving


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("reader.tui.serving.find_spec", lambda _: None)
    assert main(["--serve"]) == 1
    assert 'pip install "reader-tui[serve]"' in capsys.readouterr().err


def test_it_takes_no_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--serve", "list"]) == 2
    assert "name no command" in capsys.readouterr().err


@pytest.mark.skipif(bool(serving.missing()), reason="the extra `serve` is not installed")
def test_a_port_that_is_taken_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert main(["--serve", "--port", str(taken.getsockname()[1])]) == 1
    assert "cannot be used" in capsys.readouterr().err
