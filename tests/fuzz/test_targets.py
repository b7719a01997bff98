"""Every target holds for a hundred damaged inputs, the same ones each time."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_damaged_is_read_or_refused_and_nothing_else(name: str) -> None:
    target = TARGETS[name]

    @settings(
        max_examples=60,
        derandomize=True,
        database=None,
        deadline=target.seconds * 1000,
        suppress_health_check=list(HealthCheck),
    )
    @given(target.inputs)
    def holds(given: object) -> None:
        target.check(given)

    holds()
