"""`reader config`: where everything is, settings read and written, the editor, units and a line for cron."""

from __future__ import annotations

import configparser
import json
import shlex
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from reader.cli.scheduling import schedule
from reader.config import load
from tests.cli.test_commands import Shell, give_a_terminal, shell

__all__ = ["shell"]


def test_it_says_where_everything_is(shell: Shell, demo_feeds: Path, tmp_path: Path) -> None:
    shell("backup")
    [said] = shell.json("config")
    assert said["feeds"] == str(demo_feeds)
    assert said["library"] == str(tmp_path / "library.db")
    assert [path.parent for path in Path(said["backups"]).iterdir()] == [Path(said["backups"])]
    assert said["reader"] == "0.1.0"
    code, out, err = shell("config")
    assert (code, err) == (0, "")
    rows = dict(line.split("\t") for line in out.splitlines())
    assert rows.keys() == said.keys()
    assert rows["feeds"] == str(demo_feeds)


def test_it_says_so_too_where_nothing_is_yet_and_makes_nothing(tmp_path: Path, shell: Shell) -> None:
    code, out, _ = shell(
        "--feeds", str(tmp_path / "no" / "f.toml"), "--library", str(tmp_path / "l.db"), "config"
    )
    assert code == 0
    assert f"feeds\t{tmp_path}/no/f.toml (not there yet)" in out
    assert not (tmp_path / "no").exists()
    assert not (tmp_path / "l.db").exists()


