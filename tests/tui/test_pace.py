"""When a screen is drawn."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import pytest

from reader.tui.pace import Pace


@dataclass
class Drawn:
    """As much of a screen as is asked about its drawings."""

    times: list[float] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    fails: bool = False
    is_running: bool = True

    @property
    def app(self) -> Any:
        return SimpleNamespace(_exit=False, _handle_exception=self.errors.append)

    def _on_timer_update(self) -> None:
        self.times.append(asyncio.get_running_loop().time())
        if self.fails:
            raise ValueError("no ink")


@pytest.fixture
def screen() -> Drawn:
    return Drawn()


def pace(screen: Drawn) -> Pace:
    return Pace(cast(Any, screen))


async def until(screen: Drawn, drawings: int) -> None:
    for _ in range(10_000):
        if len(screen.times) == drawings:
            return
        await asyncio.sleep(0.001)
    raise AssertionError("it was not drawn")


async def test_what_changes_in_one_turn_is_drawn_at_once_and_together(screen: Drawn) -> None:
    asked = pace(screen)
    asked.resume()
    asked.resume()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert len(screen.times) == 1


async def test_what_changes_right_after_a_drawing_waits_a_moment(screen: Drawn) -> None:
    asked = pace(screen)
    asked.resume()
    await until(screen, 1)
    asked.resume()
    await until(screen, 2)
    assert screen.times[1] - screen.times[0] > 0.004


async def test_a_drawing_that_is_no_longer_wanted_does_not_come(screen: Drawn) -> None:
    asked = pace(screen)
    asked.resume()
    asked.pause()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert not screen.times
    asked.resume()
    await until(screen, 1)


async def test_a_screen_that_has_closed_is_not_drawn(screen: Drawn) -> None:
    pace(screen).resume()
    screen.is_running = False
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert not screen.times


async def test_a_drawing_that_fails_is_told_to_the_application_and_does_not_end_it(screen: Drawn) -> None:
    asked = pace(screen)
    screen.fails = True
    asked.resume()
    await until(screen, 1)
    assert [str(error) for error in screen.errors] == ["no ink"]
    screen.fails = False
    asked.resume()
    await until(screen, 2)
