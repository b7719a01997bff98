"""What the analysis of forty labelled articles is worth; `python -m tests.bench.bench_entities` prints it."""

from __future__ import annotations

from tests.analyse.labelled import articles, score


def test_forty_articles_are_labelled_with_what_a_person_would_name_first() -> None:
    assert [article.number for article in articles()] == list(range(1, 41))
    for article in articles():
        assert sorted(label.rank for label in article.labels)[-3:] == [1, 2, 3]


def test_names_of_one_are_put_together() -> None:
    found = score(articles())
    assert found.pairs.f1 >= 88
    assert found.pairs.precision >= 92


def test_names_found_without_a_fault_are_put_together_nearly_without_one() -> None:
    given = score(articles(), given=True)
    assert given.pairs.f1 >= 96
    assert given.names.recall >= 97


def test_the_most_salient_are_those_that_a_person_names_first() -> None:
    found = score(articles())
    assert found.three.recall >= 70
    assert found.first.recall >= 55
    assert found.among.recall >= 85
