"""The commands: each asks the library and says what it gave."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from reader import export
from reader.cli import articles
from reader.cli.naming import DONE, FAILED, WRONG, UsageError, numbered_article
from reader.cli.output import complain, remark, say, say_json, say_rows, tell_troubles, text_columns
from reader.library import ConfigurationError, Library, LibraryError
from reader.model import Document, Understanding

if TYPE_CHECKING:
    from reader.library import Inspection

_WIDEST = 100
"""Columns of a text, however wide the terminal."""

_Command = Callable[[Library, argparse.Namespace], Awaitable[int]]


def run(arguments: argparse.Namespace) -> int:
    """Do what the arguments say, and return the exit code."""
    tell_troubles()
    try:
        if arguments.keys:
            return _keys(arguments)
        if arguments.demo:
            return _demo(arguments)
        return _run(arguments)
    except (UsageError, ConfigurationError) as error:
        complain(str(error))
        return WRONG
    except LibraryError as error:
        complain(str(error))
        return FAILED


def _run(arguments: argparse.Namespace) -> int:
    if arguments.serve:
        from reader.cli.serving import serve

        return serve(arguments)
    if arguments.command is None:
        from reader.cli.application import open_application

        return open_application(arguments)
    if arguments.command == "inspect":  # needs neither subscriptions nor a library
        return asyncio.run(_inspect(arguments))
    if arguments.command == "completions":
        from reader.cli.completing import script

        text = script(arguments.shell).rstrip("\n")
        say_json({arguments.shell: text}) if arguments.json else say(text)
        return DONE
    if arguments.command == "config":
        from reader.cli.configuring import configure

        return configure(arguments)
    if arguments.command == "doctor":
        from reader.cli.doctor import doctor

        return asyncio.run(doctor(arguments))
    if arguments.command == "backup" and arguments.restore is not None:
        from reader.cli.keeping import restore

        return restore(arguments)
    return asyncio.run(_with_library(arguments))


async def _with_library(arguments: argparse.Namespace) -> int:
    async with Library.open(arguments.feeds, arguments.library) as library:
        return await _COMMANDS[arguments.command](library, arguments)


def _demo(arguments: argparse.Namespace) -> int:
    """The same on the bundled edition, served on loopback, with a library that is thrown away."""
    import tempfile
    from pathlib import Path

    from reader.demo import DemoServer

    with DemoServer() as server, tempfile.TemporaryDirectory(prefix="reader-demo-") as folder:
        arguments.feeds = Path(folder) / "feeds.toml"
        arguments.library = Path(folder) / "library.db"
        arguments.feeds.write_text(server.feeds_toml, encoding="utf-8")
        if arguments.command not in {None, "refresh", "inspect", "doctor"}:
            asyncio.run(_fetch_first(arguments))
        return _run(arguments)


async def _fetch_first(arguments: argparse.Namespace) -> None:
    async with Library.open(arguments.feeds, arguments.library) as library:
        await library.refresh()


def _keys(arguments: argparse.Namespace) -> int:
    """List every action with the keys that the settings give it, as feeds.toml writes them."""
    from reader.config import Settings, configuration_path, settings_at
    from reader.tui.actions.keymap import keymap
    from reader.tui.actions.spelling import written

    try:
        keys = keymap(settings_at(arguments.feeds or configuration_path()))
    except ConfigurationError as error:
        complain(str(error))
        keys = keymap(Settings())
    for one in keys.actions if arguments.json else ():
        pressed = ",".join(map(written, keys.keys(one.id)))
        record = {"id": one.id, "keys": pressed, "command": one.usage, "description": one.description}
        say_json(record | {"group": one.group, "own": one.id in keys.own})
    if not arguments.json:
        say_rows(
            [(one.id, ",".join(map(written, keys.keys(one.id))), one.description) for one in keys.actions]
        )
    return DONE


# Fetching and keeping


async def _refresh(library: Library, arguments: argparse.Namespace) -> int:
    from reader.cli.refreshing import refresh

    return await refresh(library, arguments)


async def _add(library: Library, arguments: argparse.Namespace) -> int:
    code, wanted = DONE, list(arguments.source)
    if arguments.clipboard:
        from reader import clipboard

        if not (address := await clipboard.address()):
            complain("the clipboard holds no address, or there is no program to read it with")
            return FAILED
        wanted.append(address)
    if not wanted:
        raise UsageError("what is to be kept? give an address, a file, - or --clipboard")
    for source in wanted:
        try:
            kept = await library.later.keep(source)
        except LibraryError as error:
            complain(str(error))
            code = FAILED
            continue
        if kept.why:
            complain(f"{kept.why.rstrip('.')}; it is fetched with a later refresh")
        if arguments.json:
            say_json(export.article_record(kept.article))
        else:
            say_rows([("wanted" if kept.why else "kept", f"{kept.article.id}", kept.article.title)])
    return code


# Reading


async def _show(library: Library, arguments: argparse.Namespace) -> int:
    if arguments.changes:
        from reader.cli.changes import show_changes

        return await show_changes(library, arguments)
    for index, article in enumerate([numbered_article(library, number) for number in arguments.article]):
        opened = None if arguments.offline else await library.open_article(article.id, lambda _: None)
        document = opened.document if opened else library.stored_document(article.id)
        understanding = opened.understanding if opened else library.understanding(article.id)
        if document is None:
            complain(f"article {article.id} is not stored in full; show it once without --offline")
            return FAILED
        if opened is not None and opened.note:
            complain(opened.note)
        if arguments.read:
            await library.set_read([article.id], True)
        if article.missed:
            await library.revisions.see(article.id)
        from reader.library import Inspection

        shown = Inspection(article.url or "", document, understanding or Understanding())
        if arguments.json:
            say_json({**export.article_record(article, library.marks.of(article.id)), **_record(shown)})
            continue
        if index:
            say("" if sys.stdout.isatty() else "\f")
        if arguments.plain:
            say(export.document_spoken(document, understanding, article))
        else:
            _say_document(document, as_markdown=arguments.markdown)
    return DONE


async def _next(library: Library, arguments: argparse.Namespace) -> int:
    """Print the next unread article as `show --plain --read` would."""
    ids = await articles.unread(library, arguments)
    if ids is None:
        return WRONG
    if not ids:
        say("Nothing is unread." if not arguments.query else "Nothing unread is there.")
        return DONE
    arguments.article, arguments.offline, arguments.read = [ids[0]], False, not arguments.keep
    arguments.markdown, arguments.plain, arguments.changes = False, True, False
    code = await _show(library, arguments)
    if code == DONE and not arguments.json:
        left = len(ids) - 1
        say(f"\nThis was article {ids[0]}. {f'{left:,} more' if left else 'Nothing else'} to read.")
    return code


async def _inspect(arguments: argparse.Namespace) -> int:
    from reader.config import configuration_path, settings_at
    from reader.library import inspect

    code, engine = DONE, ""
    try:
        engine = settings_at(arguments.feeds or configuration_path()).engine
    except ConfigurationError as error:  # it is not needed to read a page
        remark(str(error))
    for index, source in enumerate(arguments.source):
        try:
            inspection = await inspect(source, engine)
        except LibraryError as error:
            complain(str(error))
            code = FAILED
            continue
        if arguments.json:
            say_json(_record(inspection))
            continue
        if index:
            say("" if sys.stdout.isatty() else "\f")
        _say_document(inspection.document, as_markdown=arguments.markdown)
        if not arguments.markdown:
            _say_understanding(inspection.understanding)
    return code


def _record(inspection: Inspection) -> dict[str, Any]:
    return export.inspection_record(inspection.source, inspection.document, inspection.understanding)


def _say_document(document: Document, *, as_markdown: bool) -> None:
    say(export.document_markdown(document) if as_markdown else export.document_text(document, _columns()))


def _say_understanding(understanding: Understanding) -> None:
    if understood := export.understanding_text(understanding, _columns()):
        say("\n" + "─" * _columns() + "\n")
        say(understood)


def _columns() -> int:
    return min(text_columns(), _WIDEST)


async def _feeds(library: Library, arguments: argparse.Namespace) -> int:
    from reader.cli.feeds import feeds

    return await feeds(library, arguments)


async def _who(library: Library, arguments: argparse.Namespace) -> int:
    from reader.cli.who import who

    return await who(library, arguments)


async def _rules(library: Library, arguments: argparse.Namespace) -> int:
    from reader.cli.rules import rules

    return await rules(library, arguments)


async def _stories(library: Library, arguments: argparse.Namespace) -> int:
    from reader.cli.stories import stories

    return await stories(library, arguments)


async def _story(library: Library, arguments: argparse.Namespace) -> int:
    from reader.cli.stories import story

    return await story(library, arguments)


async def _brief(library: Library, arguments: argparse.Namespace) -> int:
    from reader.cli.briefings import brief

    return await brief(library, arguments)


async def _related(library: Library, arguments: argparse.Namespace) -> int:
    from reader.cli.briefings import related

    return await related(library, arguments)


async def _backup(library: Library, arguments: argparse.Namespace) -> int:
    from reader.cli.keeping import back_up

    return await back_up(library, arguments)


async def _import(library: Library, arguments: argparse.Namespace) -> int:
    from reader.cli.importing import import_

    return await import_(library, arguments)


async def _export(library: Library, arguments: argparse.Namespace) -> int:
    from reader.cli.exporting import export_

    return await export_(library, arguments)


async def _sync(library: Library, arguments: argparse.Namespace) -> int:
    from reader.cli.accounts import sync

    return await sync(library, arguments)


async def _accounts(library: Library, arguments: argparse.Namespace) -> int:
    from reader.cli.accounts import accounts

    return await accounts(library, arguments)


async def _purge(library: Library, arguments: argparse.Namespace) -> int:
    from reader.cli.keeping import purge

    return await purge(library, arguments)


async def _downloads(library: Library, arguments: argparse.Namespace) -> int:
    from reader.cli.downloads import downloads

    return await downloads(library, arguments)


async def _play(library: Library, arguments: argparse.Namespace) -> int:
    from reader.cli.downloads import play

    return await play(library, arguments)


_COMMANDS: dict[str, _Command] = {
    "downloads": _downloads,
    "play": _play,
    "brief": _brief,
    "related": _related,
    "backup": _backup,
    "purge": _purge,
    "sync": _sync,
    "accounts": _accounts,
    "import": _import,
    "export": _export,
    "refresh": _refresh,
    "add": _add,
    "tag": articles.tag,
    "mark": articles.mark,
    "list": articles.list_articles,
    "search": articles.search,
    "next": _next,
    "show": _show,
    "feeds": _feeds,
    "rules": _rules,
    "stories": _stories,
    "story": _story,
    "who": _who,
}
