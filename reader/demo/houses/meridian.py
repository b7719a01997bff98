"""The Meridian Post: a broadsheet's page in careful, semantic HTML5."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from reader.demo import furniture, head
from reader.demo.dates import long_date
from reader.demo.setting import image, set_body, woven

if TYPE_CHECKING:
    from reader.demo.body import Part
    from reader.demo.sheet import Sheet
    from reader.model import Author, Picture

CLASSES = {
    "box": "aside",
    "nav": "mp-nav",
    "skip": "mp-skip visually-hidden",
    "cookie": "mp-consent",
    "newsletter": "mp-signup mp-signup--inline",
    "related": "mp-more",
    "trending": "mp-most-read",
    "promo": "mp-inline-link",
    "share": "mp-share",
    "rating": "mp-gauge",
    "chart": "mp-graphic",
    "writer-box": "mp-author-card",
    "bio": "mp-author-card__bio",
    "writer-box-cut": "mp-author-card mp-author-card--compact",
    "comments": "mp-comments",
    "tags": "mp-topics",
    "paywall-note": "mp-meter",
    "ad": "mp-ad",
    "footer": "mp-footer",
}


def render(sheet: Sheet) -> str:
    return f"""<!DOCTYPE html>
<html lang="{sheet.article.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{head.title(sheet)}
{head.canonical(sheet)}
{head.alternate(sheet.outlet)}
{head.plain_meta(sheet)}
{head.open_graph(sheet)}
<meta name="twitter:card" content="summary_large_image">
{head.json_ld(sheet)}
<style>.visually-hidden{{position:absolute;left:-999em}}.mp-body{{max-width:38em}}</style>
</head>
<body class="mp-article-page">
{furniture.skip_link(sheet)}
{furniture.cookie_notice(sheet)}
<header class="mp-masthead"><a class="mp-logo" href="{sheet.outlet.path}">{escape(sheet.outlet.name)}</a>
<p class="mp-tagline">{escape(sheet.outlet.tagline)}</p>
{furniture.account_links(sheet)}
{furniture.search_form(sheet)}
{furniture.navigation(sheet)}</header>
<main id="main">
<article class="mp-article">
{_opening(sheet)}
<section class="mp-body" data-component="body">
{set_body(sheet, _dress, woven(sheet))}
</section>
{furniture.paywall(sheet)}
{furniture.tags_list(sheet)}
{furniture.rating(sheet)}
{furniture.writer_box(sheet)}
</article>
{furniture.related(sheet)}
{furniture.comments(sheet)}
</main>
{furniture.trending(sheet)}
{furniture.footer(sheet)}
{furniture.writer_box_cut(sheet)}
<script>window.mpq=window.mpq||[];mpq.push(["view",{{"section":"{escape(sheet.article.section)}"}}]);</script>
</body>
</html>
"""


def _opening(sheet: Sheet) -> str:
    article = sheet.article
    names = ", ".join(_author_link(author) for author in article.authors)
    standfirst = (
        f'<p class="mp-standfirst">{escape(article.standfirst, quote=False)}</p>'
        if article.standfirst
        else ""
    )
    stamp = f'<time datetime="{article.published.isoformat()}">{long_date(article.published, "en")}</time>'
    byline = f'<p class="mp-byline">By {names}</p>' if names else ""
    lead = _figure(article.picture) if article.picture else ""
    return f"""<header class="mp-head">
<p class="mp-kicker"><a href="{sheet.outlet.path}">{article.section}</a></p>
<h1>{escape(article.title, quote=False)}</h1>
{standfirst}
{byline}
<p class="mp-dates">{sheet.say("published")} {stamp}
· {sheet.number("minutes", 3, 9)} {sheet.say("minutes")}</p>
{furniture.share_bar(sheet)}
</header>
{lead}"""


def _author_link(author: Author) -> str:
    return f'<a rel="author" href="/meridian/#writer">{escape(author.name or "")}</a>'


def _figure(picture: Picture) -> str:
    credit = f' <span class="credit">{escape(picture.credit)}</span>' if picture.credit else ""
    caption = f"<figcaption>{escape(picture.caption, quote=False)}{credit}</figcaption>"
    return f'<figure class="mp-figure">{image(picture.url or "", picture.alt)}{caption}</figure>'


def _dress(part: Part) -> str:
    return _figure(part.picture) if part.picture else part.html
