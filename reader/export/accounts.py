"""Accounts on servers as JSON objects."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from reader.account import AccountStanding, SyncOutcome
from reader.text import masked


def sync_record(outcome: SyncOutcome) -> dict[str, Any]:
    """What a round of sync with an account gave."""
    said = asdict(outcome)
    return {"account": said.pop("name"), **said}


def account_record(standing: AccountStanding) -> dict[str, Any]:
    """How an account stands, without its secrets; `waiting` counts marks that the server has not taken."""
    account = standing.account
    return {
        "name": account.name,
        "kind": account.kind,
        "url": masked(account.url, 0),
        "user": account.user,
        "saved_label": account.saved_label or None,
        "feeds": standing.feeds,
        "synced": _time(standing.synced),
        "tried": _time(standing.tried),
        "next_try": _time(standing.next_try),
        "waiting": standing.waiting,
        "came": standing.came,
        "complete": standing.complete,
        "failing": standing.failing,
        "error": standing.error,
    }


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat()
