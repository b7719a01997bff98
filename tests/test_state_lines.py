"""States of libraries become one in any order, as often as one likes, and nothing of either is lost."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.state_lines import (
    ApartLine,
    ArticleLine,
    FeedLine,
    Highlighted,
    Key,
    RuleLine,
    Said,
    SameLine,
    TagLine,
    TogetherLine,
    ViewLine,
    decoded,
    merged,
    note_of,
    parts_joined,
    parts_of,
    written,
)

WORDS = st.sampled_from(["", "a", "b", "ab", "abc", "é", "ship", "a ship"])
NAMES = st.sampled_from(["a", "b", "ab", "c"])
TIMES = st.integers(0, 3)
NOTES = st.lists(WORDS, max_size=3).map(lambda notes: parts_joined(notes))
TAGS = st.lists(NAMES, max_size=3).map(lambda tags: tuple(sorted(set(tags))))
HIGHLIGHTS = st.lists(
    st.builds(Highlighted, NAMES, WORDS, st.just(""), TIMES, TIMES, NOTES, st.integers(0, 3), TIMES, TIMES),
    unique_by=lambda one: one.key,
    max_size=3,
).map(lambda marked: tuple(sorted(marked, key=lambda one: one.key)))
REFERENCES = st.tuples(NAMES, NAMES)
LINES: st.SearchStrategy[Said] = st.one_of(
    st.builds(
        ArticleLine,
        *(NAMES, NAMES, WORDS, WORDS, TIMES, TIMES),
        read=st.booleans(),
        hidden=st.booleans(),
        muted=st.booleans(),
        saved=TIMES,
        starred=TIMES,
        tags=TAGS,
        notes=NOTES,
        noted=TIMES,
        note_changed=TIMES,
        highlights=HIGHLIGHTS,
    ),
    st.builds(
        FeedLine,
        NAMES,
        *(WORDS, WORDS, TAGS),
        st.sampled_from([None, True, False]),
        st.sampled_from([None, 5, 60]),
        *(st.booleans(), st.booleans(), TIMES),
        st.sampled_from(["", "all", "90d", "500"]),
    ),
    st.builds(ViewLine, NAMES, WORDS),
    st.builds(RuleLine, NAMES, TAGS, TAGS, WORDS, st.booleans(), st.booleans()),
    st.builds(TagLine, NAMES, TIMES),
    st.builds(SameLine, REFERENCES, REFERENCES, st.booleans(), TIMES),
    st.builds(TogetherLine, st.lists(REFERENCES, max_size=2).map(tuple)),
    st.builds(ApartLine, REFERENCES, REFERENCES),
)
STATES = st.lists(LINES, max_size=8).map(lambda lines: list(merged(lines).values()))


def file(lines: Iterable[Said]) -> bytes:
    return b"".join(written(lines))


def together(one: Iterable[Said], other: Iterable[Said]) -> list[Said]:
    return list(merged(one, other).values())


@given(STATES, STATES)
def test_it_does_not_matter_whose_state_comes_first(a: list[Said], b: list[Said]) -> None:
    assert file(together(a, b)) == file(together(b, a))


@settings(max_examples=150)
@given(STATES, STATES, STATES)
def test_it_does_not_matter_in_which_order_three_become_one(
    a: list[Said], b: list[Said], c: list[Said]
) -> None:
    assert file(together(together(a, b), c)) == file(together(a, together(b, c)))


@given(STATES, STATES)
def test_a_state_that_was_merged_changes_nothing_more(a: list[Said], b: list[Said]) -> None:
    assert together(a, a) == a
    both = together(a, b)
    assert together(both, b) == both
    assert together(both, a) == both


@given(STATES, STATES)
def test_nothing_that_either_had_is_lost(a: list[Said], b: list[Said]) -> None:
    both = merged(a, b)
    for line in (*a, *b):
        there = both[line.key]
        if isinstance(line, ArticleLine):
            assert isinstance(there, ArticleLine)
            _holds(line, there)
        elif isinstance(line, FeedLine):
            assert isinstance(there, FeedLine)
            assert {line.folder, *line.tags} - {""} <= {there.folder, *there.tags}
            assert there.mute >= line.mute
        elif isinstance(line, ViewLine | TogetherLine | ApartLine):
            assert there == line


def _holds(line: ArticleLine, there: ArticleLine) -> None:
    assert (there.read, there.hidden, there.muted) >= (False, False, False)
    assert not line.read or there.read
    assert not line.hidden or there.hidden
    for had, has in ((line.saved, there.saved), (line.starred, there.starred)):
        assert not had or 0 < has <= had
    assert set(line.tags) <= set(there.tags)
    assert all(any(part in other for other in there.notes) for part in line.notes)
    marked = {one.key: one for one in there.highlights}
    for one in line.highlights:
        assert all(any(part in other for other in marked[one.key].notes) for part in one.notes)


@given(STATES)
def test_what_is_written_is_read_again(lines: list[Said]) -> None:
    read = decoded(file(lines).splitlines())
    assert read == lines
    keys: list[Key] = [line.key for line in read]
    assert len(set(keys)) == len(keys)


@given(st.lists(WORDS, max_size=4))
def test_a_note_of_parts_is_taken_apart_again(words: list[str]) -> None:
    parts = parts_joined(words)
    assert parts_of(note_of(parts)) == parts


def test_a_note_that_goes_on_replaces_what_it_began_with() -> None:
    first, longer = parts_of("Ask Ann."), parts_of("Ask Ann. She knows.")
    assert note_of(parts_joined(first, longer)) == "Ask Ann. She knows."
    assert note_of(parts_joined(longer, parts_of("Another."))) == "Another.\n\n* * *\n\nAsk Ann. She knows."
