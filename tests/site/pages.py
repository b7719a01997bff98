"""Web pages that name feeds, and pages of articles, as endpoints."""

from __future__ import annotations

from tests.site.documents import good
from tests.site.server import Endpoint, page

HTML = "text/html; charset=utf-8"
_LINK = '<link rel="alternate" type="application/rss+xml" href="{}" title="Feed {}">'
_SENTENCE = "Anna Meyer counted {} ships outside the port of Sines on Monday, and said that more would come. "


def html(body: str, head: str = "") -> Endpoint:
    """A page."""
    return page(
        f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), content_type=HTML
    )


def prose(paragraphs: int) -> str:
    """Paragraphs as news has them."""
    return "".join(f"<p>{_SENTENCE.format(n) * 3}</p>" for n in range(11, 11 + paragraphs))


def discovery(canary: str) -> dict[str, Endpoint]:
    """Sites that name one feed, none, a thousand, and what is none. `canary` may not be asked for."""
    odd = ("file:///etc/passwd", "javascript:alert(1)", "exec:rm", "\x1b]0;x\x07", "http://[broken")
    thousand = "".join(_LINK.format(f"/feeds/{n}", n) for n in range(1000))
    favicon = f'<link rel="icon" href="{canary}"><link rel="apple-touch-icon" href="{canary}">'
    return {
        "/discovery/1": html("news", _LINK.format("/moved/once", 1) + favicon),
        "/discovery/0": html("news", favicon),
        "/discovery/1000": html("news", thousand),
        "/discovery/odd": html("news", "".join(_LINK.format(url, 1) for url in odd)),
        "/discovery/attributes": html(
            "news", "<link " + "rel=x " * 100_000 + ">" + _LINK.format("/moved/once", 1)
        ),
        "/discovery/comments": html("news", "<!--" * 200_000),
        "/moved/once": good("moved-once"),
    }


def articles(canary: str) -> dict[str, Endpoint]:
    """Pages of articles: an ordinary one, one of five megabytes, one behind a wall, and built ones."""
    furniture = "".join(f"<li><a href='/{n}'>Section {n} of the paper</a></li>" for n in range(60))
    frames = f'<iframe src="{canary}"></iframe><script src="{canary}"></script><img src="{canary}">'
    attributes = " ".join(f'a{n}="x"' for n in range(40_000))
    return {
        "/article/ordinary": html(
            f"<nav><ul>{furniture}</ul></nav><article><h1>Ships wait</h1>{prose(8)}</article>"
        ),
        "/article/5-megabytes": html(f"<article><h1>Ships wait</h1>{prose(16_000)}</article>"),
        "/article/paywall": html("<article><h1>Ships wait</h1><p>Subscribe to read on.</p></article>"),
        "/article/frames": html(f"<article><h1>Ships wait</h1>{frames}{prose(8)}</article>"),
        "/article/deep": html(f"<article><h1>Ships wait</h1>{prose(8)}{'<div>' * 100_000}</article>"),
        "/article/attributes": html(f"<article><h1>Ships wait</h1><p {attributes}>x</p>{prose(8)}</article>"),
        "/article/table": html(
            f"<article><h1>Ships wait</h1>{prose(8)}<table>{'<tr><td>1<td>2' * 30_000}</table>"
        ),
        "/article/ansi": html(
            f"<article><h1>Ships\x1b]0;x\x07 wait</h1>{prose(8)}<p>\x9b31m&#27;[2J</p></article>"
        ),
    }
