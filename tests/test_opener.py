"""What is handed to a browser, and what never is."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from reader.opener import CannotOpenError, arguments, checked, open_in_browser


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/",
        "view-source:https://example.org",
        "-https://example.org",
        "--new-window",
        "https://",
        "https://-flag/",
        "https://example.org/a b",
        "https://example.org/\nx",
        "https://example.org/\x1b]52;c;x\x07",
        "https://example.org/\u202egnp",
        "https://[::1",
        "https://$(id)/",
        "https://a|b/",
        'https://"-x".example.org/',
        "https://example.org:99999/",
        "",
    ],
)
def test_only_clean_web_addresses_are_opened(url: str) -> None:
    with pytest.raises(CannotOpenError):
        arguments(url, ["browser"])


def test_names_passwords_and_shell_letters_do_not_reach_the_program() -> None:
    opened = checked("https://user:secret@example.org/a$(id)`id`?q='\"<>")
    assert opened.startswith("https://example.org/a")
    assert not set("$`'\"<> ") & set(opened)


@pytest.mark.parametrize("url", ["https://新聞.example/", "http://[::1]:8080/", "http://a_b.example.org/"])
def test_unusual_hosts_are_opened(url: str) -> None:
    assert checked(url) == url


def test_an_address_is_one_argument_wherever_the_settings_put_it() -> None:
    url = "https://example.org/?a=1;b=2&c=%20"
    assert arguments(url, ["w", "--url={url}", "-x"]) == ["w", f"--url={url}", "-x"]
    assert arguments(url, ["w", "-x"]) == ["w", "-x", url]


def _recorder(tmp_path: Path, code: int = 0) -> list[str]:
    script = tmp_path / "record.py"
    script.write_text(
        f"import json, sys, pathlib\n"
        f"pathlib.Path({str(tmp_path / 'argv')!r}).write_text(json.dumps(sys.argv[1:]))\nsys.exit({code})\n"
    )
    return [sys.executable, str(script), "{url}"]


async def test_the_program_gets_the_address_and_its_outcome_is_told(tmp_path: Path) -> None:
    told = await open_in_browser("https://example.org/x;touch%20y", _recorder(tmp_path))
    assert json.loads((tmp_path / "argv").read_text()) == ["https://example.org/x;touch%20y"]
    assert told == "Opened example.org in the browser."


async def test_a_program_that_fails_or_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotOpenError, match="exit code 3"):
        await open_in_browser("https://example.org", _recorder(tmp_path, 3))
    with pytest.raises(CannotOpenError, match="could not be started"):
        await open_in_browser("https://example.org", [str(tmp_path / "nothing-here")])
