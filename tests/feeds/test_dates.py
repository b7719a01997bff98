"""Dates are what all of their text says, however a feed writes them, and never the clock's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from feedparser.datetimes.rfc822 import _parse_date_rfc822
from feedparser.datetimes.w3dtf import _parse_date_w3dtf
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.feeds import parse, wellformed

_DAY = datetime(2026, 3, 5, tzinfo=UTC)
_TEN = timedelta(hours=10)
_FEED = '<rss version="2.0"><channel><item><title>x</title><pubDate>{}</pubDate>{}</item></channel></rss>'
_LEFT_TO_FEEDPARSER = "<tags>a</tags>"


def _published(written: str) -> datetime | None:
    """The date of an entry, which is the same for feedparser."""
    quick, slow = _FEED.format(written, ""), _FEED.format(written, _LEFT_TO_FEEDPARSER)
    assert wellformed.read(quick) is not None
    assert wellformed.read(slow) is None
    dates = [parse(text.encode()).entries[0].published for text in (quick, slow)]
    assert dates[0] == dates[1]
    return dates[0]


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-05",
        "2026-3-5",
        "2026-03-05Z",
        "2026/03/05",
        "2026.03.05",
        "2026. 3. 5.",
        "20260305",
        "2026年3月5日",
        "2026 年 03 月 05 日",
        "2026년 3월 5일",
        "2026-Mar-05",
        "2026-W10-4",
        "2026-064",
        "5.3.2026",
        "05-Mar-2026",
        "5 March 2026",
        "Thursday, 5 March 2026",
        "March 5, 2026",
        "Mar. 5th, 2026",
        "Thu, Mar 5, 2026",
    ],
)
def test_a_day_is_read_in_many_forms(written: str) -> None:
    assert _published(written) == _DAY


@pytest.mark.parametrize(
    ("written", "since"),
    [
        ("2026/03/05 10:00:00", _TEN),
        ("2026-03-05, 10:00", _TEN),
        ("2026-3-5 10:00", _TEN),
        ("2026.03.05 10:00", _TEN),
        ("2026年3月5日 10:00", _TEN),
        ("2026년 03월 05일 10:00:00", timedelta(hours=1)),
        ("2026-03-05 10:00:00 UTC", _TEN),
        ("2026-03-05 10:00:00 +0000 UTC", _TEN),
        ("2026-03-05 10:00:00.123456 +0000 UTC", _TEN),
        ("2026-03-05 10:00:00 -0500", timedelta(hours=15)),
        ("2026-03-05 10:00:00 EST", timedelta(hours=15)),
        ("2026-03-05T10:00:00.000 Z", _TEN),
        ("2026-03-05T10:00:00+0530", timedelta(hours=4, minutes=30)),
        ("2026-03-05 10:00:00 GMT+02:00", timedelta(hours=8)),
        ("2026-03-05 10:00:00 PM", timedelta(hours=22)),
        ("Thu, 05 Mar 2026 10:00:00 PM GMT", timedelta(hours=22)),
        ("Thu, 05 Mar 2026 12:30 a.m.", timedelta(minutes=30)),
        ("March 5, 2026 at 10:00 am PST", timedelta(hours=18)),
        ("Thu,05 Mar 2026 10:00:00 GMT", _TEN),
        ("Thu Mar  5 10:00:00 2026", _TEN),
        ("Thu, 2026/03/05 10:00:00 EDT", timedelta(hours=14)),
        ("20260305T100000Z", _TEN),
        ("20260305100000", _TEN),
        ("1772704800", _TEN),
        ("1772704800000", _TEN),
        ("2026-03-05T24:00:00Z", timedelta(days=1)),
        ("2026-03-05T09:59:60Z", _TEN - timedelta(seconds=1)),
        ("2026-03-05+01:00", timedelta(hours=-1)),
    ],
)
def test_a_time_and_its_zone_are_read_behind_a_day(written: str, since: timedelta) -> None:
    assert _published(written) == _DAY + since


@pytest.mark.parametrize(
    "written",
    [
        "2026-13-45",
        "2026-02-30T10:00:00Z",
        "2026-03-05T25:00:00Z",
        "2026-366",
        "2026-W60-1",
        "2026-03-05 and then",
        "2026-03-05 10:00 foo bar",
        "2026-03-05-01",
        "2026/03",
        "2026年3月",
        "05/03/2026",
        "03-12-31",
        "-03-12",
        "--03-05",
        "---05",
        "12",
        "10:00",
        "17096328",
        "99999999999",
        "5 Foo 2026",
        "today",
    ],
)
def test_what_is_no_whole_date_is_none(written: str) -> None:
    assert _published(written) is None


_SHORT_DAYS = st.datetimes(datetime(1991, 1, 1), datetime(2099, 1, 1))  # noqa: DTZ001
_MAIL = st.tuples(
    st.sampled_from(["%d %b %Y", "%a, %d %B %Y", "%b %d %Y", "%A, %d %b, %Y"]),
    st.sampled_from(["%H:%M", "%H:%M:%S"]),
    st.sampled_from(
        ["GMT", "UT", "Z", "Etc/GMT", "EST", "PDT", "MEST", "+0200", "-0330", "+05:45", "GMT-05:00"]
    ),
).map(" ".join)
_ISO = st.tuples(
    st.sampled_from(["%Y-%m-%d "]),
    st.sampled_from(["%H:%M", "%H:%M:%S", "%H:%M:%S.%f"]),
    st.sampled_from(["", "Z", " Z", " -00:20", "+01:00"]),
).map("".join)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(_SHORT_DAYS, _MAIL, _ISO)
def test_a_date_that_feedparser_reads_whole_is_the_same(day: datetime, mail: str, iso: str) -> None:
    for form, theirs in ((mail, _parse_date_rfc822), (iso, _parse_date_w3dtf)):
        written = day.strftime(form)
        moment = _published(written)
        assert moment is not None
        assert moment.utctimetuple()[:6] == theirs(written)[:6]
