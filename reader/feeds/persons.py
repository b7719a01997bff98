"""Authors as feedparser takes them apart and writes them again, for `wellformed`; and what it cut, mended.

feedparser ends an e-mail address after the fourth letter of its top-level domain: that is another's address.
"""

from __future__ import annotations

import html
import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from reader.feeds.elements import Unsure

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOCAL_AND_HOST = r"(?:[a-zA-Z0-9\_\-\.\+]+)@(?:\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.|(?:[a-zA-Z0-9\-]+\.)+)"
_TOP = r"(?:[a-zA-Z]{2,63}|[xX][nN]--[a-zA-Z0-9-]{1,59}|[0-9]{1,3})(?!\.?[a-zA-Z0-9-])"
_SUBJECT = r"(?:\?subject=\S+)?"
# What feedparser takes for an e-mail address; and the same to its end, and from its beginning on.
_CUT_MAIL = re.compile(rf"{_LOCAL_AND_HOST}(?:[a-zA-Z]{{2,4}}|[0-9]{{1,3}})\]?{_SUBJECT}")
_MAIL = re.compile(rf"(?<![^\W_]){_LOCAL_AND_HOST}{_TOP}\]?{_SUBJECT}")
_LONGEST_AUTHOR = 300  # the patterns are slow on what is long
# What may be an address as it stands in a feed, from its sign on, and what stands before that.
_FROM_SIGN = re.compile(r"@(?:[\w-]{1,63}\.){1,8}[\w-]{1,63}")
_BEFORE_SIGN = re.compile(r"[\w.+-]{1,64}\Z")
_REACH = 65
_MOST_ADDRESSES = 5000
_MOST_ALIKE = 8  # of which the same is left; each is looked for in each name


def part_author(author: str, person: dict[str, str]) -> None:
    """Tell a name and an e-mail address in one field apart, and add them to a person."""
    if not author:
        return
    if len(author) > _LONGEST_AUTHOR and "@" in author:
        raise Unsure
    mail = _MAIL.search(author) if "@" in author else None
    if mail:
        author = _without_empty_brackets(author.replace(mail[0], ""))
        person["email"] = mail[0].partition("?")[0]
    if author:
        person["name"] = author


def written_author(person: dict[str, str]) -> str:
    """Write a person as feedparser does where name and address are told apart."""
    name, email = person.get("name", ""), person.get("email", "")
    return f"{name} ({email})" if name and email else name or email


def mend_authors(parsed: dict[str, Any], text: str) -> None:
    """Give the authors that feedparser found in a feed's text their whole addresses, and their names as they
    were written; an address that does not stand there, since it was cut, is dropped."""
    holders = [dict.get(parsed, "feed") or {}, *(dict.get(parsed, "entries") or ())]
    people = [one for holder in holders for one in dict.get(holder, "authors") or ()]
    mailed = [one for one in people if _CUT_MAIL.fullmatch(str(one.get("email") or "")[:_LONGEST_AUTHOR])]
    if mailed:
        wholes = _whole_addresses(html.unescape(text))
        for person in mailed:
            _mend(person, wholes.get(person["email"].partition("?")[0], ()))


def _whole_addresses(text: str) -> dict[str, list[str]]:
    """What may be addresses in a text, by what feedparser leaves of them."""
    found = dict[str, list[str]]()
    for sign in islice(_FROM_SIGN.finditer(text), _MOST_ADDRESSES):
        before = _BEFORE_SIGN.search(text[max(0, sign.start() - _REACH) : sign.start()])
        cut = _CUT_MAIL.search(whole := before[0] + sign[0]) if before else None
        alike = found.setdefault(cut[0], []) if cut is not None else []
        if len(alike) < _MOST_ALIKE and whole not in alike:
            alike.append(whole)
    return found


def _mend(person: dict[str, str], wholes: Sequence[str]) -> None:
    """Mend one person, whose address is what feedparser leaves of any of these."""
    cut, name = person.pop("email").partition("?")[0], str(person.get("name") or "")
    for whole in sorted(wholes, key=len, reverse=True):
        rest = rf"(?<![\w-]){re.escape(whole.replace(cut, ''))}(?![\w-]){_SUBJECT}"
        if whole == cut or re.search(rest, name):
            if _MAIL.fullmatch(whole):
                person["email"] = whole
            if whole != cut:
                name = _without_empty_brackets(re.sub(rest, "", name, count=1))
            break
    # It drops a bracket at either end, also where that is another's other half.
    opened, closed = name.count("("), name.count(")")
    if opened == closed + 1 and not name.startswith("("):
        name = f"{name})"
    elif closed == opened + 1 and not name.endswith(")"):
        name = f"({name}"
    if name:
        person["name"] = name
    else:
        person.pop("name", None)


def _without_empty_brackets(author: str) -> str:
    for brackets in ("()", "<>", "&lt;&gt;", "&amp;lt;&amp;gt;"):
        author = author.replace(brackets, "")
    return author.strip()
