"""`reader stories` and `reader story`: what several articles are about, and how they tell it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.demo import DemoServer
from reader.storage import Store
from tests.cli.test_commands import Shell, shell
from tests.conftest import MOMENT

__all__ = ["shell"]


@pytest.fixture
def stocked(shell: Shell, demo: DemoServer, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A library that has the demo edition of that day."""
    monkeypatch.setattr("reader.storage.stories.now", lambda: MOMENT)
    assert shell("refresh")[0] == 0
    return shell


def test_the_stories_of_lately_are_listed_with_their_sources(stocked: Shell) -> None:
    found = stocked.json("stories", "--since", "99w")
    sources = {one["title"][:16]: one["sources"] for one in found}
    assert sources["Analysis: Why a "] == ["Tidewater Business", "Northwire"]
    assert stocked("stories", "--since", "99w")[1].count("\n") == len(found)
    assert len(stocked.json("stories", "--since", "99w", "--limit", "1")) == 1


def test_a_length_of_time_that_is_none_is_said(stocked: Shell) -> None:
    code, _, err = stocked("stories", "--since", "soon")
    assert code == 2
    assert "“soon” is no length of time" in err


def test_a_story_is_told_by_its_sources(stocked: Shell) -> None:
    deal = next(
        one for one in stocked.json("stories", "--since", "99w") if one["title"].startswith("Analysis")
    )
    told = stocked.json("story", f"{deal['articles'][0]}")
    parts = [one for one in told if "adds" in one]
    assert [one["feed"] for one in parts] == ["Tidewater Business", "Tidewater Business", "Northwire"]
    assert "Dana Whitlock" in {name["name"] for part in parts for name in part["adds"]["names"]}
    out = stocked("story", f"{deal['articles'][0]}")[1]
    assert "    adds " in out
    assert "Dana Whitlock" in out


def test_what_sources_count_is_told_with_every_figures_article(stocked: Shell, tmp_path: Path) -> None:
    stocked("stories", "--since", "99w")
    everything = {one["title"]: one["id"] for one in stocked.json("list", "--limit", "0")}
    about = ("West African shippers", "Sines enters ninth", "Sines strike hands")
    together = [number for title, number in everything.items() if title.startswith(about)]
    with Store.open(tmp_path / "library.db") as store:
        store.stories.join(together)
    sines = together[0]
    told = stocked.json("story", f"{sines}")
    [containers] = [one for one in told if one.get("counted") == "containers"]
    values = [point["value"] for point in containers["figures"]]
    assert values[0] < values[-1]
    assert all(point["text"] in point["sentence"] for point in containers["figures"])
    assert f"(article {sines})" in stocked("story", f"{sines}")[1]
