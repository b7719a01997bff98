"""`reader sync` and `reader accounts`: servers that keep subscriptions and marks for several machines."""

from __future__ import annotations

import argparse
import sys
import time
from datetime import datetime

from reader import export
from reader.cli.naming import DONE, FAILED, UsageError
from reader.cli.output import ProgressLine, complain, remark, say, say_json, say_rows
from reader.library import AccountStanding, Library, Progress, SyncOutcome
from reader.model import Account, Auth
from reader.text import masked

_NONE = "there are no accounts yet; `reader accounts add NAME KIND URL` adds one"


async def sync(library: Library, arguments: argparse.Namespace) -> int:
    """Bring accounts into step, or say how they stand."""
    known = {account.name for account in library.accounts.all}
    for name in arguments.account:
        if name not in known:
            raise UsageError(f"there is no account {name}; `reader accounts` lists them")
    if not known:
        remark(_NONE)
        return DONE
    if arguments.status:
        return _list(library, arguments, arguments.account)
    line, started = ProgressLine(), time.monotonic()

    def show(progress: Progress) -> None:
        line.show(
            f"{progress.done:,}/{progress.total:,} articles, {progress.new:,} new · {progress.feed_title}"
        )

    outcomes = await library.sync(arguments.account or None, show, accept_removals=arguments.accept_removals)
    line.clear()
    for outcome in outcomes:
        _tell(outcome, arguments, time.monotonic() - started)
    return FAILED if any(outcome.error for outcome in outcomes) else DONE


def _tell(outcome: SyncOutcome, arguments: argparse.Namespace, seconds: float) -> None:
    if outcome.error:
        complain(f"{outcome.name}: {outcome.error}")
    if outcome.note:
        complain(f"{outcome.name}: {outcome.note}")
    if arguments.json:
        say_json(export.sync_record(outcome))
    elif not outcome.error:
        say(f"{outcome.name}: {_came(outcome)} ({seconds:.1f} s)")


def _came(outcome: SyncOutcome) -> str:
    said = [f"{outcome.new:,} new articles", f"{outcome.sent:,} marks sent", f"{outcome.marked:,} received"]
    if outcome.added:
        said.append(f"{outcome.added:,} feeds added")
    if outcome.removed:
        said.append(f"{outcome.removed:,} feeds removed")
    return ", ".join(said)


async def accounts(library: Library, arguments: argparse.Namespace) -> int:
    """Do what `reader accounts` was asked for; without an action, list them."""
    if arguments.action == "add":
        return await _add(library, arguments)
    if arguments.action == "remove":
        return await _remove(library, arguments)
    return _list(library, arguments, [])


def _list(library: Library, arguments: argparse.Namespace, names: list[str]) -> int:
    standing = [one for one in library.accounts.standing() if not names or one.account.name in names]
    if arguments.json:
        for one in standing:
            say_json(export.account_record(one))
    elif standing:
        say_rows([_row(one) for one in standing], whole=True)
    else:
        remark(_NONE)
    return DONE


def _row(one: AccountStanding) -> tuple[str, ...]:
    account = one.account
    synced = f"synced {_moment(one.synced)}" if one.synced else f"{one.came:,} articles so far"
    waiting = f"{one.waiting:,} marks wait. " if one.waiting else ""
    how = f"{waiting}{one.error or 'Nothing is the matter.'}"
    return (account.name, account.kind, masked(account.url, 60), f"{one.feeds} feeds", synced, how)


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


async def _add(library: Library, arguments: argparse.Namespace) -> int:
    auth = _auth(arguments)
    account = Account(arguments.name, arguments.kind, arguments.url, auth, saved_label=arguments.saved_label)
    await library.accounts.add(account)
    if arguments.url.startswith("http://"):
        complain("the password goes over http, where others on the way can read it")
    if arguments.json:
        return _list(library, arguments, [account.name])
    say(f"{account.name} is in {library.feeds_path}; `reader sync {account.name}` brings what it has")
    return DONE


def _auth(arguments: argparse.Namespace) -> Auth:
    if arguments.keyring:
        return Auth(keyring=arguments.keyring)
    if arguments.secret_command:
        return Auth(user=arguments.user, command=tuple(arguments.secret_command))
    if not arguments.user:
        raise UsageError("who logs in? give --user, --keyring, or --command for a token")
    return Auth(user=arguments.user, password=_password(arguments.user))


def _password(user: str) -> str:
    """What is typed unseen, or the first line of standard input where nobody types."""
    if sys.stdin.isatty():
        from getpass import getpass

        said = getpass(f"Password of {user}: ")
    else:
        said = sys.stdin.readline().rstrip("\n")
    if not said:
        raise UsageError("without a password nobody can log in")
    return said


async def _remove(library: Library, arguments: argparse.Namespace) -> int:
    feeds = await library.accounts.remove(arguments.name)
    say(f"{arguments.name} is no longer in {library.feeds_path}; its {feeds} feeds and their articles stay")
    return DONE
