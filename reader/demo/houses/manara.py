"""المنارة اليوم: an Arabic daily, right to left, on a system that wraps every field in three divs."""

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
    "nav": "region region-navigation",
    "cookie": "block block-eu-cookie",
    "newsletter": "block block-newsletter",
    "related": "view view-related-content",
    "trending": "view view-most-read",
    "promo": "field-related-inline",
    "share": "block block-share-buttons",
    "rating": "block block-fivestar",
    "chart": "paragraph--type--chart",
    "writer-box": "node--type-author",
    "bio": "field--name-field-bio",
    "writer-box-cut": "node--type-author node--view-mode-teaser",
    "comments": "comment-wrapper",
    "tags": "field--name-field-tags",
    "paywall-note": "block block-subscribe",
    "ad": "block block-ad",
    "footer": "region region-footer",
}


def render(sheet: Sheet) -> str:
    article = sheet.article
    return f"""<!DOCTYPE html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8" />
<meta name="Generator" content="Fanous 9" />
{head.title(sheet)}
{head.canonical(sheet)}
{head.alternate(sheet.outlet)}
{head.open_graph(sheet)}
{head.json_ld(sheet)}
</head>
<body class="path-node page-node-type-article">
{furniture.skip_link(sheet)}
<div class="dialog-off-canvas-main-canvas"><div class="layout-container">
<header role="banner"><div class="region region-header">
<a href="{sheet.outlet.path}" rel="home">{sheet.outlet.name}</a>
<div class="site-slogan">{sheet.outlet.tagline}</div></div>
{furniture.account_links(sheet)}{furniture.search_form(sheet)}{furniture.navigation(sheet)}</header>
<main role="main"><a id="main" tabindex="-1"></a><div class="layout-content">
<div class="region region-content">
<div class="node node--type-article node--view-mode-full">
<div class="field field--name-field-section"><div class="field__item">{escape(article.section)}</div></div>
<h1 class="page-title"><span class="field field--name-title">{escape(article.title, quote=False)}</span></h1>
{_field("field-subtitle", escape(article.standfirst, quote=False)) if article.standfirst else ""}
<div class="node__submitted">{sheet.byline()}
<span>{sheet.say("published")} {long_date(article.published, "ar")}</span></div>
{furniture.share_bar(sheet)}
{_photo(article.picture) if article.picture else ""}
<div class="node__content"><div class="clearfix text-formatted field field--name-body">
<div class="field__item">
{set_body(sheet, _dress, woven(sheet))}
</div></div></div>
{furniture.paywall(sheet)}
{furniture.tags_list(sheet)}
{furniture.rating(sheet)}
{furniture.writer_box(sheet)}
{furniture.comments(sheet)}
</div></div></div>
<aside class="layout-sidebar-first">{furniture.trending(sheet)}{furniture.related(sheet)}</aside></main>
<footer role="contentinfo">{furniture.footer(sheet, "div")}{furniture.writer_box_cut(sheet)}</footer>
</div></div>
{furniture.cookie_notice(sheet)}
</body>
</html>
"""


def _field(name: str, inner: str) -> str:
    items = f'<div class="field__items"><div class="field__item">{inner}</div></div>'
    return f'<div class="field field--name-{name}">{items}</div>'


def _photo(picture: Picture) -> str:
    credit = f" (تصوير: {escape(picture.credit)})" if picture.credit else ""
    words = f'<div class="image-caption">{escape(picture.caption, quote=False)}{credit}</div>'
    return _field("field-image", image(picture.url or "", picture.alt) + words)


def _dress(part: Part) -> str:
    return _photo(part.picture) if part.picture else part.html
