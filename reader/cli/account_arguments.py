"""What can be said to `reader sync` and `reader accounts`."""

from __future__ import annotations

from reader.cli.commanding import Commands, command_in

_KINDS = ("greader", "miniflux", "ttrss", "nextcloud", "fever")


def add_accounts(commands: Commands) -> None:
    """Add the commands about accounts on servers."""
    command = command_in(commands, "sync", "bring accounts on servers into step now")
    command.add_argument("account", nargs="*", metavar="ACCOUNT", help="as feeds.toml names it; else all")
    command.add_argument("--status", action="store_true", help="only say how they stand")
    command.add_argument(
        "--accept-removals",
        action="store_true",
        help="let any number of feeds go that are gone on the other side",
    )
    accounts = command_in(commands, "accounts", "accounts on servers: list, add and remove them")
    actions = accounts.add_subparsers(dest="action", metavar="ACTION")
    command_in(actions, "list", "every account, and how it stands")
    command = command_in(actions, "add", "log in to a server, and keep in step with it from then on")
    command.add_argument("name", metavar="NAME", help="one word, such as home")
    command.add_argument(
        "kind", choices=_KINDS, metavar="KIND", help=f"{', '.join(_KINDS)}; greader is FreshRSS and others"
    )
    command.add_argument("url", metavar="URL", help="the server's address")
    command.add_argument("--user", default="", metavar="NAME", help="none where a token says who you are")
    secret = command.add_mutually_exclusive_group()
    secret.add_argument("--keyring", default="", metavar="SERVICE/USER", help="an entry of the keyring")
    secret.add_argument(
        "--command", dest="secret_command", nargs="+", default=[], metavar="PROGRAM", help="prints it"
    )
    command.add_argument("--saved-label", default="", metavar="LABEL", help="the label for what is saved")
    command = command_in(actions, "remove", "forget an account; its feeds and articles stay here")
    command.add_argument("name", metavar="NAME")
