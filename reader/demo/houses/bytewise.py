"""Bytewise: a technology blog on blog software: code with a copy button, footnotes, live blogs."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from reader.demo import furniture, head
from reader.demo.dates import month_name
from reader.demo.feeds import audio_path
from reader.demo.setting import image, set_body, woven

if TYPE_CHECKING:
    from reader.demo.body import Part
    from reader.demo.sheet import Sheet
    from reader.model import Picture

CLASSES = {
    "nav": "main-navigation",
    "cookie": "cookie-pop",
    "newsletter": "subscribe-block",
    "related": "related-posts",
    "trending": "widget widget_popular",
    "promo": "has-background related-inline",
    "share": "sharing-block sd-social",
    "rating": "post-ratings",
    "chart": "wp-chart-embed",
    "writer-box": "author-box vcard",
    "writer-name": "fn n",
    "bio": "author-bio note",
    "writer-box-cut": "author-box author-box-small",
    "comments": "comments-area",
    "tags": "post-tags",
    "paywall-note": "supporter-note",
    "ad": "sponsor",
    "footer": "site-footer",
    "live-entry": "lb-entry",
}


def render(sheet: Sheet) -> str:
    article = sheet.article
    day = f"{month_name(article.published)} {article.published.day}, {article.published.year}"
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="UTF-8">
<meta name="generator" content="Quillpress 6.8.1">
{head.title(sheet, " – ")}
{head.canonical(sheet)}
{head.alternate(sheet.outlet)}
{head.open_graph(sheet)}
{head.json_ld(sheet)}
<style>.hl-k{{color:#a0f}}</style>
</head>
<body class="single-post postid-{sheet.number("id", 1000, 9999)}">
{furniture.skip_link(sheet)}
<header class="site-header"><p class="site-title"><a href="{sheet.outlet.path}">{sheet.outlet.name}</a></p>
<p class="site-description">{escape(sheet.outlet.tagline)}</p>
{furniture.navigation(sheet)}{furniture.search_form(sheet)}</header>
<div id="content"><main id="main">
<article class="post type-post hentry">
<header class="entry-header"><span class="cat-links">{escape(article.section)}</span>
<h1 class="entry-title">{escape(article.title, quote=False)}</h1>
<div class="entry-meta"><span class="posted-on">
<time class="entry-date published" datetime="{article.published.isoformat()}">{day}</time></span>
<span class="byline">{sheet.byline()}</span>
<a href="#comments">{sheet.number("replies", 3, 60)} replies</a></div></header>
<div class="entry-content">
{_player(sheet)}
{_excerpt(sheet)}
{_figure(article.picture) if article.picture else ""}
{set_body(sheet, _dress, woven(sheet))}
{furniture.paywall(sheet)}
{furniture.share_bar(sheet)}
</div>
<footer class="entry-footer">{furniture.tags_list(sheet)}
{furniture.rating(sheet)}{furniture.writer_box(sheet)}</footer>
</article>
{furniture.related(sheet)}
{furniture.comments(sheet)}
</main>
<div class="widget-area">{furniture.trending(sheet)}</div></div>
{furniture.footer(sheet)}
{furniture.writer_box_cut(sheet)}
{furniture.cookie_notice(sheet)}
</body>
</html>
"""


def _player(sheet: Sheet) -> str:
    minutes = sheet.article.audio_minutes
    if minutes is None:
        return ""
    sound = f'<audio controls preload="none" src="{audio_path(sheet.article)}"></audio>'
    return f'<div class="audio-player"><span>Listen to this story ({minutes} min)</span>{sound}</div>'


def _excerpt(sheet: Sheet) -> str:
    text = escape(sheet.article.standfirst, quote=False)
    return f'<p class="entry-excerpt"><em>{text}</em></p>' if text else ""


def _figure(picture: Picture) -> str:
    credit = f" (Credit: {escape(picture.credit)})" if picture.credit else ""
    words = (
        f'<figcaption class="wp-element-caption">{escape(picture.caption, quote=False)}{credit}</figcaption>'
    )
    return f'<figure class="wp-block-image">{image(picture.url or "", picture.alt)}{words}</figure>'


def _dress(part: Part) -> str:
    if part.picture:
        return _figure(part.picture)
    if part.kind == "code":
        button = '<div class="toolbar"><button>Copy code</button></div>'
        return f'<div class="code-toolbar">{part.html}{button}</div>'
    return part.html