@pytest.mark.parametrize(
    ("command", "code"),
    [("list", 2), ("config --set theme nord", 2), ("config --edit", 2), ("doctor", 1), ("config", 0)],
)
def test_a_name_that_no_file_can_have_is_said(
    command: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shell = Shell(tmp_path / ("a" * 300), tmp_path / "library.db", capsys)
    ended, out, err = shell(*command.split())
    assert ended == code
    assert "ile name too long" in out + err


def test_a_library_whose_name_no_file_can_have_is_said(
    tmp_path: Path, demo_feeds: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = tmp_path / ("a" * 300)
    shell = Shell(demo_feeds, name, capsys)
    code, out, _ = shell("doctor")
    assert code == 1
    assert f"failed\tlibrary\t{name} cannot be reached: file name too long." in out
    code, out, _ = shell("config")
    assert code == 0
    assert f"library\t{name} (file name too long)" in out


def test_a_feeds_toml_with_mistakes_does_not_hide_where_it_is(shell: Shell, demo_feeds: Path) -> None:
    demo_feeds.write_text("[[feed]\n", encoding="utf-8")
    assert shell.json("config")[0]["feeds"] == str(demo_feeds)


# Settings


def test_a_setting_is_read_as_it_counts_and_written_where_it_stands(shell: Shell, demo_feeds: Path) -> None:
    assert shell("config", "--get", "text_width") == (0, "76\n", "")
    demo_feeds.write_text(
        '[settings]\n# how wide\ntext_width = 70  # columns\ntheme = "nord"\n\n[[feed]]\nurl = "https://a.example/"\n',
        encoding="utf-8",
    )
    assert shell("config", "--set", "text_width", "88") == (0, "", "")
    assert shell("config", "--set", "theme", "gruvbox") == (0, "", "")
    assert shell("config", "--set", "stories", "false") == (0, "", "")
    assert shell("config", "--set", "open_command", '["firefox", "{url}"]') == (0, "", "")
    assert shell("config", "--set", "keys.next_unread", "n,f8") == (0, "", "")
    text = demo_feeds.read_text(encoding="utf-8")
    assert "# how wide\ntext_width = 88  # columns\n" in text
    settings = load(demo_feeds).settings
    assert (settings.theme, settings.stories, settings.open_command) == (
        "gruvbox",
        False,
        ("firefox", "{url}"),
    )
    assert shell("config", "--get", "keys.next_unread") == (0, "n,f8\n", "")
    assert shell("config", "--get", "open_command") == (0, '["firefox", "{url}"]\n', "")
    assert shell.json("config", "--get", "text_width") == [{"key": "text_width", "value": 88}]


FEED = '[[feed]]\nurl = "https://a.example/"  # mine\n'


@pytest.mark.parametrize(
    "text",
    [
        'settings.theme = "nord"  # dark\n\n' + FEED,
        'settings = {theme = "nord"}  # dark\n\n' + FEED,
        'settings = {theme = "nord", keys = {next_unread = "n"}}  # dark\n\n' + FEED,
        'settings.theme = "nord"\nsettings.keys.next_unread = "n"  # dark\n' + FEED,
        '[settings]\ntheme = "nord"  # dark\nkeys = {next_unread = "n"}\n' + FEED,
        '[settings]\nkeys.next_unread = "n"\ntheme = "nord"  # dark\n' + FEED,
        '["settings"]\ntheme = "nord"  # dark\n' + FEED,
        "[ 'settings' ]\ntheme = \"nord\"  # dark\n[ settings . \"keys\" ]\nnext_unread = 'n'\n" + FEED,
        FEED + '\n[settings.keys]\nnext_unread = "n"  # dark\n\n[settings]\ntheme = "nord"\n',
        '# \u2028[settings]\n[settings]\ntheme = "nord"  # dark\n' + FEED,
        '# a\x85[settings]\n[settings]\r\ntheme = "nord"  # dark\r\n' + FEED,
        '[settings]\ntheme = "nord"  # dark\nopen_command = [\n  "a", # ]\n  "[settings.keys]"\n]\n' + FEED,
        '[settings]\ntheme = """nord"""  # dark\n#[settings.keys]\n' + FEED,
    ],
)
def test_a_setting_is_written_however_the_others_are(shell: Shell, demo_feeds: Path, text: str) -> None:
    demo_feeds.write_text(text, encoding="utf-8", newline="")
    before = load(demo_feeds)
    assert shell("config", "--set", "text_width", "88") == (0, "", "")
    assert shell("config", "--set", "keys.help", "F1") == (0, "", "")
    assert shell("config", "--set", "theme", "gruvbox") == (0, "", "")
    after = load(demo_feeds)
    assert after.subscriptions == before.subscriptions
    keys = {**before.settings.keys, "help": "F1"}
    assert after.settings == replace(before.settings, text_width=88, theme="gruvbox", keys=keys)
    written = demo_feeds.read_bytes().decode()
    assert "# dark" in written
    assert "# mine" in written


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("text_width", "0x" + "f" * 5000, "a whole number from 40 to 200"),
        ("text_width", "nan", "a whole number from 40 to 200"),
        ("text_width", "{a = 1}", "a whole number from 40 to 200"),
        ("text_width", "9" * 5000, "a whole number from 40 to 200"),
        ("theme", "\udcff", "write it in UTF-8"),
        ("text_width", "900", "a whole number from 40 to 200"),
        ("text_widht", "80", "did you mean text_width?"),
        ("keys", "x", "such as keys.NAME"),
        ("theme.x", "x", "is no setting"),
        ("stories", "yes\ntheme = 3", "stories = true"),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_nothing_is_written(
    shell: Shell, demo_feeds: Path, key: str, value: str, said: str
) -> None:
    before = demo_feeds.read_bytes()
    code, out, err = shell("config", "--set", key, value)
    assert (code, out) == (2, "")
    assert said in err
    assert demo_feeds.read_bytes() == before


# The editor


def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    program = tmp_path / "an editor.py"
    program.write_text("\n".join(("import sys", *lines)), encoding="utf-8")
    monkeypatch.setenv("VISUAL", shlex.join([sys.executable, str(program)]))


def test_the_editor_gets_feeds_toml_and_mistakes_are_told_afterwards(
    shell: Shell, demo_feeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(
        tmp_path,
        monkeypatch,
        "open(sys.argv[1], 'a').write('\\n[[view]]\\nname = \"x\"\\nquery = \"new\"\\n')",
    )
    assert shell("config", "--edit") == (0, "", "")
    assert [view.name for view in load(demo_feeds).views] == ["x"]
    editor(tmp_path, monkeypatch, "open(sys.argv[1], 'w').write('[settings]\\nthem = 1\\n')")
    code, _, err = shell("config", "--edit")
    assert code == 2
    assert f"{demo_feeds}:2: them is not a setting here; did you mean theme?" in err


def test_a_person_may_put_mistakes_right_at_once(
    shell: Shell, demo_feeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(
        tmp_path,
        monkeypatch,
        "text = open(sys.argv[1]).read()",
        "open(sys.argv[1], 'w').write('' if 'mistake' in text else 'mistake')",
    )
    give_a_terminal(monkeypatch, 80)
    monkeypatch.setattr(
        "sys.stdin", type("Terminal", (), {"isatty": lambda _: True, "readline": lambda _: "\n"})()
    )
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    code, _, err = shell("config", "--edit")
    assert code == 0
    assert err.count("Edit it again? [Y/n]") == 1
    assert demo_feeds.read_text(encoding="utf-8") == ""


def test_an_editor_that_fails_is_said(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(tmp_path, monkeypatch, "sys.exit(3)")
    code, _, err = shell("config", "--edit")
    assert code == 1
    assert "ended with 3" in err


# Units and cron


ODD = Path('/home/anna/my $feeds/100% "new"/feeds.toml')


def test_units_are_what_systemd_takes(tmp_path: Path) -> None:
    for kind in ("service", "timer"):
        text = schedule(kind, ODD, None) + "\n"
        (tmp_path / f"reader-refresh.{kind}").write_text(text, encoding="utf-8")
        parsed = configparser.RawConfigParser(strict=True)
        parsed.read_string(text)
        assert "Unit" in parsed
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not there; what it is for was only parsed")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", "--man=no", *sorted(map(str, tmp_path.glob("*.*er*")))],
        capture_output=True,
        text=True,
        check=False,
        env={"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_line_for_cron_is_run_by_its_shell_as_it_is_meant(tmp_path: Path) -> None:
    line = schedule("crontab", ODD, tmp_path / "l.db")
    minutes, *others = line.split(" ", 5)
    assert minutes == "7,22,37,52"
    assert others[:4] == ["*"] * 4
    command = others[4].replace("\\%", "%")  # as cron does
    assert "%" not in others[4].replace("\\%", "")
    done = subprocess.run(
        ["sh", "-c", f"printf '%s\\n' {command}"], capture_output=True, text=True, check=True
    )
    said = done.stdout.splitlines()
    assert said[-8:] == [
        "--feeds",
        str(ODD),
        "--library",
        f"{tmp_path}/l.db",
        "refresh",
        "--due",
        "--quiet",
        "--notify",
    ]


def test_what_is_scheduled_runs(shell: Shell, tmp_path: Path, demo_feeds: Path) -> None:
    code, out, _ = shell("config", "--schedule", "crontab")
    assert code == 0
    command = out.strip().split(" ", 5)[5].removesuffix(" --notify")
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert shell.json("list"), json.dumps(command)
