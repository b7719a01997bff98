"""A briefing for other programs and for plain terminals; each sentence with the article that it stands in."""

from __future__ import annotations

from typing import Any

from reader.briefing import Brief, Briefing, Citation, Tally
from reader.export.inline import begun, destination, inline
from reader.export.records import article_record
from reader.text import safe_line, safe_text, wrap


def briefing_markdown(briefing: Briefing) -> str:
    """The briefing as CommonMark: a heading for each story, and links to the articles."""
    day = f"{briefing.since.astimezone():%Y-%m-%d %H:%M}"
    parts = [f"# Since {day}", *(_story(brief) for brief in briefing.briefs)]
    return safe_text("\n\n".join(parts))


def briefing_text(briefing: Briefing, width: int = 80) -> str:
    """The briefing wrapped to `width` columns, each story below its headline and what tells of it."""
    return safe_text("\n\n".join("\n".join(_lines(brief, width)) for brief in briefing.briefs))


def brief_record(brief: Brief) -> dict[str, Any]:
    """A story of a briefing. Offsets lie in the article's `analysed_text`."""
    return {
        "title": brief.title,
        "weight": round(brief.weight, 3),
        "sources": brief.sources,
        "articles": [_article(article_record(article)) for article in brief.articles],
        "lead": None if brief.lead is None else _cited(brief.lead),
        "figures": [_tally(tally) for tally in brief.tallies],
        "quotes": [{"speaker": one.speaker, **_cited(one.cited)} for one in brief.quotes],
    }


def told_by(brief: Brief) -> str:
    """How many articles of how many sources tell of a story, or the one source."""
    many = len(brief.articles)
    if many == 1:
        return safe_line(brief.articles[0].feed_title) or "1 article"
    sources = f"{brief.sources} sources" if brief.sources > 1 else safe_line(brief.articles[0].feed_title)
    return f"{many} articles, {sources}"


def _article(record: dict[str, Any]) -> dict[str, Any]:
    return {key: record[key] for key in ("id", "title", "url", "feed", "published")}


def _cited(cited: Citation) -> dict[str, Any]:
    return {
        "text": cited.words,
        "article": cited.article.id,
        "url": cited.article.url,
        "start": cited.start,
        "end": cited.end,
    }


def _tally(tally: Tally) -> dict[str, Any]:
    given = [
        {"written": one.written, "disputed": one.disputed, "feed": one.cited.article.feed_title}
        | _cited(one.cited)
        | {"sentence": one.cited.sentence}
        for one in tally.given
    ]
    return {"what": tally.what, "disputed": tally.disputed, "given": given}


def _lines(brief: Brief, width: int) -> list[str]:
    lines = wrap(brief.title, width)
    lines += wrap(told_by(brief), width, "  ", "  ")
    if brief.lead is not None:
        lines += wrap(_with_source(brief.lead, brief), width, "  ", "  ")
    for tally in brief.tallies:
        given = "; ".join(f"{one.written} ({safe_line(one.cited.article.feed_title)})" for one in tally.given)
        mark = "disputed: " if tally.disputed else ""
        lines += wrap(f"{mark}{tally.what}: {given}", width, "  - ", "    ")
    for one in brief.quotes:
        lines += wrap(f"{safe_line(one.speaker)}: {_with_source(one.cited, brief)}", width, "  > ", "    ")
    return lines


def _with_source(cited: Citation, brief: Brief) -> str:
    source = safe_line(cited.article.feed_title)
    return safe_line(cited.words) + (f" ({source})" if source and len(brief.articles) > 1 else "")


def _story(brief: Brief) -> str:
    heading = inline(safe_line(brief.title))
    parts = [f"## {heading[:-1]}\\#" if heading.endswith("#") else f"## {heading}"]
    if brief.lead is not None:
        parts.append(begun(inline(safe_line(brief.lead.words))) + f" ({_source(brief.lead)})")
    if brief.tallies:
        parts.append("\n".join(map(_tally_line, brief.tallies)))
    for one in brief.quotes:
        quoted, speaker = begun(inline(safe_line(one.cited.words))), inline(safe_line(one.speaker))
        parts.append(f"> {quoted}\n>\n> — {speaker}, {_source(one.cited)}")
    if brief.lead is None:
        named = ", ".join(_link(safe_line(article.feed_title), article.url) for article in brief.articles)
        parts.append(begun(named))
    return "\n\n".join(parts)


def _tally_line(tally: Tally) -> str:
    given = "; ".join(f"{inline(one.written)} ({_source(one.cited)})" for one in tally.given)
    return f"- {'**disputed** ' if tally.disputed else ''}{inline(tally.what)}: {given}"


def _source(cited: Citation) -> str:
    return _link(safe_line(cited.article.feed_title), cited.article.url)


def _link(name: str, address: str | None) -> str:
    to = destination(address)
    named = inline(name) or "article"
    return f"[{named}]({to})" if to else named
