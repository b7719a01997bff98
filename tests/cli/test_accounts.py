"""`reader accounts` and `reader sync`."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from reader.accounts.room import Accounts
from reader.sync import Server, SyncError
from tests.cli.test_commands import Shell
from tests.syncing.memory import Account, MemoryServer

ADD = ["accounts", "add", "home", "greader", "https://rss.example", "--user", "anna"]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> MemoryServer:
    """A server in memory, with one feed and two articles, in place of all others."""
    server = MemoryServer(Account())
    server.account.publish(server.account.subscribe("https://papers.example/feed.xml", "The Paper"), 2)

    async def connect(_room: Accounts, _account: object) -> Server:
        return server

    monkeypatch.setattr(Accounts, "_connect", connect)
    return server


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    feeds = tmp_path / "feeds.toml"
    feeds.write_text("# mine\n[settings]\nbackup = 'off'\n", encoding="utf-8")
    return Shell(feeds, tmp_path / "library.db", capsys)


def type_password(monkeypatch: pytest.MonkeyPatch, said: str = "kept-secret") -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{said}\n"))


def test_an_account_is_added_synced_listed_and_removed(
    shell: Shell, server: MemoryServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    type_password(monkeypatch)
    code, out, err = shell(*ADD, "--saved-label", "later")
    assert (code, err) == (0, "")
    assert "`reader sync home` brings what it has" in out
    text = (tmp_path / "feeds.toml").read_text(encoding="utf-8")
    assert text.startswith("# mine\n")
    assert 'auth = {user = "anna", password = "kept-secret"}' in text
    assert (tmp_path / "feeds.toml").stat().st_mode & 0o077 == 0
    code, out, err = shell("sync")
    assert (code, err) == (0, "")
    assert out.startswith("home: 2 new articles, 0 marks sent, 0 received, 1 feeds added (")
    [article, _] = shell.json("list")
    for mark in ("read", "starred"):
        assert shell("mark", str(article["id"]), mark)[0] == 0
    [standing] = shell.json("sync", "--status")
    assert (standing["waiting"], standing["feeds"], standing["failing"]) == (2, 1, False)
    assert "kept-secret" not in str(standing)
    [synced] = shell.json("sync", "home")
    assert (synced["account"], synced["sent"], synced["error"]) == ("home", 2, None)
    assert len(server.account.unread()) == 1
    code, out, _ = shell("accounts")
    assert (code, "Nothing is the matter." in out) == (0, True)
    assert shell("accounts", "remove", "home")[0] == 0
    assert "account" not in (tmp_path / "feeds.toml").read_text(encoding="utf-8")
    assert len(shell.json("list")) == 2


def test_a_refresh_syncs_accounts_too(
    shell: Shell, server: MemoryServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_password(monkeypatch)
    shell(*ADD)
    code, out, err = shell("refresh")
    assert (code, err) == (0, "")
    assert out.startswith("1 feeds: 2 new articles")
    [record] = shell.json("refresh")
    assert (record["account"], record["new"]) == ("home", 0)

    def fail(_what: str) -> None:
        raise SyncError("rss.example cannot be reached", "unreachable")

    server.fault = fail
    code, _, err = shell("refresh")
    assert (code, err) == (1, "reader: home: rss.example cannot be reached\n")
    assert shell("sync")[0] == 1
    [standing] = shell.json("accounts", "list")
    assert (standing["failing"], standing["error"]) == (True, "rss.example cannot be reached")


def test_a_server_that_lets_nobody_in_changes_nothing(
    shell: Shell, server: MemoryServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(_what: str) -> None:
        raise SyncError("the server does not take this name and password", "refused")

    server.fault = refuse
    before = (tmp_path / "feeds.toml").read_text(encoding="utf-8")
    type_password(monkeypatch)
    code, out, err = shell(*ADD)
    assert (code, out) == (1, "")
    assert "does not take this name and password" in err
    assert (tmp_path / "feeds.toml").read_text(encoding="utf-8") == before
    assert "kept-secret" not in err


def test_a_feed_can_be_given_to_an_account_and_taken_from_it(
    shell: Shell, server: MemoryServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    type_password(monkeypatch)
    shell(*ADD)
    path = tmp_path / "feeds.toml"
    path.write_text(path.read_text(encoding="utf-8") + '\n[[feed]]\nurl = "https://own.example/f"\n', "utf-8")
    assert shell("feeds", "account", "own.example", "--from", "work")[0] == 1
    code, out, _ = shell("feeds", "account", "own.example", "--from", "home")
    assert (code, "comes from the account home" in out) == (0, True)
    shell("sync")
    assert "https://own.example/f" in {feed.url for feed in server.account.feeds.values()}
    shell("feeds", "account", "https://own.example/f", "--none")
    shell("sync")
    assert {feed.url for feed in server.account.feeds.values()} == {"https://papers.example/feed.xml"}
    assert len(shell.json("feeds")) == 2


def test_what_does_not_exist_is_wrong_usage(
    shell: Shell, server: MemoryServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shell("sync")[0] == 0
    assert shell("sync", "home")[0] == 2
    assert shell("accounts", "add", "home", "pigeon", "https://x.example")[0] == 2
    assert shell("accounts", "add", "home", "greader", "https://x.example")[0] == 2
    type_password(monkeypatch, "")
    assert shell(*ADD)[0] == 2
    assert shell("accounts", "remove", "home")[0] == 1
