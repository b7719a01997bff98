"""How one feed is asked: with what it gave before, by its own wishes, as often as its host bears."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from datetime import datetime, timedelta
from http import HTTPStatus

from reader.clock import Clock
from reader.fetch import (
    Client,
    Credentials,
    FetchError,
    HostTurns,
    Outcome,
    Response,
    Wish,
    host_of,
    left_alone,
    next_check,
)
from reader.model import FeedDocument, Subscription
from reader.pair import Parser
from reader.storage import Fetched, FetchState
from reader.values import dataclass
from reader.worker import JobError, Worker

MOVED_AFTER = 3
"""So many times in a row a permanent redirect must have led to the same address before it is kept."""
_LONGEST_HOST_WAIT = timedelta(days=7)
_HOST_WAIT = timedelta(hours=1)
"""How long a host is left alone that said 429 and not until when."""
_OFFLINE = timedelta(minutes=5)
"""After how long it is tried again where there was no network."""
_NOT_WITH_PASSWORD = "its new address is on another host, which is not to have its password"  # noqa: S105


@dataclass(slots=True)
class Asking:
    """Who asks, and what the person said of the feeds. `subscriptions` are by address, `usual` is the minutes
    after which any feed is due again; `waits` are the hosts that asked for time, and until when."""

    client: Client
    worker: Worker
    clock: Clock = field(default_factory=Clock)
    credentials: Credentials = field(default_factory=Credentials)
    turns: HostTurns = field(default_factory=HostTurns)
    subscriptions: Mapping[str, Subscription] = field(default_factory=dict)
    usual: int = 0
    waits: dict[str, datetime] = field(default_factory=dict)

    def waits_for(self, url: str) -> datetime | None:
        """Return until when the host of `url` is not to be asked, None if it may be."""
        until = self.waits.get(host_of(url))
        return until if until is not None and until > self.clock.now() else None

    async def ask(self, state: FetchState, parser: Parser, *, insist: bool = True) -> Fetched:
        """Ask for one feed; whatever goes wrong is in what comes back. Without insisting no host that asked
        for time is asked, wherever the feed's address leads."""
        try:
            response = await self._response(state, None if insist else self._spare)
            if response.not_modified:
                return self._fetched(state, response)
            document = await parser.parse_feed(response.body, response.url, response.content_type)
            return self._fetched(state, response, document)
        except FetchError as error:
            return self._refused(state, error)
        except JobError as error:
            return self._failed(state, str(error), "feed")
        except Exception as error:  # a fault of ours must cost one feed and be seen, not end the refresh
            return self._failed(state, f"an unexpected fault stopped it ({type(error).__name__})", "fault")

    def _spare(self, host: str) -> None:
        """Raise FetchError for a host that is not to be asked."""
        until = self.waits.get(host)
        if until is not None and (left := (until - self.clock.now()).total_seconds()) > 0:
            raise left_alone(host, until, round(left))

    async def _response(self, state: FetchState, spare: Callable[[str], None] | None) -> Response:
        subscription = self.subscriptions.get(state.url)
        headers = await self.credentials.headers(subscription)
        try:
            return await self.client.get(
                state.url, validators=state.validators, own_headers=headers, spare=spare
            )
        except FetchError as error:
            if error.status == HTTPStatus.UNAUTHORIZED:
                self.credentials.forget(subscription)
            raise

    def _fetched(
        self, state: FetchState, response: Response, document: FeedDocument | None = None
    ) -> Fetched:
        now = self.clock.now()
        failed = document is not None and document.error is not None and not document.entries
        outcome: Outcome = "failed" if failed else "changed" if document else "unchanged"
        if document is not None and document.finished and not failed:
            outcome = "gone"
        max_age = response.max_age if document or response.max_age is not None else state.max_age
        wish = replace(
            _wish_of(document or state), max_age=max_age, conditional=_conditional(state, response)
        )
        due = self._due(state, now, outcome, wish, response.retry_after)
        note = self._move_note(state.url, response.moved_to) if response.moved_to else None
        return Fetched(
            state.feed_id,
            now,
            document,
            response.validators if document is None or not document.torn else None,
            due,
            status=response.status,
            milliseconds=response.milliseconds,
            max_age=response.max_age if response.max_age is not None or not document else 0,
            moved_to=response.moved_to,
            move_note=note,
            partial=response.delta,
        )

    def _refused(self, state: FetchState, error: FetchError) -> Fetched:
        outcome: Outcome = "gone" if error.reason == "gone" else "failed"
        failed = self._failed(state, str(error), error.reason, outcome, error.retry_after)
        failed = replace(failed, status=error.status, gone=outcome == "gone")
        if error.reason == "offline":  # nobody was asked, so nobody is to be spared
            return replace(failed, next_check=failed.checked + _OFFLINE)
        asks_for_time = error.status == HTTPStatus.SERVICE_UNAVAILABLE and bool(error.retry_after)
        if error.status != HTTPStatus.TOO_MANY_REQUESTS and not asks_for_time:
            return failed
        asked_for = timedelta(seconds=min(error.retry_after or 0, int(_LONGEST_HOST_WAIT.total_seconds())))
        until = failed.checked + (asked_for or _HOST_WAIT)
        self.waits[error.host] = max(until, self.waits.get(error.host, until))
        return replace(failed, wait=(error.host, self.waits[error.host]))

    def _failed(
        self,
        state: FetchState,
        sentence: str,
        reason: str,
        outcome: Outcome = "failed",
        retry_after: int | None = None,
    ) -> Fetched:
        now = self.clock.now()
        due = self._due(state, now, outcome, _wish_of(state), retry_after)
        return Fetched(state.feed_id, now, None, None, due, sentence, reason)

    def _due(
        self, state: FetchState, now: datetime, outcome: Outcome, wish: Wish, retry_after: int | None
    ) -> datetime | None:
        return next_check(
            now,
            outcome,
            wish,
            retry_after=retry_after,
            failures=state.failures + 1 if outcome == "failed" else 0,
            interval=state.interval,
            usual=self.usual,
            random=random.random,
        )

    def _move_note(self, old: str, new: str) -> str | None:
        """Say why a permanent redirect is not to be followed, None if it may be."""
        subscription = self.subscriptions.get(old)
        if subscription is not None and subscription.private and host_of(old) != host_of(new):
            return _NOT_WITH_PASSWORD
        return None


def _wish_of(said: FeedDocument | FetchState) -> Wish:
    return Wish(ttl=said.ttl, skip_hours=said.skip_hours, skip_days=said.skip_days)


def _conditional(state: FetchState, response: Response) -> bool:
    """Whether the feed can be asked conditionally from now on."""
    given = response.validators
    known = state.validators if response.not_modified else given
    return any((given.etag, given.last_modified, known.etag, known.last_modified))
