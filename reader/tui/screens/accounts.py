"""Accounts on servers: how they stand, a new one, and one less."""

from __future__ import annotations

import asyncio
import shlex
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast
from urllib.parse import urlsplit

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from reader.account import Account, AccountKind, AccountStanding
from reader.library import LibraryError
from reader.model import Auth
from reader.text import masked, safe_line
from reader.tui.messages import WelcomeRowChosen
from reader.tui.screens.asking import AskingScreen
from reader.tui.widgets import account_rows
from reader.tui.widgets.bidi import as_seen_here
from reader.tui.widgets.foot import Foot
from reader.tui.widgets.prompt import Prompt
from reader.tui.widgets.welcome_list import WelcomeList

if TYPE_CHECKING:
    from reader.library import Library

_FEET = {
    "accounts": "Enter syncs now · a adds one · d removes · Esc closes",
    "kinds": "Enter chooses · Esc goes back",
    "asking": "Enter goes on · Esc goes back",
}
_NONE = "An account on a server keeps your feeds, what you have read and your stars on several machines."
_SECRET_HINT = "or ! and a command that prints it"  # noqa: S105 - a hint


class AccountsScreen(AskingScreen[tuple[str, str] | None]):
    """Look at accounts; the answer is the name of one to be synced now, with a sentence, or None."""

    CSS_PATH = "accounts.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left", "back", "Close"),
        Binding("enter,l,right,r", "choose", "Sync"),
        Binding("a", "add", "Add"),
        Binding("d,delete", "remove", "Remove"),
    ]

    def __init__(self, library: Library, *, adding: bool = False) -> None:
        """With `adding` it begins with a new account."""
        super().__init__()
        self._library, self._adding = library, adding
        self._standing: list[AccountStanding] = []
        self._at = "accounts"
        self._to_be_removed = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="accounts-screen"):
            yield Static("ACCOUNTS", id="accounts-heading", markup=False)
            yield WelcomeList()
            yield Static("", id="accounts-note", markup=False)
            yield Prompt(id="accounts-prompt")
            yield Foot("", id="accounts-foot")

    def on_mount(self) -> None:
        self._list.focus()
        self._show_accounts()
        if self._adding or not self._standing:
            self.action_add()

    @property
    def _list(self) -> WelcomeList:
        return self.query_one(WelcomeList)

    def _tell(self, note: str) -> None:
        self.query_one("#accounts-note", Static).update(as_seen_here(safe_line(note, 600)))

    def _show_accounts(self) -> None:
        self._standing = self._library.accounts.standing()
        rows = account_rows.account_rows(self._standing)
        self._show("accounts", f"ACCOUNTS  {len(rows):,}" if rows else "ACCOUNTS", self._list.cursor)
        self._list.show(rows, min(self._list.cursor, max(0, len(rows) - 1)))
        self._tell(account_rows.remark(self._under_cursor) if rows else _NONE)

    def _show(self, at: str, heading: str, cursor: int = 0) -> None:
        self._at, self._to_be_removed = at, ""
        self.query_one("#accounts-heading", Static).update(heading)
        self.query_one("#accounts-foot", Static).update(_FEET[at])
        self._list.cursor = cursor

    @property
    def _under_cursor(self) -> AccountStanding | None:
        row = self._list.row
        return next((one for one in self._standing if row and one.account.name == row.name), None)

    def action_move(self, rows: int) -> None:
        super().action_move(rows)
        if self._at == "accounts":
            self._to_be_removed = ""
            self._tell(account_rows.remark(self._under_cursor))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say in a sentence what a task failed with."""
        error = event.worker.error
        if event.state is WorkerState.ERROR and error is not None:
            self._tell(str(error) if isinstance(error, LibraryError) else repr(error))

    def file_changed(self, note: str) -> None:
        """Show what somebody else wrote into feeds.toml."""
        if self._at == "accounts":
            self._show_accounts()
            self._tell(note)

    def on_welcome_row_chosen(self, message: WelcomeRowChosen) -> None:
        message.stop()
        if self._at == "kinds":
            self._ask_address(cast("AccountKind", message.row.name))
        else:
            self.dismiss((message.row.name, ""))

    def action_back(self) -> None:
        if self._at == "kinds" and self._standing and not self._adding:
            self._show_accounts()
        else:
            self.dismiss(None)

    # One less

    def action_remove(self) -> None:
        """Remove an account; that takes the key twice."""
        one = self._under_cursor
        if self._at != "accounts" or one is None:
            return
        name = one.account.name
        if self._to_be_removed != name:
            self._to_be_removed = name
            self._tell(f"Once more removes {name}; its feeds stay and are asked themselves, articles stay.")
        else:
            self._remove(name)

    @work(exit_on_error=False, group="removing")
    async def _remove(self, name: str) -> None:
        await asyncio.shield(self._library.accounts.remove(name))
        self._show_accounts()
        self._tell(f"{name} is removed; its feeds and their articles are here.")

    # One more

    def action_add(self) -> None:
        """Ask what kind of server it is, where, and for whom."""
        self._show("kinds", "A NEW ACCOUNT")
        self._list.show(account_rows.kind_rows())
        self._tell(_NONE)

    def dropped(self) -> None:
        """The keys of the list count again."""
        self.query_one("#accounts-foot", Static).update(_FEET[self._at])

    def _ask(self, *said: object, **more: object) -> None:
        self.query_one("#accounts-foot", Static).update(_FEET["asking"])
        self.ask(*said, **more)  # type: ignore[arg-type]

    def _ask_address(self, kind: AccountKind) -> None:
        self._tell("Where is it? The address of its start page will do.")
        self._ask("Address ", partial(self._ask_user, kind), "https://", hint=_warning)

    def _ask_user(self, kind: AccountKind, url: str) -> None:
        if not _is_address(url):
            self._ask_address(kind)
            self._tell("That is no http or https address.")
            return
        self._tell("Who logs in?")
        self._ask("Name ", partial(self._ask_secret, kind, url))

    def _ask_secret(self, kind: AccountKind, url: str, user: str) -> None:
        self._tell("It is kept in feeds.toml, which nobody but you can read then.")
        answer = partial(self._ask_name, kind, url, user)
        self._ask("Password ", answer, hint=lambda _: _SECRET_HINT, secret=True)

    def _ask_name(self, kind: AccountKind, url: str, user: str, secret: str) -> None:
        taken = {one.account.name for one in self._standing}
        usual = next((name for name in ("home", kind) if name not in taken), f"{kind}-{len(taken) + 1}")
        self._tell("What is the account to be called here? One word.")
        auth = _auth(user, secret)
        self._ask("Called ", lambda name: self._add(Account(name, kind, url, auth)), usual)

    @work(exit_on_error=False, group="adding")
    async def _add(self, account: Account) -> None:
        self.dropped()
        self._tell(f"Logging in to {masked(account.url, 100)} …")
        await asyncio.shield(self._library.accounts.add(account))
        self._library.starting.asked = False
        self.dismiss((account.name, f"{account.name} is an account now; its articles are on their way."))


def _auth(user: str, secret: str) -> Auth:
    """What was typed: a password, or "!" and a command that prints one."""
    if secret.startswith("!") and secret[1:].strip():
        try:
            return Auth(user=user, command=tuple(shlex.split(secret[1:])))
        except ValueError:
            pass  # quotes without an end: it is a password
    return Auth(user=user, password=secret)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in url


def _warning(url: str) -> str:
    return "others on the way can read the password" if url.startswith("http://") else ""
