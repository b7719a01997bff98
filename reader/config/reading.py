"""The text of a feeds.toml to values, with every mistake in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from reader.config.file import read_file, refuse_shared
from reader.config.mistakes import ConfigurationError, Lines, Mistake, syntax_mistake, unusable
from reader.config.places import is_there
from reader.config.rules import ACCOUNT, FEED, PIPE, RULE, SECRET, SETTINGS, VIEW, Rule
from reader.config.settings import Configuration, Pipe, SavedView, Settings
from reader.lazily import lazily
from reader.model import Account, Auth, Subscription
from reader.rule import ArticleRule
from reader.text import masked, safe_line, shorten, without_credentials

if TYPE_CHECKING:
    import difflib
else:
    difflib = lazily("difflib")

MOST_RULES = 200
_LONG_NUMBER = re.compile(r"[0-9_]{4000}")


def load(path: Path) -> Configuration:
    """Read `path`. Raise ConfigurationError with every mistake found; OSError becomes one too."""
    configuration = parse(read_file(path), path)
    if _names_programs(configuration):
        try:
            refuse_shared(path)
        except OSError as error:
            raise unusable(path, error.strerror or "cannot be read") from None
    return configuration


def settings_at(path: Path) -> Settings:
    """Read the settings at `path`, the defaults if nothing is there. Raise ConfigurationError as `load`."""
    return load(path).settings if is_there(path) else Settings()


def parse(text: str, path: Path) -> Configuration:
    """Read the text of a feeds.toml; `path` is what mistakes are reported under."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(path, [syntax_mistake(str(error), text)]) from None
    except RecursionError:
        raise ConfigurationError(path, [Mistake(1, "brackets are nested too deep", "flatten it")]) from None
    except ValueError:  # that is Python's own bound of what is read as a number
        line = next((n for n, one in enumerate(text.split("\n"), 1) if _LONG_NUMBER.search(one)), 1)
        raise ConfigurationError(
            path, [Mistake(line, "a number has thousands of digits", "shorten it")]
        ) from None
    checked = _Check(Lines(text))
    checked.unknown_keys(
        "",
        tables,
        ("settings", "account", "feed", "pipe", "view", "rule"),
        "the tables are [settings], [[account]], [[feed]], [[view]], [[rule]] and [[pipe]]",
    )
    settings = checked.settings(tables.get("settings", {}))
    accounts = checked.accounts(tables.get("account", []))
    subscriptions = checked.subscriptions(tables.get("feed", []), {one.name for one in accounts})
    pipes = checked.pipes(tables.get("pipe", []))
    views = checked.views(tables.get("view", []))
    rules = checked.rules(tables.get("rule", []), {pipe.name: pipe for pipe in pipes})
    if pipes:
        lines = {f"pipe.{number}": checked.lines.of("pipe", str(number)) for number in range(len(pipes))}
        settings = replace(settings, pipes=pipes, lines={**settings.lines, **lines})
    if checked.mistakes:
        raise ConfigurationError(path, sorted(checked.mistakes, key=lambda m: m.line))
    return Configuration(path, settings, subscriptions, views, rules, accounts)


def _names_programs(configuration: Configuration) -> bool:
    """Whether a program is run for what the file says; a model that is loaded from a folder is one, too."""
    auths = [one.auth for one in configuration.subscriptions]
    auths += [one.auth for one in configuration.accounts]
    settings = configuration.settings
    named = settings.open_command or settings.open_with or settings.bookmark or settings.pipes
    notified = not isinstance(settings.notify, str)
    ruled = any(rule.run for rule in configuration.rules)
    return bool(named or notified or ruled or ":" in settings.engine) or any(a and a.command for a in auths)


def told_apart(url: str) -> tuple[str, Auth | None]:
    """Return an address without the name and password that stood in it, and these."""
    bare, credentials = without_credentials(url)
    user, _, password = (unquote(part) for part in credentials.partition(":"))
    return bare, Auth(user, password) if credentials else None


def _auth(known: Mapping[str, Any]) -> Auth | None:
    said = known.get("auth")
    return Auth(**{**said, "command": tuple(said.get("command", ()))}) if said else None


