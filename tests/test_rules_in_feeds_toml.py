"""[[rule]] in feeds.toml: read with every mistake told by its line, and written with all else kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import config
from reader.config import ConfigurationError, arranging_rules
from reader.config.blocks import UnusualError
from reader.config.reading import MOST_RULES
from reader.rule import VERBS, Act, ArticleRule, act_of

PATH = Path("feeds.toml")
TEXT = """\
# The settings.
[settings]

# Too much of it.
[[rule]]
name = "ads"
when = 'title:"special offer"'  # theirs
do = ["hide"]
# and no more

[[feed]]
url = "https://a.example/feed"

[[rule]]
when = "feed:a person:Kim"
do = ["star", "tag #north korea", "pipe short"]
run = ["echo", "{url}"]
stop = true
enabled = false

[[pipe]]
name = "short"
run = ["head"]
# The end.
"""


def rules(text: str) -> tuple[ArticleRule, ...]:
    return config.parse(text, PATH).rules


def mistakes(text: str) -> list[str]:
    with pytest.raises(ConfigurationError) as raised:
        config.parse(text, PATH)
    return [f"{one.line}: {one.problem}; {one.remedy}" for one in raised.value.mistakes]


def test_rules_are_read_in_their_order() -> None:
    first, second = rules(TEXT)
    assert first == ArticleRule('title:"special offer"', ("hide",), name="ads")
    assert second.acts == (Act("star"), Act("tag", "north korea"), Act("pipe", "short"))
    assert (second.run, second.stop, second.enabled) == (("echo", "{url}"), True, False)


@pytest.mark.parametrize(
    ("rule", "mistake"),
    [
        ('when = "autor:x"\ndo = ["star"]', "2: when is wrong at character 1: There is no field “autor”"),
        ('do = ["star"]\nwhen = "a (b"', "3: when is wrong at character 3: This bracket is not closed"),
        ('when = "title:/(/"\ndo = ["star"]', "2: when is wrong at character"),
        ('when = "a sort:date"\ndo = ["star"]', "2: a rule is about every article, in no order"),
        ('when = " "\ndo = ["star"]', "2: when cannot be ''"),
        ('do = ["star"]', "1: this [[rule]] has no when"),
        ('when = "a"', "1: this [[rule]] does nothing"),
        ('when = "a"\ndo = ["mark reed"]', "3: a rule cannot mark reed; did you mean mark read?"),
        ('when = "a"\ndo = ["dance"]', "3: a rule cannot dance; write any of mark read"),
        ('when = "a"\ndo = ["tag"]', "3: tag needs a name"),
        ('when = "a"\ndo = ["run x"]', "3: a program has a line of its own"),
        ('when = "a"\ndo = ["pipe x"]', "3: there is no pipe x"),
        ('when = "a"\ndo = []\nwehn = "b"', "4: wehn is not a setting here; did you mean when?"),
        ('when = "a"\nrun = ["{url}"]', "3: run cannot be"),
        ('when = "a"\ndo = ["star"]\nstop = 1', "4: stop cannot be 1; write stop = true or stop = false"),
    ],
)
def test_a_mistake_is_told_with_its_line(rule: str, mistake: str) -> None:
    (told,) = mistakes(f"[[rule]]\n{rule}\n")
    assert told.startswith(mistake)


def test_every_mistake_of_every_rule_is_told() -> None:
    text = '[[rule]]\nwhen = "autor:x"\ndo = ["star"]\n[[rule]]\nwhen = "("\ndo = ["x"]\n'
    assert [told.split(":")[0] for told in mistakes(text)] == ["2", "5", "6"]
    twice = '[[rule]]\nname = "x"\nwhen = "a"\ndo = ["star"]\n' * 2
    assert mistakes(twice) == ["6: a rule x stands here twice; give one of the two another name"]
    assert "begin each with a line [[rule]]" in mistakes("rule = 5")[0]
    many = '[[rule]]\nwhen = "a"\ndo = ["star"]\n' * (MOST_RULES + 1)
    assert mistakes(many)[0].startswith(f"{3 * MOST_RULES + 1}: there are more than {MOST_RULES} rules")


def test_a_pipe_that_needs_the_terminal_is_for_no_rule() -> None:
    pipe = '[[pipe]]\nname = "x"\nrun = ["less"]\nsuspend = true\n'
    assert "needs the terminal" in mistakes(f'[[rule]]\nwhen = "a"\ndo = ["pipe x"]\n{pipe}')[0]


def test_a_file_that_others_may_write_runs_no_program_by_a_rule(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text('[[rule]]\nwhen = "a"\nrun = ["true"]\n', encoding="utf-8")
    assert config.load(path).rules
    path.chmod(0o666)
    with pytest.raises(ConfigurationError, match="anybody may change this file"):
        config.load(path)
    path.write_text('[[rule]]\nwhen = "a"\ndo = ["star"]\n', encoding="utf-8")
    assert config.load(path).rules


def test_rules_are_added_behind_the_others() -> None:
    new = ArticleRule('title:"a b" -x', ("save",), ("echo", "-n", "{title}"), "new", stop=True)
    after = arranging_rules.with_rules(TEXT, [new, rules(TEXT)[0]])
    assert rules(after) == (*rules(TEXT), new)
    assert "when = 'title:\"a b\" -x'" in after
    assert arranging_rules.without_rule(after, new).split() == TEXT.split()
    assert arranging_rules.with_rules(TEXT, rules(TEXT)) == TEXT


def test_a_removed_rule_takes_its_own_comments_with_it() -> None:
    after = arranging_rules.without_rule(TEXT, rules(TEXT)[0])
    assert "Too much" not in after
    assert "and no more" not in after
    for kept in ("# The settings.", "# The end.", "https://a.example/feed", "person:Kim"):
        assert kept in after
    assert rules(after) == rules(TEXT)[1:]


def test_a_changed_rule_keeps_its_comments_and_what_stays() -> None:
    first, second = rules(TEXT)
    after = arranging_rules.with_rule(TEXT, first, replace(first, do=("hide", "tag ads"), name=""))
    assert rules(after) == (replace(first, do=("hide", "tag ads"), name=""), second)
    for kept in ("# Too much of it.", "# theirs", "# and no more"):
        assert kept in after
    after = arranging_rules.with_rule(TEXT, second, replace(second, enabled=True))
    assert "enabled" not in after


def test_a_rule_is_put_elsewhere_with_its_comments() -> None:
    first, second = rules(TEXT)
    after = arranging_rules.with_rule_at(TEXT, first, 1)
    assert rules(after) == (second, first)
    assert after.index("# Too much") > after.index("person:Kim")
    assert rules(arranging_rules.with_rule_at(after, first, 0)) == (first, second)


def test_what_is_not_there_or_unusual_is_told() -> None:
    with pytest.raises(KeyError):
        arranging_rules.without_rule(TEXT, ArticleRule("other"))
    inline = 'rule = [{when = "a", do = ["star"]}]\n'
    assert rules(inline) == (ArticleRule("a", ("star",)),)
    with pytest.raises(UnusualError):
        arranging_rules.without_rule(inline, rules(inline)[0])


def test_what_can_be_done_is_understood_as_it_is_written() -> None:
    assert act_of("mark  read") == Act("mark read")
    assert act_of("tag #a b") == Act("tag", "a b")
    for nothing in ("", "mark", "mark read now", "tag", "tag #", "Star", "run x"):
        assert act_of(nothing) is None
    for verb in VERBS:
        assert (act_of(verb) or act_of(f"{verb} x")) is not None


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=20)
RULES = st.builds(
    ArticleRule,
    when=st.sampled_from(("a", 'title:"b c"', "it's", 'feed:x or "d"', r"title:/\d'+/", "a\"b'c")),
    do=st.lists(st.sampled_from(("star", "hide", "mark read")) | TEXTS.map("tag x{}".format), max_size=3).map(
        tuple
    ),
    run=st.lists(TEXTS.filter(lambda text: "{" not in text), min_size=1, max_size=3).map(tuple),
    name=TEXTS.map(str.strip).filter(bool),
    stop=st.booleans(),
    enabled=st.booleans(),
)


@given(st.lists(RULES, min_size=1, max_size=4, unique_by=lambda rule: rule.name), st.data())
def test_what_is_written_is_what_is_read(new: list[ArticleRule], data: st.DataObject) -> None:
    try:
        text = arranging_rules.with_rules(TEXT, new)
        there = list(rules(text))
    except ConfigurationError:  # a name that stands there already, a query that is none
        return
    assert len(there) == len(new) + 2
    chosen = data.draw(st.sampled_from(there))
    left = [rule for rule in there if rule != chosen]
    assert list(rules(arranging_rules.without_rule(text, chosen))) == left
    to = data.draw(st.integers(0, len(left)))
    assert list(rules(arranging_rules.with_rule_at(text, chosen, to))) == [*left[:to], chosen, *left[to:]]
    assert "# The end." in text
