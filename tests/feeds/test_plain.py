"""HTML to a line of text: however tags are written, the same words stay, parted at the same places."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.feeds import plain
from reader.text import is_ordinary, safe_line

PIECES = [
    *("<p>", "</p>", "<b>", "</b>", "<br>", "<br/>", "<b/>", "</ p>", "<P>", "<B>", "<h2>", "<x:y>", "<a>"),
    *("<a href='/0'>", '<a href="/1" title=\'it"s\'>', "<a href=/2>", "<p class=b>", "<img alt='a > b'>"),
    *(
        "<img alt='a < b'>",
        "<b",
        "<p",
        ">",
        "<",
        "<<",
        "=",
        '"',
        "'",
        "/",
        "!",
        "?",
        "&lt;p&gt;",
        "&amp;",
        " ",
    ),
    *(
        "\n",
        "\t",
        "\xa0",
        "\x1c",
        "one",
        "two",
        "é",
        "<!-- <p> -->",
        "<script>",
        "</script>",
        "<style >",
        "-->",
    ),
]
markup = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@given(markup)
@example("<<b>p>one")
@example('<a title="it\'s">one</a>')
@example("one<p don't>two")
@example("a < b<p>c")
def test_tags_as_most_are_written_leave_what_tags_of_any_kind_leave(said: str) -> None:
    assert lined(plain._without_tags(said)) == lined(plain._without_any_tags(plain._seen(said)))


@given(markup)
def test_what_is_known_of_its_characters_changes_nothing(said: str) -> None:
    assert plain.plain_text(said, 20, ordinary=is_ordinary(said)) == plain.plain_text(said, 20)


def lined(text: str) -> str:
    """What `plain_text` makes of a text without tags."""
    return safe_line(plain._TAG.sub(" ", text))


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("<p>one</p>\n<p>two</p>", "one two"),
        ("o<b>n</b>e<br>two", "one two"),
        ("o<B>n</B>e<BR>two", "one two"),
        ("<h2 id=x>one</h2><div class='a b'>two</div>", "one two"),
        ('o<a href=/0 title="it\'s">n</a>e', "one"),
        ("one<img alt='a > b'>two", "one two"),
        ("1 < 2 <b>three</b>", "1 < 2 three"),
        ("o<span/>ne", "one"),
        ("<!-- <p>no</p> -->one<script>no</script>", "one"),
    ],
)
def test_words_are_parted_where_a_reader_sees_them_parted(said: str, seen: str) -> None:
    assert plain.plain_text(said) == seen
