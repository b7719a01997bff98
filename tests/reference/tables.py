"""What stands between `<!-- NAME: made by python -m tests.reference -->` and `<!-- end -->` in docs/."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any, get_args

from reader import programs
from reader.config import KeysPreset, Settings, rules, settings, starter, toml_of
from reader.model import Subscription
from reader.query.fields import FIELDS, FLAG_NAMES, FLAGS, MOMENTS, SORT_KEYS, Kind
from reader.rule import ArticleRule
from reader.tui.actions import ACTIONS, GROUPS
from reader.tui.actions.keymap import Keymap, keymap
from reader.tui.actions.spelling import printed
from tests.reference.commands import markdown as commands
from tests.reference.fields import RECORDS, WHO

PRESETS: Sequence[KeysPreset] = get_args(KeysPreset)
_BAR = "\\|"
_TAKES: Mapping[Kind, str] = {
    "words": "words",
    "names": "words of a name",
    "text": "a part of it",
    "label": "the whole label, or `wor*`",
    "number": "a number",
    "age": "a length of time",
    "time": "a moment, day or range",
    "figure": "a number",
    "setting": "",
}
_DEFAULTS: Mapping[str, Any] = {"feed": Subscription, "rule": ArticleRule, "pipe": settings.Pipe}


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', _BAR) for cell in row)} |" for row in lines)


def _code(said: str) -> str:
    """Write something as code, with whatever is in it."""
    ticks = "``" if "`" in said else "`"
    space = " " if said.startswith("`") or said.endswith("`") else ""
    return f"{ticks}{space}{said}{space}{ticks}" if said else ""


# Keys


def _keys() -> str:
    maps = {preset: keymap(Settings(keys_preset=preset)) for preset in PRESETS}
    parts = []
    for group in GROUPS:
        rows = [
            (
                _code(action.id),
                action.description,
                *(_pressed(maps[preset], action.id) for preset in PRESETS),
                _code(f":{action.usage}"),
            )
            for action in ACTIONS
            if action.group == group
        ]
        parts.append(f"## {group}\n\n{_table(('action', 'does', *PRESETS, 'command'), rows)}")
    return "\n\n".join(parts)


def _pressed(keys: Keymap, action: str) -> str:
    return " ".join(_code(printed(one)) for one in keys.keys(action))


# feeds.toml


def _settings() -> str:
    tables = {name.lower(): table for name, table in vars(rules).items() if _is_table(name, table)}
    said = explained(starter())
    parts = []
    for name, table in tables.items():
        heading = "[settings]" if name == "settings" else f"[[{name}]]"
        rows = [
            (
                _code(key),
                rule.right.removeprefix("write "),
                _default(name, key),
                said.get(name, {}).get(key, ""),
            )
            for key, rule in table.items()
            if (name, key) != ("settings", "mark_read_on_open")  # of older releases
        ]
        parts.append(f"## {heading}\n\n{_table(('key', 'value', 'without it', 'what it does'), rows)}")
    return "\n\n".join(parts)


def _is_table(name: str, table: object) -> bool:
    return (
        name.isupper()
        and isinstance(table, dict)
        and all(isinstance(one, rules.Rule) for one in table.values())
    )


def _default(table: str, key: str) -> str:
    if table == "settings":
        value = getattr(Settings(), key)
    else:
        kind = _DEFAULTS.get(table)
        specs = {spec.name: spec.default for spec in fields(kind)} if kind is not None else {}
        value = specs.get(key)
    return (
        _code(toml_of(value)) if isinstance(value, bool | int) or (value and isinstance(value, str)) else ""
    )


_HEADER = re.compile(r"# ?\[+(?:settings\.)?(\w+)\]+$|\[(settings)\]$|# One \[\[(feed)\]\]")
_KEY = re.compile(r"# ?(?: )?\s*([a-z_]+) +?= ?(.*)$")
_CONTINUED = re.compile(r"#\s{8,}(?:# )?(.*)$")


def explained(text: str) -> dict[str, dict[str, str]]:
    """Return what the comments of a feeds.toml say of each key, table by table."""
    found: dict[str, dict[str, str]] = {}
    table, key = "", ""
    above: list[str] = []
    for line in text.splitlines():
        above = [*above, line.removeprefix("# ")] if line.startswith("# ") else []
        if header := _HEADER.match(line):
            table, key = next(filter(None, header.groups())), ""
            if table in rules.SETTING_KEYS:  # what stands above [settings.keys] is about it
                found.setdefault("settings", {})[table] = " ".join(above[:-1])
        elif key and (more := _CONTINUED.match(line)):
            found[table][key] += f" {more[1]}"
        elif entry := _KEY.match(line):
            key = entry[1]
            said = entry[2] if table == "feed" else entry[2].partition("   # ")[2] or _after(entry[2])
            found.setdefault(table, {})[key] = said
        elif not line.startswith("#"):
            key = ""
    return {name: {k: " ".join(v.split()) for k, v in keys.items()} for name, keys in found.items()}


def _after(value: str) -> str:
    """What stands behind a value and one space: a comment there has been pushed by a long value."""
    comment = re.search(r"\s# (.*)$", value)
    return comment[1] if comment else ""


# Queries


def _query_fields() -> str:
    rows = [
        (
            " ".join(_code(f"{name}:") for name in (field.name, *field.also)),
            _TAKES[field.kind],
            field.summary,
            _code(f"{field.name}:{field.example}"),
        )
        for field in FIELDS.values()
    ]
    return _table(("field", "takes", "is", "such as"), rows)


def _query_flags() -> str:
    also: dict[str, list[str]] = {}
    for name, flag in FLAG_NAMES.items():
        also.setdefault(flag, []).append(name)
    rows = [
        (" ".join(map(_code, [flag, *(n for n in also[flag] if n != flag)])), said)
        for flag, said in FLAGS.items()
    ]
    return _table(("flag", "articles"), rows)


def _sort_keys() -> str:
    return _table(("key", "by"), [(_code(key), said) for key, said in SORT_KEYS.items()])


def _moments() -> str:
    return _table(("moment", "is"), [(_code(name), said) for name, said in MOMENTS.items()])


# Programs


def _placeholders() -> str:
    return _table(
        ("", "stands for"), [(_code("{" + name + "}"), said) for name, said in programs.PLACEHOLDERS.items()]
    )


# JSON


def _json() -> str:
    parts = []
    for record in RECORDS:
        rows = [(_code(key), said) for key, said in record.fields.items()]
        rows += [(f"{_code(key)} (at times)", said) for key, said in record.sometimes.items()]
        parts.append(f"## {record.what}\n\n{record.printed_by}\n\n{_table(('field', ''), rows)}")
    rows = [(_code(kind), ", ".join(map(_code, said))) for kind, said in WHO.items()]
    parts.append(f"## Name\n\n`who`: objects of several kinds\n\n{_table(('`is`', 'fields'), rows)}")
    return "\n\n".join(parts)


BLOCKS: Mapping[str, Callable[[], str]] = {
    "commands": commands,
    "json": _json,
    "keys": _keys,
    "moments": _moments,
    "placeholders": _placeholders,
    "query-fields": _query_fields,
    "query-flags": _query_flags,
    "settings": _settings,
    "sort-keys": _sort_keys,
}
_BLOCK = re.compile(
    r"(<!-- ([a-z-]+): made by python -m tests\.reference -->\n)(.*?)(<!-- end -->)", re.DOTALL
)


def filled(page: str) -> str:
    """Return the text of a page with its tables made anew. Raise KeyError for one that nobody makes."""
    return _BLOCK.sub(lambda found: f"{found[1]}\n{BLOCKS[found[2]]()}\n\n{found[4]}", page)


def named(page: str) -> list[str]:
    """Return the tables that a page has."""
    return [found[2] for found in _BLOCK.finditer(page)]
