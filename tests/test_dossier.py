"""A story told by its sources: what each adds, what they count alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from reader.dossier import Dossier, Told, dossier
from reader.model import Article, Entity, Figure, Span, Understanding

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def figure(text: str, value: float | None, head: str | None = None, **more: object) -> Figure:
    fields = {"kind": "count", "counted": head, "counted_head": head, "sentence": f"There were {text}."}
    return Figure(0, len(text), text, value=value, **{**fields, **more})  # type: ignore[arg-type]


def told(
    number: int,
    hours: float,
    *figures: Figure,
    names: tuple[str, ...] = (),
    copies: int | None = None,
    feed: str = "",
) -> Told:
    article = Article(
        number, number, feed or f"Paper {number}", f"Title {number}", published=NOON + timedelta(hours=hours)
    )
    entities = tuple(Entity(name, "person", (Span(0, 4),), 0.5) for name in names)
    return Told(article, Understanding(entities=entities, figures=figures), copies)


def values(found: Dossier, what: str) -> list[float]:
    return [point.value for one in found.counted if one.what == what for point in one.points]


def test_the_newest_stands_first_and_what_is_new_in_it_is_told() -> None:
    found = dossier([told(1, 0, names=("Ida Brandvold",)), told(2, 5, names=("Ida Brandvold", "Otto Quell"))])
    assert [part.told.article.id for part in found.parts] == [2, 1]
    assert [name for name, _ in found.parts[0].names] == ["Otto Quell"]
    assert found.parts[1].names == (), "the first adds nothing: there was nothing before"


def test_a_part_of_a_known_name_is_nobody_new() -> None:
    found = dossier([told(1, 0, names=("Ida Brandvold",)), told(2, 5, names=("Brandvold",))])
    assert found.parts[0].names == ()


def test_a_name_in_an_older_headline_is_nothing_new_whether_that_was_understood_or_not() -> None:
    older = told(1, 0)
    older = replace(older, article=replace(older.article, title="À Sines, la grève"), understanding=None)
    found = dossier([older, told(2, 5, names=("Sines", "Otto Quell"))])
    assert [name for name, _ in found.parts[0].names] == ["Otto Quell"]


def test_what_sources_count_alike_is_told_as_it_moved() -> None:
    found = dossier(
        [
            told(3, 48, figure("13,400 containers", 13400.0, "container")),
            told(1, 0, figure("11,200 containers", 11200.0, "container")),
        ]
    )
    assert values(found, "container") == [11200.0, 13400.0]
    assert not found.counted[0].disputed, "two days lie between"


def test_sources_that_disagree_at_one_time_are_marked() -> None:
    found = dossier(
        [told(1, 0, figure("40 dead", 40.0, "dead")), told(2, 1, figure("57 dead", 57.0, "dead"))]
    )
    assert found.counted[0].disputed
    agreed = dossier(
        [told(1, 0, figure("40 dead", 40.0, "dead")), told(2, 1, figure("about 40 dead", 40.4, "dead"))]
    )
    assert not agreed.counted[0].disputed, "rounding is no disagreement"


def test_one_source_that_gives_another_figure_later_disputes_nothing() -> None:
    found = dossier(
        [
            told(1, 0, figure("40 dead", 40.0, "dead"), feed="A"),
            told(2, 1, figure("57 dead", 57.0, "dead"), feed="A"),
        ]
    )
    assert not found.counted[0].disputed


def test_a_part_of_the_counted_and_a_change_of_it_are_no_figures_of_it() -> None:
    found = dossier(
        [
            told(1, 0, figure("212 ships", 212.0, "ship")),
            told(
                2,
                1,
                figure("74 of the ships", 74.0, "ship"),
                figure("300 ships", 300.0, "ship", modifier="up"),
            ),
        ]
    )
    assert found.counted == ()


def test_figures_far_from_the_others_count_something_else() -> None:
    found = dossier(
        [
            told(n, n, figure(f"{v} ships", float(v), "ship"))
            for n, v in enumerate((200, 210, 220, 9000), start=1)
        ]
    )
    assert values(found, "ship") == [200.0, 210.0, 220.0]


def test_an_article_that_repeats_anothers_text_adds_nothing_and_counts_nothing_again() -> None:
    same = figure("40 dead", 40.0, "dead")
    found = dossier([told(1, 0, same), told(2, 1, same, names=("Otto Quell",), copies=1)])
    assert found.parts[0].names == ()
    assert found.counted == ()


def test_times_and_people_in_general_are_not_what_a_story_counts() -> None:
    found = dossier(
        [told(n, n, figure("3 days", 3.0, "day"), figure("9 people", 9.0, "people")) for n in (1, 2)]
    )
    assert found.counted == ()


def test_what_is_not_understood_yet_is_told_without_figures() -> None:
    article = Article(1, 1, "Paper", "Title")
    found = dossier([Told(article), told(2, 0)])
    assert {part.told.article.id for part in found.parts} == {1, 2}


def test_a_narrow_range_is_told_by_its_middle_and_a_wide_one_not_at_all() -> None:
    narrow = figure("40 to 50 dead", None, "dead", low=40.0, high=50.0)
    wide = figure("10 to 90 dead", None, "dead", low=10.0, high=90.0)
    found = dossier([told(1, 0, narrow), told(2, 1, figure("47 dead", 47.0, "dead")), told(3, 2, wide)])
    assert values(found, "dead") == [45.0, 47.0]
