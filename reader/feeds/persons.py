"""Authors as feedparser takes them apart and writes them again, for `wellformed`."""

from __future__ import annotations

import re

from reader.feeds.elements import Unsure

# What feedparser takes for an e-mail address.
_MAIL = re.compile(
    r"(([a-zA-Z0-9\_\-\.\+]+)@((\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.)|(([a-zA-Z0-9\-]+\.)+))"
    r"([a-zA-Z]{2,4}|[0-9]{1,3})(\]?))(\?subject=\S+)?"
)
_LONGEST_AUTHOR = 300  # the pattern is slow on what is long


def part_author(author: str, person: dict[str, str]) -> None:
    """Tell a name and an e-mail address in one field apart, and add them to a person."""
    if not author:
        return
    if len(author) > _LONGEST_AUTHOR and "@" in author:
        raise Unsure
    mail = _MAIL.search(author) if "@" in author else None
    if mail:
        author = author.replace(mail[0], "")
        for brackets in ("()", "<>", "&lt;&gt;"):
            author = author.replace(brackets, "")
        author = author.strip().removeprefix("(").removesuffix(")").strip()
        person["email"] = mail[0]
    if author:
        person["name"] = author


def written_author(person: dict[str, str]) -> str:
    """Write a person as feedparser does where name and address are told apart."""
    name, email = person.get("name", ""), person.get("email", "")
    return f"{name} ({email})" if name and email else name or email
