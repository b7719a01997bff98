"""Queries on the command line."""

import pytest

from tests.cli.test_commands import Shell, shell  # noqa: F401 - a fixture


@pytest.fixture
def filled(shell: Shell) -> Shell:  # noqa: F811
    assert shell("refresh")[0] == 0
    return shell


def ids(shell: Shell, *query: str) -> list[int]:  # noqa: F811
    return [int(record["id"]) for record in shell.json("list", "--limit", "0", *query)]


def test_a_list_can_be_asked_for_by_a_query(filled: Shell) -> None:
    everything = ids(filled)
    wire = ids(filled, "feed:northwire")
    assert 0 < len(wire) < len(everything)
    assert ids(filled, "-feed:northwire") == [number for number in everything if number not in wire]
    assert ids(filled, "feed:northwire", "or", "-feed:northwire") == everything
    assert ids(filled, "feed:northwire sort:date limit:2") == wire[:-3:-1]
    assert ids(filled, "--feed", "northwire", "-unread") == []
    assert ids(filled, "--unread", "feed:northwire") == wire


def test_the_order_and_the_number_can_be_asked_for(filled: Shell) -> None:
    titles = [record["title"] for record in filled.json("list", "--sort", "title", "--limit", "0")]
    assert titles == sorted(titles, key=str.casefold) or len(titles) == len(set(titles))
    code, out, _ = filled("list", "--count", "feed:northwire")
    assert (code, int(out)) == (0, len(ids(filled, "feed:northwire")))
    assert filled.json("list", "--count", "unread") == [{"count": len(ids(filled))}]
    code, _, err = filled("list", "--sort", "size")
    assert (code, "no order by size" in err) == (2, True)


def test_a_mistake_is_pointed_at(filled: Shell) -> None:
    code, out, err = filled("list", "unread autor:lund")
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        "reader: There is no field “autor”; did you mean author?",
        "  unread autor:lund",
        "         ^^^^^",
    ]
    code, _, err = filled("mark", "--where", "a or", "read")
    assert code == 2
    assert "both sides of or" in err
    assert filled("tag", "--where", "(", "blue")[0] == 2


def test_all_that_a_query_selects_can_be_marked(filled: Shell) -> None:
    wire = ids(filled, "feed:northwire")
    code, out, _ = filled("mark", "--dry-run", "--where", "feed:northwire", "read")
    assert (code, out) == (0, f"{len(wire)} articles would become read\n")
    assert ids(filled, "read") == []
    code, out, _ = filled("mark", "--where", "feed:northwire", "read")
    assert (code, out) == (0, f"{len(wire)} articles became read\n")
    assert ids(filled, "read") == wire
    assert filled("mark", "--where", "feed:northwire", "read")[1] == "no article became read\n"
    assert filled.json("mark", str(wire[0]), "unread") == [{"changed": 1, "done": True}]
    for state, query in (("saved", "saved"), ("starred", "starred"), ("hidden", "hidden")):
        assert filled("mark", "--where", f"id:{wire[0]}", state)[0] == 0
        assert ids(filled, query) == [wire[0]]
    assert ids(filled, f"id:{wire[0]}") == []
    for state, query in (("shown", "hidden"), ("unsaved", "saved"), ("unstarred", "starred")):
        assert (
            filled("mark", "--where", f"id:{wire[0]} (hidden or -hidden)", state)[1]
            == f"1 article became {state}\n"
        )
        assert ids(filled, query) == []


def test_all_that_a_query_selects_can_be_tagged(filled: Shell) -> None:
    wire = ids(filled, "feed:northwire")
    assert filled("tag", "--where", "feed:northwire", "blue", "--dry-run")[1].startswith(
        f"{len(wire)} articles would"
    )
    assert ids(filled, "#blue") == []
    assert filled("tag", "--where", "feed:northwire", "blue")[0] == 0
    assert ids(filled, "#blue") == wire
    assert (
        filled("tag", "--where", f"id:{wire[0]}", "--remove", "blue", "red")[1]
        == "1 article became tagged +red -blue\n"
    )
    assert ids(filled, "tag:red") == [wire[0]]
    assert filled("tag", str(wire[0]))[1] == "red\n"


@pytest.mark.parametrize(
    "wrong",
    [
        ("tag",), ("tag", "blue"), ("tag", "--where", "unread"), ("mark", "read"), ("mark", "1", "bold"),
        ("mark", "999999", "read"), ("mark", "--where", "unread", "1", "read"), ("list", "--view", "none"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_told(filled: Shell, wrong: tuple[str, ...]) -> None:
    code, out, err = filled(*wrong)
    assert (code, out) == (2, "")
    assert err


def test_a_saved_query_is_a_list(filled: Shell) -> None:
    feeds = filled._where[1]
    with open(feeds, "a", encoding="utf-8") as file:  # noqa: PTH123
        file.write("\n[[view]]\nname = \"Wire\"\nquery = 'feed:northwire'\n")
    assert ids(filled, "--view", "Wire") == ids(filled, "feed:northwire")
    assert ids(filled, "--view", "Wire", "-unread") == []
