"""[[view]] in feeds.toml: read, refused with the query's own words, written with all else as it stands."""

from pathlib import Path

import pytest

from reader import config
from reader.config import SavedView

FILE = """# mine
[[feed]]
url = "https://a.example/feed"  # the first

# What costs much.
[[view]]
name = "Big"   # sums
query = 'money:>1bn'

# Others
[[view]]
query = "unread"
name = "Rest"

# The last feed.
[[feed]]
url = "https://b.example/feed"
"""
SAID = {"name": "Big", "query": "money:>2bn"}


def test_views_are_read_in_their_order() -> None:
    assert config.parse(FILE, Path("feeds.toml")).views == (
        SavedView("Big", "money:>1bn"),
        SavedView("Rest", "unread"),
    )


@pytest.mark.parametrize(
    ("text", "line", "problem", "remedy"),
    [
        ('[[view]]\nname = "A"\nquery = "autor:x"', 3, "the query of the view A", "did you mean author?"),
        ('[[view]]\nquery = "unread"', 1, "this [[view]] has no name", "write a name in quotes"),
        ('[[view]]\nname = "A"', 1, "this [[view]] has no query", "write a query in quotes"),
        ('[[view]]\nname = ""\nquery = "read"', 2, "name cannot be ''", "write a name"),
        ('[[view]]\nname = "A"\nquery = 3', 3, "query cannot be 3", "write a query"),
        ('[[view]]\nname = "A"\nquery = "read"\nsort = "x"', 4, "sort is not a setting here", "known are"),
        ('view = 3', 1, "view is not a list of tables", "[[view]]"),
        (
            '[[view]]\nname = "A"\nquery = "read"\n[[view]]\nname = "A"\nquery = "read"',
            5, "a view A stands here twice", "another name",
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(text: str, line: int, problem: str, remedy: str) -> None:
    with pytest.raises(config.ConfigurationError) as caught:
        config.parse(text, Path("feeds.toml"))
    (mistake,) = caught.value.mistakes
    assert mistake.line == line
    assert problem in mistake.problem
    assert remedy in mistake.remedy


def test_a_view_is_added_at_the_end() -> None:
    text = config.with_table(FILE, "view", {"name": "New", "query": 'person:"Kim Jong Un"'})
    assert text.startswith(FILE)
    assert config.parse(text, Path("f")).views[2] == SavedView("New", 'person:"Kim Jong Un"')
    assert config.parse(config.with_table("", "view", SAID), Path("f")).views == (SavedView(**SAID),)


def test_a_view_is_changed_where_it_stands() -> None:
    text = config.with_table_saying(FILE, "view", "Big", {"name": "Bigger", "query": "money:>2bn"})
    assert text == FILE.replace('"Big"', '"Bigger"').replace("'money:>1bn'", '"money:>2bn"')


def test_a_view_is_taken_out_and_the_rest_stays_as_it_was() -> None:
    text = config.without_table(FILE, "view", "Rest")
    assert text == FILE.replace('# Others\n[[view]]\nquery = "unread"\nname = "Rest"\n\n', "")
    assert config.parse(text, Path("f")).views == (SavedView("Big", "money:>1bn"),)
    assert "[[view]]" not in config.without_table(text, "view", "Big")


def test_views_in_one_line_are_changed_too() -> None:
    text = 'view = [{name = "A", query = "read"}]\n'
    more = config.with_table(text, "view", {"name": "B", "query": "unread"})
    assert [one.name for one in config.parse(more, Path("f")).views] == ["A", "B"]
    other = config.with_table_saying(more, "view", "A", {"query": "saved"})
    assert config.parse(other, Path("f")).views[0].query == "saved"
    assert config.parse(config.without_table(text, "view", "A"), Path("f")).views == ()


def test_what_is_not_there_cannot_be_changed() -> None:
    with pytest.raises(KeyError):
        config.without_table(FILE, "view", "None")
    with pytest.raises(KeyError):
        config.with_table_saying("", "view", "x", {})
