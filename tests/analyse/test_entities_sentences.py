"""Where sentences begin and end."""

from __future__ import annotations

import pytest

from reader.analyse.sentences import sentences


@pytest.mark.parametrize(
    "parts",
    [
        ["Dr. Ruiz left the U.S. in Jan. 2020.", "The rest stayed."],
        ["It moved to the U.S.", "The rest stayed."],
        ['"Really?" she asked.', "He nodded!"],
        ["It cost $3.5 million.", "No. 5 won.", "Bake at 230 C.", "Great bread takes time."],
        ["Am 3. Oktober kam er.", "Dann ging sie."],
    ],
)
def test_only_the_end_of_a_sentence_ends_it(parts: list[str]) -> None:
    text = " ".join(parts)
    assert [text[start:end] for start, end in sentences(text)] == parts


def test_a_line_break_ends_a_sentence_and_cjk_needs_no_space() -> None:
    text = "HEADLINE\n\nこれは本。そして終わり！"
    assert [text[a:b] for a, b in sentences(text)] == ["HEADLINE", "これは本。", "そして終わり！"]
