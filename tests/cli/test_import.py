"""`reader import`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_commands import Shell
from tests.takeover import exports
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


@pytest.mark.parametrize("how", [(), ("--state",)])
def test_a_name_that_is_not_utf8_is_said(how: tuple[str, ...], shell: Shell, tmp_path: Path) -> None:
    code, out, err = shell("import", *how, str(tmp_path / "\udcff"))
    assert (code, out) == (1, "")
    assert err == "reader: Its name or its text is not UTF-8.\n"


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


def test_exports_of_other_programs_are_known_by_their_content_several_at_once(
    shell: Shell, tmp_path: Path
) -> None:
    one, two = tmp_path / "a", tmp_path / "b"
    one.write_text(exports.POCKET, encoding="utf-8")
    two.write_text(exports.NETSCAPE, encoding="utf-8")
    code, out, err = shell("import", str(one), str(tmp_path / "missing"), str(two), "--later")
    assert code == 1, "one of them is not there"
    assert "There is no" in err
    assert "Took over 2 pages (1 to be read later, 1 read, 1 tagged)." in out
    assert "Their pages are fetched some at a time" in out
    assert "a:4\tnot taken\tjavascript:alert(1)\tit has no http or https address" in out
    assert "6 pages (6 to be read later, 3 tagged), 1 note" in out
    [record] = shell.json("import", str(one), "--from", "pocket", "--dry-run")
    assert (record["kind"], record["dry_run"], record["pages"]["known"]) == ("pocket", True, 2)
    assert shell("import", str(two), "--from", "wallabag")[0] == 1
    assert shell("import", str(two), "--from", "nonsense")[0] == 2


def test_the_state_of_a_library_is_carried_to_another(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text(exports.POCKET, encoding="utf-8")
    shell("import", str(tmp_path / "p.csv"))
    state = tmp_path / "state.jsonl"
    code, out, err = shell("export", "--state", str(state))
    assert (code, err) == (0, "")
    assert "3 lines" in out
    assert shell("export", "--state", str(state))[0] == 1, "nothing is overwritten"
    [record] = shell.json("export", "--state", str(state), "--overwrite")
    assert record["lines"] == 3
    (tmp_path / "library.db").unlink()
    assert "Brought 2 articles." in shell("import", "--state", str(state))[1]
    assert "nothing was changed" in shell("import", str(state))[1], "it is known for what it is, too"
    [record] = shell.json("import", "--state", str(state))
    assert (record["kind"], record["articles"], record["changed"]) == ("state", 0, 0)
    assert len(shell.json("list")) == 2