def _headers(known: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(known.get("headers", {}).items())


def _trouble_with(query: str) -> str:
    """What is wrong with a query, "" for nothing."""
    from reader.query import QueryError  # only who has saved queries needs the language at the start
    from reader.query import parse as parse_query

    try:
        parse_query(query)
    except QueryError as error:
        return safe_line(str(error), 300)
    return ""


def _shown(value: Any) -> str:
    try:
        return safe_line(repr(masked(value)) if isinstance(value, str) else repr(value), 60)
    except (ValueError, RecursionError):  # thousands of digits, or of tables within one another
        return "what is written there"


class _Check:
    """Turns tables into values and gathers every mistake on the way."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.mistakes: list[Mistake] = []

    def settings(self, table: Any) -> Settings:
        if not isinstance(table, dict):
            self.add(self.lines.of("settings"), "settings is not a table", "begin it with a line [settings]")
            return Settings()
        known = self.values("settings", table, SETTINGS)
        for key in ("open_command", "bookmark", "notify"):
            if isinstance(known.get(key), list):
                known[key] = tuple(known[key])
        if "open_with" in known:
            known["open_with"] = {kind: tuple(command) for kind, command in known["open_with"].items()}
        if "macros" in known:
            known["macros"] = {name: tuple(said) for name, said in known["macros"].items()}
        if known.pop("mark_read_on_open", True) is False:  # what older releases had in place of mark_read
            known.setdefault("mark_read", "never")
        known["lines"] = {
            f"{table}.{name}": self.lines.of("settings", table, name)
            for table in ("keys", "macros")
            for name in known.get(table, ())
        }
        return Settings(**known)

    def pipes(self, tables: Any) -> tuple[Pipe, ...]:
        if not self._is_list("pipe", tables):
            return ()
        found: dict[str, Pipe] = {}
        for index, table in enumerate(tables):
            known = self.values(f"pipe.{index}", table, PIPE)
            for key in ("name", "run"):
                if key not in table:
                    self.add(
                        self.lines.of("pipe", str(index)), f"this [[pipe]] has no {key}", PIPE[key].right
                    )
            if "name" not in known or "run" not in known:
                continue
            if known["name"] in found:
                line = self.lines.of("pipe", str(index), "name")
                self.add(
                    line, f"a pipe {known['name']} stands here twice", "give one of the two another name"
                )
            found[known["name"]] = Pipe(**known | {"run": tuple(known["run"])})
        return tuple(found.values())

    def views(self, tables: Any) -> tuple[SavedView, ...]:
        if not self._is_list("view", tables):
            return ()
        found: dict[str, SavedView] = {}
        for index, table in enumerate(tables):
            known = self.values(f"view.{index}", table, VIEW)
            place = ("view", str(index))
            for key in VIEW:
                if key not in table:
                    self.add(self.lines.of(*place), f"this [[view]] has no {key}", VIEW[key].right)
            if len(known) < len(VIEW):
                continue
            known["name"] = safe_line(known["name"])
            if known["name"] in found:
                twice = f"a view {shorten(known['name'], 40)} stands here twice"
                self.add(self.lines.of(*place, "name"), twice, "give one of the two another name")
            if trouble := _trouble_with(known["query"]):
                wrong = f"the query of the view {shorten(known['name'], 40)} cannot be understood"
                self.add(self.lines.of(*place, "query"), wrong, trouble)
            found[known["name"]] = SavedView(**known)
        return tuple(found.values())

    def rules(self, tables: Any, pipes: Mapping[str, Pipe]) -> tuple[ArticleRule, ...]:
        if not tables or not self._is_list("rule", tables):
            return ()
        from reader.config.ruling import rule_of  # the language of queries, where there are rules

        found: dict[int, ArticleRule] = {}
        for index, table in enumerate(tables):
            place = ("rule", str(index))
            known = self.values(".".join(place), table, RULE)
            rule, mistakes = rule_of(table, known, pipes)
            for key, problem, remedy in mistakes:
                self.add(self.lines.of(*place, *key), problem, remedy)
            if rule is not None and rule.name and rule.name in {one.name for one in found.values()}:
                twice = f"a rule {rule.title} stands here twice"
                self.add(self.lines.of(*place, "name"), twice, "give one of the two another name")
            if rule is not None:
                found[index] = rule
        if len(tables) > MOST_RULES:
            line = self.lines.of("rule", str(MOST_RULES))
            self.add(line, f"there are more than {MOST_RULES} rules", "join some of them with or")
        return tuple(found.values())

    def _is_list(self, name: str, tables: Any) -> bool:
        good = isinstance(tables, list) and all(isinstance(table, dict) for table in tables)
        if not good:
            self.add(
                self.lines.of(name), f"{name} is not a list of tables", f"begin each with a line [[{name}]]"
            )
        return good

    def accounts(self, tables: Any) -> tuple[Account, ...]:
        if not self._is_list("account", tables):
            return ()
        found: dict[str, Account] = {}
        for index, table in enumerate(tables):
            place = ("account", str(index))
            known = self.values(".".join(place), table, ACCOUNT)
            url, written = told_apart(known.get("url", ""))
            for key in ("name", "kind", "url", "auth"):
                if key not in table and not (key == "auth" and written):
                    self.add(self.lines.of(*place), f"this [[account]] has no {key}", ACCOUNT[key].right)
            if not known.keys() >= {"name", "kind", "url"}:
                continue
            if known["name"] in found:
                twice = f"an account {known['name']} stands here twice"
                self.add(self.lines.of(*place, "name"), twice, "give one of the two another name")
            known |= {"url": url, "auth": _auth(known) or written, "headers": _headers(known)}
            known["saved_label"] = safe_line(known.get("saved_label", ""))
            found[known["name"]] = Account(**known)
        return tuple(found.values())

    def subscriptions(self, tables: Any, accounts: Collection[str]) -> tuple[Subscription, ...]:
        if not self._is_list("feed", tables):
            return ()
        found: dict[str, Subscription] = {}
        for index, table in enumerate(tables):
            self._subscription(f"feed.{index}", table, found)
            account = table.get("account")
            if isinstance(account, str) and account not in accounts:
                there = f"the accounts are {', '.join(accounts)}" if accounts else "write an [[account]]"
                line = self.lines.of("feed", str(index), "account")
                self.add(line, f"there is no account {safe_line(account, 40)}", there)
        return tuple(found.values())

    def _subscription(self, path: str, table: dict[str, Any], found: dict[str, Subscription]) -> None:
        known = self.values(path, table, FEED)
        url = known.get("url")
        if url is None:
            if "url" not in table:
                self.add(self.lines.of(*path.split(".")), "this [[feed]] has no url", FEED["url"].right)
            return
        url, written = told_apart(url)
        if url in found:
            line = self.lines.of(*path.split("."), "url")
            twice = f"{shorten(masked(url), 80)} stands here twice"
            self.add(line, twice, "remove one of the two [[feed]] tables")
        known["tags"] = tuple(known.get("tags", ()))
        known = {key: safe_line(v) if key in {"title", "folder"} else v for key, v in known.items()}
        known |= {"url": url, "auth": _auth(known) or written, "headers": _headers(known)}
        found[url] = Subscription(**known)

    def values(self, path: str, table: dict[str, Any], rules: Mapping[str, Rule]) -> dict[str, Any]:
        """The entries of `table` that follow their rule; the others are noted."""
        self.unknown_keys(path, table, tuple(rules), f"known are {', '.join(rules)}")
        good = {}
        for key, value in table.items():
            if key not in rules:
                continue
            if rules[key].holds(value):
                good[key] = value
            else:
                problem = f"{key} cannot be {_shown(value)}" if key not in SECRET else f"{key} is wrong"
                self.add(self.lines.of(*path.split("."), key), problem, rules[key].right)
        return good

    def unknown_keys(self, path: str, table: Mapping[str, Any], known: Sequence[str], remedy: str) -> None:
        for key in table:
            if key in known:
                continue
            near = difflib.get_close_matches(key, known, n=1)
            place = (*path.split("."), key) if path else (key,)
            hint = f"did you mean {near[0]}?" if near else remedy
            self.add(self.lines.of(*place), f"{safe_line(key, 40)} is not a setting here", hint)

    def add(self, line: int, problem: str, remedy: str) -> None:
        self.mistakes.append(Mistake(line, problem, remedy))
