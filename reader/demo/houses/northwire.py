"""Northwire: an agency's page from a script framework: hashed classes, no <p>, the text again as JSON."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from reader.demo import furniture, head
from reader.demo.dates import long_date
from reader.demo.setting import image, set_body, woven

if TYPE_CHECKING:
    from reader.demo.body import Part
    from reader.demo.sheet import Sheet
    from reader.model import Picture

CLASSES = {
    "nav": "css-19xk2l1",
    "skip": "css-0",
    "cookie": "css-1q8vd0w",
    "newsletter": "css-7bz1mk",
    "related": "css-1e3o9xt",
    "trending": "css-k2p04n",
    "promo": "css-1yw3fga",
    "share": "css-d9m2se",
    "rating": "css-11z7uv",
    "chart": "css-x81fkq",
    "writer-box": "css-3l8c5r",
    "writer-name": "css-3l8c5s",
    "bio": "css-3l8c5t",
    "writer-box-cut": "css-3l8c5u",
    "comments": "css-1oo2hb",
    "tags": "css-6g3pqd",
    "paywall-note": "css-zv4410",
    "ad": "css-a0b1c2",
    "footer": "css-1f007er",
    "search": "css-5e4rch",
    "account": "css-acc0u",
}
_SCRIPT_TAIL = (
    '!function(){var s=document.createElement("script");s.async=1;s.dataset.src="/static/app.7f3a.js";'
    "window.__queue=window.__queue||[]}();"
)


def render(sheet: Sheet) -> str:
    article = sheet.article
    return f"""<!doctype html><html lang="en" data-theme="light"><head><meta charset="utf-8"/>
{head.title(sheet)}
<script>window.__ENV__={{"region":"eu","release":"2026.47.{sheet.number("release")}","flags":["a1","b7"]}};</script>
{head.canonical(sheet)}{head.alternate(sheet.outlet)}
{head.open_graph(sheet)}
{head.json_ld(sheet)}
<script>{_SCRIPT_TAIL}</script></head>
<body><div id="__root"><div class="css-1ly90n">{furniture.skip_link(sheet)}
<div class="css-hdr00" data-testid="header">
<a href="/northwire/" aria-label="{sheet.outlet.name}">{sheet.outlet.name}</a>
{furniture.navigation(sheet, "div")}{furniture.search_form(sheet)}{furniture.account_links(sheet)}</div>
<div class="css-grid12"><div class="css-col8" id="main" data-testid="Article">
<div class="css-h34d"><span data-testid="eyebrow">{article.section}</span>
<h1 data-testid="Heading" class="css-1w2k9q">{escape(article.title, quote=False)}</h1>
<div class="css-by11n3"><span>{sheet.byline()}</span>
<time datetime="{article.published.isoformat()}"><span>{long_date(article.published, "en")} GMT</span>
<span>{sheet.say("updated")} {sheet.number("ago", 2, 55)} mins ago</span></time>
</div>{furniture.share_bar(sheet)}</div>
{_figure(article.picture) if article.picture else ""}
{_summary(sheet)}
<div class="css-b0dy77" data-testid="ArticleBody">
{set_body(sheet, _dress, woven(sheet))}
{_sign_off(sheet)}
</div>{furniture.paywall(sheet)}{furniture.tags_list(sheet)}{furniture.rating(sheet)}{furniture.writer_box(sheet)}
{furniture.writer_box_cut(sheet)}</div>
<div class="css-col4">{furniture.trending(sheet)}{furniture.related(sheet)}</div></div>
{furniture.comments(sheet)}{furniture.footer(sheet, "div")}</div></div>
{furniture.cookie_notice(sheet)}
<script id="__STATE__" type="application/json">{_state(sheet)}</script>
<noscript><img height="1" width="1" src="/northwire/media/gauge.png" alt=""></noscript></body></html>
"""


def _summary(sheet: Sheet) -> str:
    """The agency's box of what the story says, above the story."""
    if not sheet.article.standfirst:
        return ""
    text = escape(sheet.article.standfirst, quote=False)
    return f'<ul class="css-5umm4ry" data-testid="Summary"><li>{text}</li></ul>'


def _sign_off(sheet: Sheet) -> str:
    names = " and ".join(escape(author.name or "") for author in sheet.article.authors)
    hand = (
        f"Reporting by {names}; Editing by Olwen Marsh and Piet Daalman"
        if names
        else "Editing by Olwen Marsh"
    )
    standards = 'Our Standards: <a href="/northwire/#code">The Northwire Code of Practice</a>, opens new tab'
    return f'<div class="css-s1gn0f">{hand}</div><div class="css-c0de">{standards}</div>'


def _figure(picture: Picture) -> str:
    credit = f" NORTHWIRE/{escape(picture.credit)}" if picture.credit else ""
    words = f'<span data-testid="caption">{escape(picture.caption, quote=False)}{credit}</span>'
    button = '<button aria-label="Purchase">Purchase Licensing Rights</button>'
    shown = image(picture.url or "", picture.alt)
    return f'<div class="css-ph0t0" data-testid="Image">{shown}{words}{button}</div>'


def _dress(part: Part) -> str:
    if part.picture:
        return _figure(part.picture)
    if part.kind == "paragraph":
        return f'<div data-testid="paragraph" class="css-p4r4 css-tx1">{part.inner}</div>'
    return part.html


def _state(sheet: Sheet) -> str:
    """The page's data once more, as the framework would wake it up."""
    article = sheet.article
    state: dict[str, Any] = {
        "route": article.path,
        "result": {
            "headline": article.title,
            "authors": [{"name": author.name, "role": author.role} for author in article.authors],
            "content_elements": [{"type": b.kind, "content": b.text} for b in article.blocks],
            "related": [{"title": other.title, "url": other.path} for other in sheet.others(6)],
        },
        "user": None,
    }
    return json.dumps(state, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
