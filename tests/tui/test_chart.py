"""A few figures over time: as a line of steps, and as a small chart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from reader.tui import signs
from reader.tui.widgets.chart import chart, spark

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def drawn(*values: float, width: int = 40) -> list[str]:
    return chart([(NOON + timedelta(hours=n), value) for n, value in enumerate(values)], width, 4)


def test_the_higher_a_figure_the_higher_its_step() -> None:
    assert spark([40, 57, 48.5]) == "▁█▅"
    assert spark([40, 40]) == "▄▄"


def test_steps_can_be_told_apart_in_ascii_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signs, "_now", signs.ASCII)
    steps = spark(range(8))
    assert steps.isascii()
    assert len(set(steps)) == 8


def test_a_chart_has_the_highest_figure_above_and_the_newest_to_the_right() -> None:
    top, *_, bottom, days = drawn(40, 50, 57)
    assert top.startswith("57 ┤")
    assert top.endswith("●")
    assert bottom.startswith("40 ┤●")
    assert "20 Nov" in days or "21 Nov" in days
    assert all(len(line) <= 40 for line in (top, bottom, days))


@pytest.mark.parametrize("values", [(1e308, -1e308), (5.0, 5.0), (5.0,)])
def test_what_cannot_be_told_apart_has_no_chart(values: tuple[float, ...]) -> None:
    assert drawn(*values) == []
    assert spark(values) in {"▄", "▄▄"}


def test_there_is_no_chart_where_there_is_no_room() -> None:
    assert drawn(1, 2, width=12) == []
