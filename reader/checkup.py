"""A feed's health told from what is kept of it: what is the matter, in a sentence, and what helps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from http import HTTPStatus

from reader.asking import MOVED_AFTER
from reader.fetch import host_of
from reader.health import Ailment, FeedHealth
from reader.storage import FeedVitals
from reader.text import masked, safe_line

_DEAD = timedelta(days=7)
_SLOW_MS = 5_000
_SILENT = timedelta(days=90)
_USUAL_GAPS = 8
"""A feed is silent that has been so for this many times its usual pause, if that is longer than `_SILENT`."""
_NOISY_A_DAY, _READ_AT_LEAST = 20, 0.05
_WATCHED_DAYS = 7
_FEW_ENTRIES, _MANY_STUBS = 3, 0.6
_FEW_PAGES, _MANY_WALLS = 4, 0.5
_RECENT_DAYS = 14
_PRIVATE = frozenset(
    {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.PROXY_AUTHENTICATION_REQUIRED}
)


def checkup(all_vitals: list[FeedVitals], waits: Mapping[str, datetime], now: datetime) -> list[FeedHealth]:
    """Return the health of each feed, the sick before the well, the worst first. `waits` are the hosts that
    asked for time, and until when."""
    addresses = {vitals.url for vitals in all_vitals}
    found = [_health(vitals, waits, addresses, now) for vitals in all_vitals]
    return sorted(found, key=_urgency)


def _urgency(health: FeedHealth) -> int:
    worst = health.ailments[0].complaint if health.ailments else "well"
    return _ORDER.index(worst) if worst in _ORDER else len(_ORDER)


_ORDER = (
    *("gone", "finished", "dead", "private", "broken", "failing", "limited", "moved"),
    *("slow", "silent", "noisy", "paywalled", "truncated"),
)


def _health(
    vitals: FeedVitals, waits: Mapping[str, datetime], addresses: set[str], now: datetime
) -> FeedHealth:
    until = waits.get(host_of(vitals.url))
    waiting = until is not None and until > now
    next_check = vitals.next_check
    if waiting and until is not None:
        next_check = max(until, next_check or until)
    found = [
        *_of_fetching(vitals, until if waiting else None, now),
        *_of_moving(vitals, addresses),
        *(ailment for look in _LOOKS for ailment in look(vitals, now)),
    ]
    return FeedHealth(
        feed_id=vitals.feed_id,
        title=vitals.title,
        url=masked(vitals.url, 0),
        folder=vitals.folder,
        ailments=tuple(found),
        asked=vitals.gone is None,
        checked=vitals.checked,
        changed=vitals.changed,
        next_check=next_check if vitals.gone is None else None,
        answer_ms=vitals.answer_ms,
        moved_to=vitals.moved_to and masked(vitals.moved_to, 0),
    )


def _of_fetching(vitals: FeedVitals, until: datetime | None, now: datetime) -> Iterator[Ailment]:
    """The one thing that is the matter with asking it, if any is."""
    error = safe_line(vitals.error or "", 200).rstrip(".")
    if vitals.gone is not None and vitals.reason == "finished":
        yield Ailment(
            "finished",
            "It says that nothing more will come.",
            "It is no longer asked; its articles stay if you remove it.",
            "remove",
        )
    elif vitals.gone is not None:
        yield Ailment(
            "gone",
            f"It has been gone for good since {_day(vitals.gone)} (410 Gone).",
            "It is no longer asked; remove it, or ask once more.",
            "remove",
        )
    elif until is not None or (vitals.error and vitals.status == HTTPStatus.TOO_MANY_REQUESTS):
        said = f" until {_moment(until)}" if until is not None else ""
        yield Ailment(
            "limited",
            f"{host_of(vitals.url)} asks to be left alone{said}.",
            "Nothing is to be done; it is asked again after that.",
        )
    elif vitals.error and vitals.status in _PRIVATE:
        wants = vitals.status == HTTPStatus.UNAUTHORIZED
        yield Ailment(
            "private",
            f"It {'wants to know who asks' if wants else 'will not be read by everybody'}: {error}.",
            "Give it `auth` or `headers` in feeds.toml, if you have a password or a token for it.",
        )
    elif vitals.error and vitals.reason in {"feed", "fault"}:
        yield Ailment(
            "broken",
            f"What it serves cannot be read: {error}.",
            "Ask again; if it stays so, look on its site for another address.",
        )
    elif vitals.error and (failed := _dead_for(vitals, now)):
        yield Ailment(
            "dead",
            f"It has not answered for {_days(failed)}: {error}.",
            "Look on its site for its new address, or remove it; its articles stay.",
            "remove",
        )
    elif vitals.error:
        yield Ailment("failing", f"It did not answer as it should: {error}.", "It is asked again by itself.")


def _dead_for(vitals: FeedVitals, now: datetime) -> timedelta | None:
    """How long it has been failing if that is long, and not for want of a network here."""
    if vitals.failing_since is None or vitals.reason == "offline":
        return None
    span = now - vitals.failing_since
    return span if span >= _DEAD else None


def _of_moving(vitals: FeedVitals, addresses: set[str]) -> Iterator[Ailment]:
    if vitals.moved_to is None or not vitals.moved_seen or vitals.gone is not None:
        return
    target = masked(vitals.moved_to, 120)
    if vitals.moved_to in addresses:
        yield Ailment(
            "moved",
            f"It has moved to {target}, which you also subscribe to.",
            "One of the two can go; the articles of both stay.",
            "remove",
        )
    elif vitals.move_note:
        yield Ailment(
            "moved",
            f"It has moved to {target}; {safe_line(vitals.move_note, 120)}.",
            "If that is right, change its address in feeds.toml.",
        )
    else:
        yield Ailment(
            "moved",
            f"It has moved to {target} (seen {vitals.moved_seen} of {MOVED_AFTER} times).",
            "It is followed when that was seen often enough, or now if you wish."
            if vitals.moved_seen < MOVED_AFTER
            else "Its new address could not be written into feeds.toml; now it is tried again.",
            "move",
        )


def _slow(vitals: FeedVitals, _now: datetime) -> Iterator[Ailment]:
    if vitals.answer_ms is not None and vitals.answer_ms >= _SLOW_MS:
        yield Ailment(
            "slow",
            f"It takes {vitals.answer_ms / 1000:.0f} seconds to answer.",
            "Nothing waits for it; remove it if it is not worth the asking.",
        )


def _silent(vitals: FeedVitals, now: datetime) -> Iterator[Ailment]:
    newest = vitals.newest
    if newest is None or vitals.error is not None or vitals.gone is not None:
        return
    usual = (newest - vitals.twentieth) / 19 if vitals.twentieth is not None else timedelta()
    if now - newest > max(_SILENT, usual * _USUAL_GAPS):
        yield Ailment(
            "silent",
            f"Nothing new has come for {_days(now - newest)}.",
            "Look on its site whether it goes on elsewhere; its articles stay if you remove it.",
            "remove",
        )


def _noisy(vitals: FeedVitals, now: datetime) -> Iterator[Ailment]:
    days = _RECENT_DAYS if vitals.since is None else min(_RECENT_DAYS, (now - vitals.since).days)
    if vitals.muted or days < _WATCHED_DAYS:
        return
    read = vitals.recent - vitals.recent_unread
    if vitals.recent >= _NOISY_A_DAY * days and read < _READ_AT_LEAST * vitals.recent:
        yield Ailment(
            "noisy",
            f"It brings {vitals.recent / days:.0f} articles a day, and you read {read} of {vitals.recent:,}.",
            "Mute it: it is then searched and has its own list, but is not among all and unread.",
            "mute",
        )


def _truncated(vitals: FeedVitals, _now: datetime) -> Iterator[Ailment]:
    entries, stubs = vitals.entries or 0, vitals.stubs or 0
    if vitals.full_text or entries < _FEW_ENTRIES or stubs < _MANY_STUBS * entries:
        return
    now_so = (
        "and full_text = false leaves it at that"
        if vitals.full_text is not None
        else "and Reader asks for the page of each that you open"
    )
    yield Ailment(
        "truncated",
        f"It gives only the beginning of its articles ({stubs} of {entries}), {now_so}.",
        "With full_text = true its articles are always taken from their pages.",
        "full_text",
    )


def _paywalled(vitals: FeedVitals, _now: datetime) -> Iterator[Ailment]:
    if vitals.pages >= _FEW_PAGES and vitals.walls >= _MANY_WALLS * vitals.pages and vitals.full_text != 0:
        yield Ailment(
            "paywalled",
            f"{vitals.walls} of its last {vitals.pages} pages were behind a paywall.",
            "With full_text = false what the feed gives is enough, and its pages are not asked for.",
            "feed_text",
        )


_LOOKS: tuple[Callable[[FeedVitals, datetime], Iterator[Ailment]], ...] = (
    *(_slow, _silent, _noisy, _paywalled, _truncated),
)


def _days(span: timedelta) -> str:
    return f"{span.days} days"


def _day(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d}"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone():%H:%M on %Y-%m-%d}"
