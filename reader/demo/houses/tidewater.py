"""Tidewater Business: a business daily with a ticker, charts that leave words behind, and lazy pictures."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from reader.demo import furniture, head
from reader.demo.dates import long_date
from reader.demo.setting import image, set_body, woven

if TYPE_CHECKING:
    from reader.demo.body import Part
    from reader.demo.sheet import Sheet
    from reader.model import Picture

CLASSES = {
    "nav": "tw-nav__sections",
    "cookie": "tw-modal tw-modal--consent",
    "newsletter": "tw-promo tw-promo--letter",
    "related": "tw-rail__related",
    "trending": "tw-rail__popular",
    "promo": "tw-recommend",
    "share": "tw-tools",
    "rating": "tw-widget tw-widget--meter",
    "chart": "tw-chart highplot-container",
    "writer-box": "tw-bio",
    "bio": "tw-bio__text",
    "writer-box-cut": "tw-bio tw-bio--teaser",
    "comments": "tw-discussion",
    "tags": "tw-tags",
    "paywall-note": "tw-meter-banner",
    "ad": "tw-ad tw-ad--mpu",
    "footer": "tw-footer",
}
_TICKER = (
    "Castellan 41.18 ▲",
    "Halvorsen 283.20 ▼",
    "Box index 2,318 ▲",
    "Wheat 231.75 ▲",
    "VLSFO 604 ▼",
    "EUR/USD 1.0770",
)


def render(sheet: Sheet) -> str:
    article = sheet.article
    return f"""<!DOCTYPE html>
<html lang="en" class="no-js">
<head>
<meta charset="utf-8">
{head.title(sheet, " - ")}
{head.canonical(sheet)}
{head.alternate(sheet.outlet)}
{head.open_graph(sheet)}
{head.json_ld(sheet, graph=True)}
<script>document.documentElement.className="js";
var twData={{"pageType":"article","id":{sheet.number("id", 10**6, 10**7)}}};</script>
</head>
<body>
{_ticker(sheet)}
<div class="tw-header">{furniture.skip_link(sheet)}
<a class="tw-header__brand" href="{sheet.outlet.path}">{sheet.outlet.name}</a>
{furniture.navigation(sheet)}{furniture.search_form(sheet)}{furniture.account_links(sheet)}</div>
<div class="tw-page"><div class="tw-page__main" id="main">
<article class="tw-story" itemscope itemtype="https://schema.org/NewsArticle">
<div class="tw-story__section">{article.section}</div>
<h1 class="tw-story__title" itemprop="headline">{escape(article.title, quote=False)}</h1>
{_deck(sheet)}
<div class="tw-story__meta"><span class="tw-story__author">{sheet.byline()}</span>
<span class="tw-story__date"
content="{article.published.isoformat()}">{long_date(article.published, "en")}</span></div>
{furniture.share_bar(sheet)}
{_media(article.picture) if article.picture else ""}
<div class="tw-story__body" itemprop="articleBody">
{set_body(sheet, _dress, woven(sheet))}
</div>
{furniture.paywall(sheet)}
{furniture.rating(sheet)}
{furniture.tags_list(sheet)}
{furniture.writer_box(sheet)}
</article>
{furniture.comments(sheet)}
</div>
<div class="tw-page__rail">{furniture.related(sheet)}{furniture.trending(sheet)}</div></div>
{furniture.footer(sheet)}
{furniture.writer_box_cut(sheet)}
{furniture.cookie_notice(sheet)}
<script>/* lazy */[].forEach.call(document.querySelectorAll("img[data-src]"),
function(i){{i.src=i.dataset.src}});</script>
</body>
</html>
"""


def _ticker(sheet: Sheet) -> str:
    shift = sheet.number("ticker") % len(_TICKER)
    cells = "".join(f"<li>{quote}</li>" for quote in _TICKER[shift:] + _TICKER[:shift])
    return (
        f'<div class="tw-ticker"><ul>{cells}</ul><a href="#markets">Market data delayed 20 minutes</a></div>'
    )


def _deck(sheet: Sheet) -> str:
    deck = escape(sheet.article.standfirst, quote=False)
    return f'<h2 class="tw-story__deck">{deck}</h2>' if deck else ""


def _media(picture: Picture) -> str:
    credit = f" <span>© {escape(picture.credit)}</span>" if picture.credit else ""
    lazy = image(picture.url or "", picture.alt, lazy=True)
    plain = f"<noscript>{image(picture.url or '', picture.alt)}</noscript>"
    words = f'<p class="tw-media__caption">{escape(picture.caption, quote=False)}{credit}</p>'
    return f'<div class="tw-media">{lazy}{plain}{words}</div>'


def _dress(part: Part) -> str:
    if part.picture:
        return _media(part.picture)
    if part.kind == "table":
        return f'<div class="tw-table-scroll">{part.html}</div>'
    return part.html
