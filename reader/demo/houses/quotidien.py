"""Le Quotidien des Deux Rives: a French daily with microdata, nested sections and pictures loaded late."""

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
    "box": "aside",
    "nav": "Header-nav",
    "cookie": "gdpr-banner",
    "newsletter": "Encart Encart--newsletter",
    "related": "Bloc-suggestions",
    "trending": "Colonne-pluslus",
    "promo": "article__paragraph article__paragraph--lireaussi",
    "share": "Partage",
    "rating": "Sondage",
    "chart": "Infographie",
    "writer-box": "Signature",
    "bio": "Signature-texte",
    "writer-box-cut": "Signature Signature--mobile",
    "comments": "Reactions",
    "tags": "Mots-cles",
    "paywall-note": "Encart Encart--abo",
    "ad": "Pub",
    "footer": "Pied",
}


def render(sheet: Sheet) -> str:
    article = sheet.article
    return f"""<!doctype html>
<html lang="fr" prefix="og: https://ogp.me/ns#">
<head>
<meta charset="utf-8"/>
{head.title(sheet, " – ")}
{head.canonical(sheet)}
{head.alternate(sheet.outlet)}
{head.open_graph(sheet)}
{head.json_ld(sheet)}
<script>var DR={{"abonne":false,"rubrique":"{escape(article.section)}","mur":{sheet.number("mur")}}};</script>
</head>
<body class="page page--article">
{furniture.cookie_notice(sheet)}
<header class="Header">{furniture.skip_link(sheet)}
<a class="Header-logo" href="{sheet.outlet.path}" title="{sheet.say("home")}">{escape(sheet.outlet.name)}</a>
{furniture.account_links(sheet)}{furniture.search_form(sheet)}{furniture.navigation(sheet)}</header>
<main id="main" class="zone zone--article">
<section class="zone__content">
<article class="article" itemscope itemtype="http://schema.org/NewsArticle">
<header class="article__header">
<ul class="Ariane"><li><a href="{sheet.outlet.path}">{sheet.say("home")}</a></li>
<li>{escape(article.section)}</li></ul>
<h1 class="article__title" itemprop="headline">{escape(article.title, quote=False)}</h1>
{_chapo(sheet)}
<div class="meta"><span itemprop="author">{sheet.byline()}</span>
<span class="meta__date">{sheet.say("published")}
<time itemprop="datePublished"
datetime="{article.published.isoformat()}">{long_date(article.published, "fr")}</time>,
{sheet.say("updated")} {long_date(article.modified, "fr")}</span>
<span class="meta__lecture">Temps de lecture : {sheet.number("minutes", 3, 8)} min.</span></div>
{furniture.share_bar(sheet)}
</header>
<section class="article__content" itemprop="articleBody">
{_figure(article.picture) if article.picture else ""}
{set_body(sheet, _dress, woven(sheet))}
{furniture.paywall(sheet)}
<p class="article__signature">{_names(sheet)}</p>
</section>
<footer class="article__footer">{furniture.tags_list(sheet)}{furniture.writer_box(sheet)}
{furniture.rating(sheet)}</footer>
</article>
{furniture.comments(sheet)}
</section>
<section class="zone__aside">{furniture.trending(sheet)}{furniture.related(sheet)}</section>
</main>
{furniture.footer(sheet)}
{furniture.writer_box_cut(sheet)}
</body>
</html>
"""


def _chapo(sheet: Sheet) -> str:
    text = escape(sheet.article.standfirst, quote=False)
    return f'<p class="article__chapo" itemprop="description">{text}</p>' if text else ""


def _names(sheet: Sheet) -> str:
    """The signature under the last paragraph, which repeats the byline without its "Par"."""
    return escape(", ".join(author.name or "" for author in sheet.article.authors), quote=False)


def _figure(picture: Picture) -> str:
    credit = f'<span class="figure__credit">{escape(picture.credit.upper())}</span>' if picture.credit else ""
    words = f'<span class="figure__legende">{escape(picture.caption, quote=False)}</span> {credit}'
    lazy = image(picture.url or "", picture.alt, lazy=True)
    return f'<figure class="figure" itemprop="image">{lazy}<figcaption>{words}</figcaption></figure>'


def _dress(part: Part) -> str:
    if part.picture:
        return _figure(part.picture)
    if part.kind == "paragraph":
        return f'<p class="article__paragraph">{part.inner}</p>'
    if part.kind == "heading":
        return f'<h2 class="article__sub-title">{part.inner}</h2>'
    return part.html
