"""docs/ and the man page say what the program does, and nothing that it no longer does."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections.abc import Collection
from pathlib import Path

import pytest

from reader.cli.arguments import whole_parser
from reader.config import parse, rules, starter
from reader.query.fields import NAMES
from reader.rule import VERBS
from reader.tui.actions import ACTIONS
from tests.reference.commands import everything, leaves
from tests.reference.tables import BLOCKS, explained, named
from tests.reference.written import DOCS, MAN, ROOT, made

PAGES = {path.name: path.read_text("utf-8") for path in DOCS.glob("*.md")}


def test_nothing_that_is_made_is_stale() -> None:
    stale = [
        path.name for path, text in made().items() if not path.exists() or path.read_text("utf-8") != text
    ]
    assert not stale, "write them anew: python -m tests.reference"


def test_every_table_stands_in_some_page() -> None:
    assert sorted(name for page in PAGES.values() for name in named(page)) == sorted(BLOCKS)


def test_every_page_is_in_the_index_and_every_link_leads_somewhere() -> None:
    index = PAGES["README.md"]
    assert [name for name in PAGES if name != "README.md" and f"]({name})" not in index] == []
    for page in (*DOCS.glob("*.md"), ROOT / "README.md"):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_setting_is_explained_where_a_newcomer_reads_it() -> None:
    said = explained(starter())
    tables: dict[str, Collection[str]] = {"settings": rules.SETTING_KEYS, "feed": rules.FEED}
    tables |= {"account": rules.ACCOUNT, "pipe": rules.PIPE, "view": rules.VIEW, "rule": rules.RULE}
    missing = [f"{name}.{key}" for name, keys in tables.items() for key in keys if not said[name].get(key)]
    assert not missing, "feeds.toml explains them in comments, which docs/feeds-toml.md repeats"


def test_rules_are_told_of_whatever_they_can_do() -> None:
    for verb in VERBS:
        assert re.search(rf"`{verb}(?: NAME)?`", PAGES["rules.md"]), verb


def test_commands_that_pages_show_are_there() -> None:
    names = {command.name for command in leaves(everything())}
    for page in (ROOT / "README.md", *DOCS.glob("*.md")):
        for line in re.findall(
            r"^(?:    |\$ )?reader ((?!-)[a-z][\w-]*(?: [a-z][\w-]*)?)", page.read_text("utf-8"), re.MULTILINE
        ):
            assert line in names or line.split()[0] in names, f"{page.name}: reader {line}"


def test_options_that_pages_show_are_there() -> None:
    known = {
        name for command in leaves(everything()) for one in command.options for name in one.option_strings
    }
    known |= {name for one in everything().options for name in one.option_strings} | {"--json", "--help"}
    for page in (ROOT / "README.md", *DOCS.glob("*.md")):
        for line in re.findall(r"^    (reader .*)$", page.read_text("utf-8"), re.MULTILINE):
            ours = re.split(r" \||;|\s{2,}", line)[0]
            for option in re.findall(r"(?<=\s)--[a-z-]+", ours):
                assert option in known, f"{page.name}: {option} in {line}"


def test_fields_and_actions_that_pages_name_are_there() -> None:
    ids = {action.id for action in ACTIONS}
    for field in re.findall(r"`([a-z-]+):[^`\s/]*`", PAGES["queries.md"].partition("## Coming from")[0]):
        assert field in NAMES or field in {"is", "field"}, field
    assert set(re.findall(r"^\| `([a-z_]+)` \|", PAGES["keys.md"], re.MULTILINE)) == ids


def test_tables_of_feeds_toml_that_pages_show_are_right() -> None:
    for name, page in PAGES.items():
        for block in re.findall(r"^```toml\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
            assert tomllib.loads(block), name
            parse(block, Path(name))


# The man page


def test_the_man_page_is_ascii_and_names_every_command() -> None:
    page = MAN.read_text("ascii")
    for command in leaves(everything()):
        assert f".SS reader {command.name}".replace("-", "\\-") in page
    assert whole_parser().prog == "reader"


@pytest.mark.parametrize(
    "checker",
    [
        ("mandoc", "-T", "lint", "-W", "warning"),
        ("groff", "-man", "-ww", "-z"),
        ("man", "--warnings", "-l", "-Tutf8"),
    ],
)
def test_programs_that_set_man_pages_have_nothing_to_say(checker: tuple[str, ...]) -> None:
    if shutil.which(checker[0]) is None:
        pytest.skip(f"{checker[0]} is not there")
    done = subprocess.run(
        [*checker, str(MAN)], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    said = done.stderr if checker[0] == "man" else done.stdout + done.stderr
    assert (done.returncode, said) == (0, "")
