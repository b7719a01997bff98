"""Programs that a person names: what they get, what is kept of what they say, and how they end."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

import pytest

from reader import programs
from reader.config import Pipe
from reader.library import Library, Outcome, ProgramError
from reader.model import Enclosure
from tests.tui.shelf import shelved

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sessions are those of Unix")
ARTICLE = 1


def script(*lines: str) -> list[str]:
    """A program of these lines of Python."""
    return [sys.executable, "-c", "\n".join(("import json, os, sys, time", *lines))]


async def said(*lines: str, given: bytes = b"", seconds: float = 30) -> Outcome:
    return await programs.run(script(*lines), given, seconds=seconds)


# What a program gets


async def test_a_program_reads_what_it_is_given_and_its_output_comes_back() -> None:
    outcome = await said("sys.stdout.write(sys.stdin.read().upper())", given=b"the lemons wait\n")
    assert (outcome.code, outcome.output, outcome.cut) == (0, b"THE LEMONS WAIT\n", False)


async def test_a_program_that_reads_nothing_of_a_long_text_is_no_error() -> None:
    outcome = await said("print('enough')", given=b"x" * 2_000_000)
    assert (outcome.code, outcome.output) == (0, b"enough\n")


@pytest.mark.parametrize("title", ["--exec=rm", "-30 degrees", "+:!id", "@/etc/passwd"])
def test_an_argument_that_an_article_begins_is_no_option(title: str) -> None:
    command = ["keep", "{title}", "--title={title}", "-t", "{title} {title}"]
    _, alone, named, flag, twice = programs.filled(command, {"title": title})
    assert (alone, named, flag) == (f" {title}", f"--title={title}", "-t")
    assert twice == f" {title} {title}"


def test_what_an_article_says_is_one_argument_and_is_not_read_again() -> None:
    title = "a; b $(id) `id` | c {url} {text}\n{file}"
    values = {"title": title, "url": "https://a.example/", "text": "secret"}
    assert programs.filled(["{title}", "{title}", "{url}"], values) == ["{title}", title, values["url"]]


def test_an_argument_holds_no_nul_and_no_more_than_a_system_takes() -> None:
    _, text = programs.filled(["say", "{text}"], {"text": "\0ü" * 200_000})
    assert len(text.encode()) <= 100_000
    assert set(text) == {"ü"}


async def test_a_program_does_not_get_what_is_said_to_reader_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER_SYNC_PASSWORD", "hush")
    monkeypatch.setenv("READER_LIBRARY", "/home/ana/library.db")
    monkeypatch.setenv("TEXTUAL_DRIVER", "x")
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    outcome = await said("print(json.dumps(dict(os.environ)))")
    got = json.loads(outcome.output)
    assert got["READER_LIBRARY"] == "/home/ana/library.db"  # it may call `reader` itself
    assert got["LANG"] == "de_DE.UTF-8"
    assert not {"READER_SYNC_PASSWORD", "TEXTUAL_DRIVER"} & set(got)


async def test_a_program_has_a_session_of_its_own_and_so_no_terminal() -> None:
    outcome = await said("print(os.getsid(0) == os.getpid())")
    assert outcome.output == b"True\n"


# How it ends


async def test_an_endless_output_is_read_to_its_end_and_kept_in_part() -> None:
    outcome = await said("sys.stdout.write('x' * 5_000_000)")
    assert (len(outcome.output), outcome.cut, outcome.code) == (programs.LARGEST_OUTPUT, True, 0)


async def test_a_failure_is_one_sentence_with_what_the_program_said() -> None:
    outcome = await said("print('no such thing\\nmore', file=sys.stderr)", "sys.exit(3)")
    assert outcome.sentence.endswith("failed (exit code 3): no such thing.")


async def test_a_program_cannot_steer_by_its_complaint() -> None:
    outcome = await said(r"print('\x1b]52;c;eA==\x07no', file=sys.stderr)", "sys.exit(1)")
    assert "\x1b" not in outcome.sentence
    assert "\x07" not in outcome.sentence


async def test_a_program_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(ProgramError, match="nothing-here could not be started: there is no such program"):
        await programs.run([str(tmp_path / "nothing-here")])
    with pytest.raises(ProgramError, match="could not be started"):
        await programs.run(["no\0gram"])


async def test_a_program_that_takes_too_long_ends_with_all_that_it_started(tmp_path: Path) -> None:
    child = "import os, time; open('child', 'w').write(str(os.getpid())); time.sleep(600)"
    lines = (
        f"os.chdir({str(tmp_path)!r})",
        "import subprocess",
        f"subprocess.Popen([sys.executable, '-c', {child!r}])",
        "while not os.path.exists('child') or not open('child').read(): time.sleep(0.01)",
        "time.sleep(600)",
    )
    with pytest.raises(ProgramError, match="did not end within 2 seconds and was stopped"):
        await said(*lines, seconds=2)
    assert await ends(int((tmp_path / "child").read_text()))


async def test_a_program_that_is_cancelled_ends_though_it_would_not(tmp_path: Path) -> None:
    mine = tmp_path / "pid"
    lines = (
        "import signal",
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)",
        f"open({str(mine)!r}, 'w').write(str(os.getpid()))",
        "time.sleep(600)",
    )
    running = asyncio.create_task(said(*lines))
    for _ in range(1000):
        if mine.exists() and mine.read_text():
            break
        await asyncio.sleep(0.01)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert await ends(int(mine.read_text()))


async def test_what_a_program_leaves_behind_does_not_hold_its_output(tmp_path: Path) -> None:
    left = "import subprocess; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])"
    outcome = await said("print('here')", left)
    assert (outcome.code, outcome.output) == (0, b"here\n")


async def ends(number: int) -> bool:
    """Whether a process is gone, now or soon; one that nobody waits for is gone, too."""
    for _ in range(500):
        try:
            state = Path(f"/proc/{number}/stat").read_text() if Path("/proc").exists() else ""
            os.kill(number, 0)
        except (ProcessLookupError, FileNotFoundError):
            return True
        if state.rpartition(")")[2].split()[:1] == ["Z"]:
            return True
        await asyncio.sleep(0.01)
    return False


# What is handed over


def recorder(tmp_path: Path) -> list[str]:
    """A program that writes its arguments and its input down."""
    return script(
        f"open({str(tmp_path / 'got')!r}, 'w').write(json.dumps([sys.argv[1:], sys.stdin.read()]))",
        "files = [open(a).read() for a in sys.argv[1:] if a.startswith('/') and os.path.isfile(a)]",
        f"open({str(tmp_path / 'files')!r}, 'w').write(json.dumps(files))",
    )


def got(tmp_path: Path) -> tuple[list[str], str]:
    arguments, given = json.loads((tmp_path / "got").read_text())
    return arguments, given


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        ("markdown", "# Dockers shut the port of Odrava for a second day\n"),
        ("text", "Dockers shut the port of Odrava for a second day\n"),
        ("html", "<!doctype html>\n"),
        ("json", '{"source"'),
    ],
)
async def test_a_pipe_gives_the_article_as_it_is_wanted(tmp_path: Path, kind: str, begins: str) -> None:
    pipe = f'[[pipe]]\nname = "keep"\nrun = {json.dumps(recorder(tmp_path))}\ninput = "{kind}"\n'
    async with shelved(tmp_path, more=pipe) as library:
        outcome = await library.programs.pipe(ARTICLE, library.programs.typed("keep --more"))
    assert outcome.code == 0
    arguments, given = got(tmp_path)
    assert arguments == ["--more"]
    assert given.startswith(begins)
    assert "lemons" in given
    if kind == "json":
        assert json.loads(given)["feed"] == "The Northern Ledger"


async def test_a_pipe_that_names_a_file_gets_one_and_it_is_gone_afterwards(tmp_path: Path) -> None:
    async with shelved(tmp_path) as library:
        pipe = Pipe("keep", (*recorder(tmp_path), "{file}", "{id}", "{feed}", "{author}"))
        await library.programs.pipe(ARTICLE, pipe)
    (file, *rest), given = got(tmp_path)
    assert rest[:2] == ["1", "The Northern Ledger"]
    assert given == ""
    assert Path(file).name == "article.md"
    assert not Path(file).exists()
    assert json.loads((tmp_path / "files").read_text())[0].startswith("# Dockers")


async def test_a_line_is_read_as_a_shell_would_but_no_shell_runs_it(tmp_path: Path) -> None:
    async with shelved(tmp_path) as library:
        assert library.programs.typed("wc -w '{title} x'").run == ("wc", "-w", "{title} x")
        assert library.programs.typed("a; b $(c) | d").run == ("a;", "b", "$(c)", "|", "d")
        for line in ("", "a 'b"):
            with pytest.raises(ProgramError):
                library.programs.typed(line)


async def test_a_bookmark_program_gets_what_it_names(tmp_path: Path) -> None:
    settings = f"bookmark = {json.dumps([*recorder(tmp_path), '{title}', '{url}'])}\n"
    async with shelved(tmp_path, settings=settings) as library:
        article = library.article(ARTICLE)
        assert article is not None
        assert (await library.programs.bookmark(article)).startswith("Bookmarked “Dockers shut the port")
        assert got(tmp_path)[0] == [article.title, article.url]


async def test_a_bookmark_program_that_names_nothing_gets_newsboat_s_arguments(tmp_path: Path) -> None:
    async with shelved(tmp_path, settings=f"bookmark = {json.dumps(recorder(tmp_path))}\n") as library:
        article = library.article(ARTICLE)
        assert article is not None
        await library.programs.bookmark(article)
        assert got(tmp_path)[0] == [article.url, article.title, article.summary, article.feed_title]


async def test_a_bookmark_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    async with shelved(tmp_path) as library:
        article = library.article(ARTICLE)
        assert article is not None
        with pytest.raises(ProgramError, match="No bookmark program is set"):
            await library.programs.bookmark(article)
    failing = script("sys.exit('the list is full')")
    async with shelved(tmp_path, settings=f"bookmark = {json.dumps(failing)}\n") as library:
        with pytest.raises(ProgramError, match=r"failed \(exit code 1\): the list is full"):
            await library.programs.bookmark(article)


SOUND = Enclosure("https://cast.example/1.mp3", "audio/mpeg")


@pytest.mark.parametrize(
    ("enclosure", "expected"),
    [
        (SOUND, "mpv"),
        (Enclosure("https://cast.example/1.flac", "audio/flac; rate=44100"), "flac-player"),
        (Enclosure("https://cast.example/2.mp3?x=1"), "mpv"),
        (Enclosure("https://cast.example/2.mp3", "application/octet-stream"), "mpv"),
        (Enclosure("https://cast.example/paper.pdf"), "any"),
    ],
)
async def test_a_file_is_opened_by_the_program_for_its_type(
    tmp_path: Path, enclosure: Enclosure, expected: str
) -> None:
    more = '"audio/flac" = ["flac-player"]\n"audio/*" = ["mpv", "--", "{file}"]\n"*" = ["any", "{url}"]\n'
    async with shelved(tmp_path, settings=f"[settings.open_with]\n{more}") as library:
        program, *arguments = library.programs.opening(enclosure, None)
        assert program == expected
        assert arguments[-1] == enclosure.url
        at_home = library.programs.opening(enclosure, None, tmp_path / "1.mp3")
        assert at_home[-1] == (enclosure.url if expected == "any" else str(tmp_path / "1.mp3"))


@pytest.mark.parametrize("url", ["file:///etc/passwd", "-x", "https://a b/", "https://-x/"])
async def test_a_file_at_no_web_address_is_not_opened(tmp_path: Path, url: str) -> None:
    async with shelved(tmp_path, settings='[settings.open_with]\n"*" = ["any", "{url}"]\n') as library:
        with pytest.raises(ProgramError):
            library.programs.opening(Enclosure(url), None)


# Notifications


async def notified(library: Library, title: str = "3 new articles", body: str = "- Dockers") -> bool:
    return await library.programs.notify(title, body)


async def test_notifications_are_off_unless_they_are_wanted(tmp_path: Path) -> None:
    async with shelved(tmp_path) as library:
        library.programs.terminal = lambda *_: pytest.fail("nobody wanted that")
        assert not await notified(library)


async def test_a_notification_is_shown_by_the_program_that_is_named(tmp_path: Path) -> None:
    async with shelved(tmp_path, settings=f"notify = {json.dumps(recorder(tmp_path))}\n") as library:
        assert await notified(library)
    assert got(tmp_path)[0] == ["3 new articles", " - Dockers"]


async def test_the_terminal_shows_a_notification_if_it_can(tmp_path: Path) -> None:
    shown = list[tuple[str, str]]()

    def show(title: str, body: str) -> bool:
        shown.append((title, body))
        return True

    async with shelved(tmp_path, settings='notify = "terminal"\n') as library:
        assert not await notified(library)  # no application is open
        library.programs.terminal = show
        assert await notified(library, "a\x1b]0;x\x07b", "c\nd")
    ((title, body),) = shown
    assert not set(title + body) & set("\x1b\x07\n")
