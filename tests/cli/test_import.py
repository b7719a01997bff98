"""`reader import`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_commands import Shell
from tests.takeover.newsboat import Row, cache

A = "https://a.example/feed"


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    (tmp_path / "feeds.toml").write_text("")
    return Shell(tmp_path / "feeds.toml", tmp_path / "library.db", capsys)


def test_import_tells_what_came_and_of_each_line_why_not(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "urls").write_text(f"{A} news\nexec:~/bin/x\n")
    code, out, err = shell("import", str(tmp_path / "urls"), "--dry-run")
    assert (code, err) == (0, "")
    assert "Would take over 1 feed." in out
    assert "urls:2\tnot taken\texec:~/bin/x" in out
    assert (tmp_path / "feeds.toml").read_text() == ""
    assert "Took over 1 feed." in shell("import", str(tmp_path / "urls"))[1]


def test_a_newsboat_folder_comes_with_flags_as_stars_and_programs_if_wanted(
    shell: Shell, tmp_path: Path
) -> None:
    there = tmp_path / "newsboat"
    there.mkdir()
    (there / "urls").write_text(f"{A}\n")
    (there / "config").write_text('browser "firefox %u"\n')
    cache(there / "cache.db", [(A, "", "A")], [Row("1", "One", A, flags="s"), Row("2", "Two", A, flags="k")])
    [record] = shell.json("import", str(there), "--star", "s", "--save", "k", "--programs")
    assert (record["kind"], record["feeds"], record["articles"]["starred"]) == ("newsboat", 1, 1)
    assert record["articles"]["saved"] == 1
    assert 'open_command = ["firefox", "{url}"]' in record["settings"]


def test_without_a_path_newsboat_is_looked_for(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    code, _, err = shell("import")
    assert code == 1
    assert "newsboat was not used here" in err
    (tmp_path / ".newsboat").mkdir()
    (tmp_path / ".newsboat" / "urls").write_text(f"{A}\n")
    assert "1 feed" in shell("import")[1]
    assert shell("import", str(tmp_path / "nothing"))[0] == 1
