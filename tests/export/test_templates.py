"""A person's own forms, which may be somebody else's."""

from __future__ import annotations

import pytest

from reader.export.form_names import BUILT_IN, built_in
from reader.export.notes import note_markdown
from reader.export.templates import TemplateError, render, template_record
from reader.portable import Template
from reader.worker import JobError, Worker
from tests.export.pieces import EMPTY, HOSTILE, WHOLE


def filled(text: str, ending: str = ".md") -> str:
    return render(Template("mine", text, ending), template_record(WHOLE))


def test_the_form_to_begin_with_gives_what_is_written_without_one() -> None:
    for piece in (WHOLE, HOSTILE, EMPTY):
        assert render(built_in("article"), template_record(piece)) == note_markdown(piece)


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_form_that_comes_with_the_reader_can_be_filled(name: str) -> None:
    for piece in (WHOLE, HOSTILE, EMPTY):
        assert render(built_in(name), template_record(piece))


def test_a_form_names_what_it_wants() -> None:
    said = filled(
        "{{ title }} {{ published | date('%d.%m.%Y') }}{% for f in figures %} {{ f.value }}{% endfor %}"
    )
    assert said == 'Ferry: "240" \\ people & <more> 30.11.2026 240.0 None -4.5\n'
    assert (
        filled("{{ people | join }} {{ tags | map('tag') | join(',') }}")
        == "Ida Lund harbour-news,2026-,ports/north\n"
    )
    assert filled("<b>{{ title }}</b>{{ html }}", ".html").startswith(
        "<b>Ferry: &#34;240&#34; \\ people &amp; &lt;more&gt;</b><p>"
    )


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("a\n{{ titel }}", "Template mine, line 2: 'titel' is undefined."),
        ("\n\n{% for x %}", "Template mine, line 3: expected token 'in', got 'end of statement block'."),
        ("{{ 1 / 0 }}", "Template mine, line 1: division by zero."),
        ("{{ title | date }}", "Template mine, line 1: date is for times, such as published."),
        ("{% include '/etc/passwd' %}", "Template mine, line 1: no loader for this environment specified."),
        ("{% import 'x' as y %}", "Template mine, line 1: no loader for this environment specified."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_with_its_line(text: str, complaint: str) -> None:
    with pytest.raises(TemplateError) as caught:
        filled(text)
    assert str(caught.value) == complaint


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ title.format.__globals__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ '{0.__class__}'.format(title) }}",
        "{{ (title|attr('__class__')).__mro__ }}",
        "{{ figures.append(1) }}",
        "{{ entities.update({}) }}",
        "{% for a in range(10 ** 9) %}x{% endfor %}",
        "{{ 'x' * 20000000 }}",
    ],
)
def test_a_form_reaches_nothing_but_what_it_is_given(text: str) -> None:
    with pytest.raises(TemplateError):
        filled(text)


async def test_a_form_that_never_ends_or_takes_all_memory_is_ended() -> None:
    worker = Worker()
    record = template_record(EMPTY)
    try:
        endless = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
        with pytest.raises(JobError, match="longer than 1 seconds"):
            await worker.render_template(Template("endless", endless), record, deadline=1.0)
        deep = "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}"
        with pytest.raises(JobError, match="nested too deep"):
            await worker.render_template(Template("deep", deep), record, deadline=100)
        with pytest.raises(JobError):
            await worker.render_template(Template("large", "{{ ('x' * 10 ** 10) | length }}"), record)
        assert await worker.render_template(Template("fine", "{{ id }}"), record, deadline=100) == "4\n"
    finally:
        await worker.close()
