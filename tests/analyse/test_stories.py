"""What makes two articles be about the same event: their gists, and how alike they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analyse import gists, place
from reader.analyse.gisting import gist, sketch, stem
from reader.analyse.likeness import AGREE, JOIN, is_copy, likeness
from reader.model import Gist, Placing

STRIKE = (
    "Dockers at Port Kessler walk out over night shifts",
    "Some 1,200 dockers at Port Kessler stopped work on Monday over night shifts. Talks with the operator, "  # noqa: ISC004
    "Harlan Terminals, broke down. The union's leader, Ida Brandvold, said the strike would go on.",
    "en",
)
STRIKE_ELSEWHERE = (
    "Port Kessler strike: talks with Harlan Terminals break down",
    "A strike by 1,200 workers at Port Kessler will continue, their union said, after Harlan Terminals "  # noqa: ISC004
    "refused to change its plan for night shifts. Ida Brandvold called the offer an insult.",
    "en",
)
FIRE = (
    "Fire destroys mill in Lower Asham",
    "Firefighters from three towns fought a blaze at the old paper mill in Lower Asham. Nobody was hurt, "  # noqa: ISC004
    "the mayor, Otto Quell, said. The mill had stood empty for years.",
    "en",
)
AGENCY = " ".join(
    f"Sentence number {n} of what the agency sent tells of the {n * 7} barges on the canal."
    for n in range(12)
)


def judged(one: tuple[str, str, str], other: tuple[str, str, str], *, same_feed: bool = False) -> float:
    return likeness(*gists([one, other]), same_feed=same_feed)


def test_two_accounts_of_one_event_are_alike_and_of_two_events_are_not() -> None:
    assert judged(STRIKE, STRIKE_ELSEWHERE) > 0.7
    assert judged(STRIKE, FIRE) < 0.05


def test_two_articles_of_one_feed_have_to_be_more_alike() -> None:
    assert judged(STRIKE, STRIKE_ELSEWHERE, same_feed=True) < judged(STRIKE, STRIKE_ELSEWHERE)


def odds(chance: float) -> float:
    return chance / (1 - chance)


def test_a_digest_that_names_the_same_is_about_no_event() -> None:
    digest = ("Weekly briefing: Port Kessler, Harlan Terminals and more", STRIKE[1], "en")
    told = judged((digest[0][17:], *digest[1:]), STRIKE_ELSEWHERE)
    assert odds(judged(digest, STRIKE_ELSEWHERE)) < odds(told) / 3


def test_what_two_articles_share_below_their_leads_makes_them_likelier_the_same() -> None:
    hearing = "The town council met on Tuesday and heard from residents about many things. " * 6
    elsewhere = "A long evening in the hall began with coffee and with questions of procedure. " * 6
    bridge = (
        "Then the engineer, Tova Brekke, showed cracks in the Sandal bridge and asked to close it at once."
    )
    closed = (
        "Tova Brekke, the engineer, said that cracks in the Sandal bridge leave no choice but to close it."
    )
    one, other = ("A long night at the council", hearing), ("Council hears bad news", elsewhere)
    apart = judged((*one, "en"), (*other, "en"))
    assert judged((one[0], hearing + bridge, "en"), (other[0], elsewhere + closed, "en")) > apart


def test_japanese_is_compared_by_pairs_of_letters() -> None:
    one = gist("宮崎県で震度5弱、津波注意報", "気象庁によると日向灘を震源とする地震があった。", "ja")
    other = gist(
        "日向灘の地震で津波注意報 宮崎", "13日夜、宮崎県で震度5弱の地震があったと気象庁が発表した。", "ja"
    )
    third = gist("イオン銀行社長を解任", "金融庁の処分を受けて14日付で人事を発表した。", "ja")
    assert likeness(one, other, same_feed=False) > 0.7
    assert likeness(one, third, same_feed=False) < 0.1


def test_the_words_that_every_text_of_a_language_has_say_nothing() -> None:
    found = dict(
        gist("Der Streit", "Das ist nicht die Verordnung, mit der sich der Hafen wehrt.", "de").words
    )
    assert {"hafen", "streit"} <= found.keys()
    assert not {"der", "nicht", "sich"} & found.keys()


def test_one_agency_text_in_two_papers_is_known_by_its_runs_of_words() -> None:
    longer = f"{AGENCY} The paper adds a line of its own."
    one, other = (
        gist(title, text, "en") for title, text in (("Barges wait", AGENCY), ("Canal is full", longer))
    )
    assert is_copy(one, other)
    assert likeness(one, other, same_feed=False) == 1.0
    shuffled = " ".join(reversed(AGENCY.split()))
    assert not is_copy(one, gist("Barges wait", shuffled, "en"))


def test_short_texts_are_no_copies_of_each_other() -> None:
    assert sketch("Too short to say.") == b""
    assert not is_copy(gist("A", "Too short to say.", "en"), gist("A", "Too short to say.", "en"))


def test_names_are_words_with_capitals_that_do_not_begin_a_sentence() -> None:
    found = dict(gist("Rain", "Yesterday Ida Brandvold came to Kessler. Nobody spoke.", "en").names)
    assert {"ida", "brandvold", "kessler"} <= found.keys()
    assert "nobody" not in found
    assert "yesterday" not in found


def test_in_a_headline_of_capitals_no_word_is_a_name_for_its_capital() -> None:
    assert dict(gist("Talks Break Down After Long Night", "", "en").names) == {}


def test_german_nouns_are_no_names() -> None:
    found = dict(
        gist("Streit", "Gestern sprach Olaf Müller in Hamburg über die neue Verordnung.", "de").names
    )
    assert {"olaf", "muller", "hamburg"} <= found.keys()
    assert "verordnung" not in found


@pytest.mark.parametrize(
    "forms",
    [
        ("Kessler", "Kessler's", "Kessler’s"),
        ("strike", "strikes", "striking"),
        ("Europe", "l'Europe", "EUROPE"),
        ("Müller", "Muller"),
        ("story", "stories"),
        ("vote", "voted", "votes", "voting"),
        ("loss", "losses"),
    ],
)
def test_forms_of_a_word_are_one(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


def test_other_words_are_others() -> None:
    assert len({stem(word) for word in ("bus", "business", "ship", "shop", "sea")}) == 5


@given(st.text(max_size=300), st.text(max_size=2000), st.sampled_from([None, "en", "de", "ja", "x-y-z"]))
def test_any_text_has_a_gist_of_bounded_size(title: str, text: str, language: str | None) -> None:
    found = gist(title, text, language)
    assert len(found.words) <= 96
    assert len(found.names) <= 60
    assert len(found.sketch) in {0, 32}
    assert 0 <= likeness(found, found, same_feed=False) <= 1


def test_what_is_told_days_apart_is_the_less_likely_one_event_up_to_five_days() -> None:
    one, other = gists([STRIKE, STRIKE_ELSEWHERE])
    found = [likeness(one, other, same_feed=False, days=days) for days in (0.0, 0.5, 2.0, 5.0, 90.0)]
    assert found[0] > found[1] > found[2] > found[3] == found[4]


# Placing


def placing(article: int, told: Gist, story: int | None = None, *, day: int = 0) -> Placing:
    return Placing(article, told, article, story, day * 86_400_000_000)


def test_a_new_article_goes_beside_the_likest_and_nowhere_if_none_is() -> None:
    strike, elsewhere, fire = gists([STRIKE, STRIKE_ELSEWHERE, FIRE])
    found = place(placing(3, elsewhere), [placing(1, fire), placing(2, strike)])
    assert found is not None
    assert found.beside == 2
    assert place(placing(3, elsewhere), [placing(1, fire)]) is None
    assert place(placing(3, elsewhere), []) is None


def test_a_story_whose_other_articles_are_about_something_else_takes_none() -> None:
    strike, elsewhere, fire = gists([STRIKE, STRIKE_ELSEWHERE, FIRE])
    mixed = [placing(1, strike, 9), *(placing(n, fire, 9) for n in range(2, 8))]
    assert place(placing(20, elsewhere), mixed) is None


def sharing(*words: str) -> Gist:
    return Gist("xx", words=tuple((word, 1.0) for word in words))


def test_what_one_article_is_not_sure_of_two_from_different_feeds_can_be() -> None:
    new, one = sharing(*"abcdefghijkl"), sharing(*"abcdeuvwxyz0")
    other = sharing(*"hijklmnopqrs")
    assert AGREE < likeness(new, one, same_feed=False, days=1) < JOIN
    assert AGREE < likeness(new, other, same_feed=False, days=1) < JOIN
    assert place(placing(3, new, day=1), [placing(1, one, 9)]) is None
    found = place(placing(3, new, day=1), [placing(1, one, 9), placing(2, other, 9)])
    assert found is not None
    assert found.beside in {1, 2}
    both = [Placing(1, one, 1, 9), Placing(2, other, 1, 9)]
    assert place(placing(3, new, day=1), both) is None
    assert place(placing(3, new), [placing(1, one, 9)]) is not None


def test_an_article_that_was_alone_joins_when_a_third_shows_what_it_is_about() -> None:
    strike, elsewhere = gists([STRIKE, STRIKE_ELSEWHERE])
    found = place(placing(3, elsewhere), [placing(1, strike), placing(2, replace(strike, sketch=b""))])
    assert found is not None
    assert {found.beside, *found.also} == {1, 2}


def test_of_two_stories_that_fit_the_likelier_takes_it_and_they_stay_two() -> None:
    strike, elsewhere = gists([STRIKE, STRIKE_ELSEWHERE])
    found = place(
        placing(5, elsewhere), [placing(1, strike, 7), placing(2, strike, 7), placing(3, strike, 8)]
    )
    assert found is not None
    assert found.also == ()


def test_the_article_whose_text_is_repeated_is_told() -> None:
    one, other = gists([("Barges wait", AGENCY, "en"), ("Canal is full", f"{AGENCY} More.", "en")])
    found = place(placing(2, other), [placing(1, one)])
    assert found is not None
    assert (found.beside, found.copied) == (1, 1)
