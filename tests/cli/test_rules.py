"""`reader rules`: listed, tried out, run, added, removed, switched on and off."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.demo import DemoServer
from tests.cli.test_commands import Shell, shell

__all__ = ["shell"]


@pytest.fixture
def stocked(shell: Shell, demo: DemoServer) -> Shell:
    """A library that has the demo edition."""
    assert shell("refresh")[0] == 0
    return shell


def number_of(shell: Shell, query: str) -> int:
    return len(shell.json("rules", "test", "--when", query, "--limit", "0"))


def test_a_rule_is_added_listed_switched_and_removed(shell: Shell) -> None:
    code, out, _ = shell("rules", "add", "feed:northwire", "--do", "mark read", "--do", "tag wire")
    assert (code, out) == (0, "The rule “feed:northwire” acts on what comes from now on.\n")
    assert (
        shell(*["rules", "add", "lisbon", "--name", "away", "--stop", "--run", "echo", "-n", "{url}"])[0] == 0
    )
    first, second = shell.json("rules")
    assert (first["number"], first["when"], first["do"]) == (1, "feed:northwire", ["mark read", "tag wire"])
    assert (second["name"], second["stop"], second["run"]) == ("away", True, ["echo", "-n", "{url}"])
    assert shell("rules", "disable", "away")[0] == 0
    assert [one["enabled"] for one in shell.json("rules", "list")] == [True, False]
    assert shell("rules", "enable", "2")[0] == 0
    assert [one["enabled"] for one in shell.json("rules", "list")] == [True, True]
    assert shell("rules", "remove", "1")[0] == 0
    assert [one["name"] for one in shell.json("rules")] == ["away"]


def test_a_rule_is_tried_out_and_run(stocked: Shell) -> None:
    stocked("rules", "add", "feed:northwire", "--do", "star", "--name", "wire")
    found = stocked.json("rules", "test", "wire", "--limit", "0")
    assert found
    assert not any(one["starred"] for one in found)
    [counted] = stocked.json("rules", "test")
    assert counted["everything"] == len(found)
    [tried] = stocked.json("rules", "run", "wire", "--dry-run")
    assert tried["said"] == f"{len(found)} articles would be star"
    assert not any(one["starred"] for one in stocked.json("rules", "test", "wire"))
    code, out, _ = stocked("rules", "run", "wire")
    assert (code, out) == (0, f"{len(found)} articles: by rule “wire”.\n")
    assert all(one["starred"] for one in stocked.json("rules", "test", "wire", "--limit", "0"))


def test_what_rules_do_in_a_refresh_is_said(shell: Shell) -> None:
    shell("rules", "add", "feed:northwire", "--do", "star", "--name", "wire")
    _, out, _ = shell("refresh")
    assert "articles: by rule “wire” (" in out


def test_a_mistaken_query_is_a_sentence(shell: Shell) -> None:
    code, _, err = shell("rules", "test", "--when", "autor:x")
    assert (code, "did you mean author?" in err) == (2, True)
    code, _, err = shell("rules", "add", "autor:x", "--do", "star")
    assert (code, "when is wrong at character 1" in err) == (2, True)
    code, _, err = shell("rules", "add", "lisbon", "--do", "mark reed")
    assert (code, "did you mean mark read?" in err) == (2, True)
    assert shell("rules", "run", "nothing")[0] == 2
    assert shell("rules", "test", "nothing")[0] == 2
    assert shell.json("rules") == []


def test_the_doctor_looks_at_rules(shell: Shell, tmp_path: Path) -> None:
    shell("rules", "add", "lisbon", "--do", "notify")
    checks = {one["check"]: one for one in shell.json("doctor")}
    assert checks["rules"]["state"] == "ok"
    assert checks["rules"]["said"].startswith("1 rule, 1 switched on; they notify in the status line only")
