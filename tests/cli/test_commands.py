"""The command line, as a person or a script types it."""

import json
import re
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reader.cli import main
from reader.demo import DemoServer
from reader.text import width

PAGE = """Harbour reopens after storm

The port of Aveiro reopened on Friday after 36 hours, its director Rita Moura said.

More than 40 ships had waited outside.
"""


class Shell:
    """Runs `reader` on one feeds.toml and one library."""

    def __init__(
        self, feeds: Path, library: Path, capture: pytest.CaptureFixture[str], refreshed: bytes = b""
    ) -> None:
        """`refreshed` is what the library's file is after a refresh."""
        self._where = ["--feeds", str(feeds), "--library", str(library)]
        self._library, self._capture, self._refreshed = library, capture, refreshed

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        try:
            code = main([*self._where, *arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = self._capture.readouterr()
        return code, out, err

    def stock(self) -> None:
        """Have in the library, which is not there yet, what a refresh has brought into another."""
        assert self._refreshed
        assert not self._library.exists()
        self._library.write_bytes(self._refreshed)

    def json(self, *arguments: str) -> list[dict[str, Any]]:
        code, out, err = self(*arguments, "--json")
        assert code == 0, err
        return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def shell(demo_feeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], refreshed: bytes) -> Shell:
    return Shell(demo_feeds, tmp_path / "library.db", capsys, refreshed)


def give_a_terminal(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    """Let the commands believe that a person is looking."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", str(columns))


def test_refresh_says_what_came_and_nothing_the_second_time(shell: Shell, demo: DemoServer) -> None:
    code, out, err = shell("refresh")
    assert (code, err) == (0, "")
    assert f"{len(demo.edition.articles)} new articles" in out
    assert all(record["status"] == "unchanged" for record in shell.json("refresh"))


def test_a_failing_feed_is_named_on_standard_error_and_the_others_are_fetched(
    shell: Shell, demo: DemoServer
) -> None:
    shell("feeds", "add", f"{demo.base_url}/gone.xml", "--title", "The Gone")
    code, out, err = shell("refresh")
    assert code == 1
    assert "The Gone" in err
    assert "404" in err
    assert f"{len(demo.edition.articles)} new articles" in out


def test_lists_can_be_narrowed_and_are_one_object_a_line(shell: Shell, demo: DemoServer) -> None:
    shell.stock()
    everything = shell.json("list", "--limit", "0")
    assert len(everything) == len(demo.edition.articles)
    assert [a["published"] for a in everything] == sorted((a["published"] for a in everything), reverse=True)
    wire = shell.json("list", "--feed", "northwire", "--limit", "0")
    assert {article["feed"] for article in wire} == {"Northwire"}
    assert len(shell.json("list", "--limit", "3")) == 3
    assert shell.json("list", "--saved") == []


def test_rows_in_a_pipe_are_parted_by_tabs(shell: Shell) -> None:
    shell.stock()
    _, out, _ = shell("list", "--limit", "5")
    assert [len(line.split("\t")) for line in out.splitlines()] == [5] * 5


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_rows_on_a_terminal_fit_it_and_cut_neither_numbers_nor_dates(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    give_a_terminal(monkeypatch, columns)
    shell.stock()
    for command in ("list", "feeds"):
        lines = shell(command)[1].splitlines()
        assert len(lines) > 5
        assert max(map(width, lines)) <= columns
    assert all(
        re.match(r"\d+ +N +\d{4}-\d\d-\d\d \d\d:\d\d  ", line) for line in shell("list")[1].splitlines()
    )


def test_doctor_says_everything_however_narrow_the_terminal(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, demo_feeds: Path
) -> None:
    give_a_terminal(monkeypatch, 50)
    _, out, _ = shell("doctor")
    assert max(map(width, out.splitlines())) <= 50
    assert str(demo_feeds) in "".join(out.split())


def test_a_person_is_told_why_a_list_is_empty_and_a_pipe_gets_nothing(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shell("search", "nothing says this") == (0, "", "")
    give_a_terminal(monkeypatch, 80)
    assert shell("search", "nothing says this") == (0, "", "reader: no article says that\n")


def test_show_prints_the_article_without_its_furniture(shell: Shell, demo: DemoServer) -> None:
    shell.stock()
    article = next(a for a in demo.edition.articles if a.outlet.id == "northwire")
    number = next(a["id"] for a in shell.json("list", "--limit", "0") if a["title"] == article.title)
    code, out, _ = shell("show", str(number))
    assert code == 0
    words = " ".join(out.split())
    assert all(" ".join(paragraph.split()) in words for paragraph in article.paragraphs[:3])
    assert "cookie" not in words.lower()
    offline = shell.json("show", str(number), "--offline")
    assert offline[0]["title"] == article.title
    assert offline[0]["entities"]["place"]


def test_search_finds_words_and_never_fails_on_odd_ones(shell: Shell) -> None:
    shell.stock()
    assert shell.json("search", "containers")
    for odd in ('"', "a AND", "NEAR(", "t:x", "c++", "don't", "(((", "*"):
        code, _, err = shell("search", "--", odd)
        assert (code, err) == (0, "")


def test_a_file_is_added_inspected_and_tagged(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    [added] = shell.json("add", str(path))
    assert (added["title"], added["saved"]) == ("Harbour reopens after storm", True)
    [saved] = shell.json("list", "--saved")
    assert saved["id"] == added["id"]
    [tagged] = shell.json("tag", str(added["id"]), "ports", "storms")
    assert tagged["tags"] == ["ports", "storms"]
    [tagged] = shell.json("tag", str(added["id"]), "--remove", "ports")
    assert tagged["tags"] == ["storms"]
    [record] = shell.json("inspect", str(path))
    assert record["paragraphs"] == 2
    assert "Rita Moura" in [person["name"] for person in record["entities"]["person"]]
    assert [(f["value"], f["modifier"]) for f in record["figures"]] == [(36, None), (40, "more than")]


def test_a_password_in_an_address_is_not_shown(shell: Shell, demo: DemoServer) -> None:
    address = demo.base_url.replace("://", "://anna:secret@") + "/gone.xml"
    said = [*shell("feeds", "add", address), *shell("feeds"), *shell("feeds", "list", "--json")]
    said += [*shell("refresh"), *shell("refresh", "--json"), *shell("feeds", "remove", address)]
    assert "gone.xml" in str(said)
    assert "secret" not in str(said)


def test_inspect_goes_on_after_a_source_that_is_not_there(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    code, out, err = shell("inspect", "/no/such/file", str(path))
    assert code == 1
    assert "/no/such/file: no such file" in err
    assert "Harbour reopens after storm" in out


def test_inspect_prints_all_that_was_understood(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    [record] = shell.json("inspect", str(path))
    text, (moura,) = record["analysed_text"], record["entities"]["person"]
    assert moura["name"] == "Rita Moura"
    assert [text[start:end] for start, end in moura["mentions"]] == ["Rita Moura"]
    assert 0 < moura["salience"] <= 1
    assert moura["aliases"] == []
    (ships,) = [figure for figure in record["figures"] if figure["value"] == 40]
    assert (ships["counted_head"], ships["relation"]) == ("ship", ">")
    assert "40" in text[ships["start"] : ships["end"]]
    assert ships["sentence"] == "More than 40 ships had waited outside."
    assert record["approximate"] is False


def test_inspect_works_with_a_broken_feeds_toml(shell: Shell, demo_feeds: Path, tmp_path: Path) -> None:
    demo_feeds.write_text("[[feed]\n", encoding="utf-8")
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    assert shell("inspect", str(path))[0] == 0


def test_a_mistake_in_feeds_toml_is_wrong_usage_with_its_line(shell: Shell, demo_feeds: Path) -> None:
    demo_feeds.write_text('[[feed]]\nurl = "https://example.org/"\nintervall = 3\n', encoding="utf-8")
    code, _, err = shell("list")
    assert code == 2
    assert f"{demo_feeds}:3:" in err
    assert "did you mean interval?" in err


@pytest.mark.parametrize(
    "arguments",
    [("show", "9999"), ("list", "--feed", "no such paper"), ("frobnicate",), ("list", "--limit", "x"), ()]
    + [("--serve", "--port", port) for port in ("99999999", "65536", "0", "-1", "x")],
)
def test_wrong_usage_is_code_two_and_a_sentence(shell: Shell, arguments: tuple[str, ...]) -> None:
    code, _, err = shell(*arguments)
    assert code == 2
    assert err


def test_feeds_are_listed_added_found_and_removed(shell: Shell, demo: DemoServer, demo_feeds: Path) -> None:
    assert len(shell.json("feeds", "list")) == len(demo.edition.outlets) == len(shell.json("feeds"))
    code, out, _ = shell("feeds", "find", f"{demo.base_url}{demo.edition.outlets[0].path}")
    assert code == 0
    assert f"{demo.base_url}{demo.edition.outlets[0].feed_url}" in out
    assert shell("feeds", "add", "https://example.org/feed.xml", "--folder", "New")[0] == 0
    assert "https://example.org/feed.xml" in demo_feeds.read_text(encoding="utf-8")
    assert shell("feeds", "remove", "https://example.org/feed.xml")[0] == 0
    assert "https://example.org/feed.xml" not in demo_feeds.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "javascript:x", "http://a.example:99999/", "http://a.example:0/", "file:///x"],
)
@pytest.mark.parametrize("action", ["add", "find"])
def test_an_address_that_is_none_is_refused_before_it_is_written(
    shell: Shell, demo_feeds: Path, address: str, action: str
) -> None:
    before = demo_feeds.read_bytes()
    code, _, err = shell("feeds", action, address)
    assert code == 2
    assert err == f"reader: {address} is not an http address\n"
    assert demo_feeds.read_bytes() == before


def test_inspect_and_doctor_try_the_engine_of_feeds_toml(
    shell: Shell, demo_feeds: Path, tmp_path: Path
) -> None:
    demo_feeds.write_text('[settings]\nengine = "spacy:no_such_model"\n', encoding="utf-8")
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    code, _, err = shell("inspect", str(path))
    assert (code, "spaCy" in err) == (1, True)
    code, out, _ = shell("doctor", "--json")
    checks = {record["check"]: record for record in map(json.loads, out.splitlines())}
    assert (code, checks["worker"]["state"]) == (1, "failed")
    assert "spaCy" in checks["worker"]["said"]


def test_doctor_checks_everything(shell: Shell, tmp_path: Path) -> None:
    shell.stock()
    checks = {record["check"]: record for record in shell.json("doctor")}
    assert set(checks) == {"program", "terminal", "subscriptions", "keys", "library", "rules", "worker"}
    assert {record["state"] for record in checks.values()} == {"ok"}
    (tmp_path / "library.db").write_bytes(b"this is no database" * 1000)
    code, out, _ = shell("doctor")
    assert code == 1
    assert "failed" in out


def test_doctor_tells_conflicts_of_keys_by_name_and_line(shell: Shell, demo_feeds: Path) -> None:
    demo_feeds.write_text('[settings.keys]\nlinks = "f8"\nzen = "f8"\nzem = "f9"\n', encoding="utf-8")
    code, out, _ = shell("doctor", "--json")
    checks = {record["check"]: record for record in map(json.loads, out.splitlines())}
    assert (code, checks["keys"]["state"]) == (1, "failed")
    assert "feeds.toml line 3: “F8” cannot start zen" in checks["keys"]["said"]
    assert "feeds.toml line 4: there is no action “zem”; did you mean zen?" in checks["keys"]["said"]


def test_the_demo_needs_no_network_and_no_settings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--demo", "list", "--limit", "0", "--json"]) == 0
    out, _ = capsys.readouterr()
    assert len(out.splitlines()) >= 40


def test_every_action_of_the_application_can_be_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--keys"]) == 0
    out, _ = capsys.readouterr()
    assert len(out.splitlines()) >= 20
    assert main(["--keys", "--json"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"id": "browser", "keys": "o"}.items() <= {one["id"]: one for one in records}["browser"].items()


def test_the_keys_that_are_listed_are_those_of_the_settings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feeds = tmp_path / "feeds.toml"
    feeds.write_text('[settings]\nkeys_preset = "vim"\n[settings.keys]\nlinks = "f8"\n', encoding="utf-8")
    assert main(["--feeds", str(feeds), "--keys", "--json"]) == 0
    records = {one["id"]: one for one in map(json.loads, capsys.readouterr().out.splitlines())}
    assert (records["top"]["keys"], records["top"]["own"]) == ("g g,home", False)
    assert (records["links"]["keys"], records["links"]["own"]) == ("f8", True)
    feeds.write_text("[settings\n", encoding="utf-8")
    assert main(["--feeds", str(feeds), "--keys"]) == 0
    assert "feeds.toml:1" in capsys.readouterr().err


def test_who_only_reads_waits_for_no_program_that_writes(shell: Shell, tmp_path: Path) -> None:
    shell.stock()
    assert shell("list")[0] == 0
    with closing(sqlite3.connect(tmp_path / "library.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        begun = time.monotonic()
        for command in ("list", "feeds", "search port"):
            code, out, err = shell(*command.split())
            assert (code, err) == (0, "")
            assert out
        assert time.monotonic() - begun < 15, "one that waits does so for 20 seconds"
        other.execute("ROLLBACK")
