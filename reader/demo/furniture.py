"""The boilerplate of a news page: everything on it that is not the article.

Each function gives the HTML of one thing, or "" where the page does not carry it. The house decides the class
names (`Sheet.css`), the place, and what stands around it.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.demo.edition import DemoArticle
    from reader.demo.sheet import Sheet


def skip_link(sheet: Sheet) -> str:
    return f'<a class="{sheet.css("skip")}" href="#main">{sheet.say("skip")}</a>'


def navigation(sheet: Sheet, tag: str = "nav") -> str:
    """The sections, as a list of links."""
    links = [
        f'<a href="{sheet.outlet.path}">{escape(name, quote=False)}</a>' for name in sheet.outlet.sections
    ]
    return f'<{tag} class="{sheet.css("nav")}">{_list(links)}</{tag}>'


def search_form(sheet: Sheet) -> str:
    return (
        f'<form class="{sheet.css("search")}" action="{sheet.outlet.path}" role="search">'
        f"<label>{sheet.say('search')} "
        f'<input type="search" name="q" placeholder="{sheet.say("search_hint")}">'
        f"</label><button>{sheet.say('search')}</button></form>"
    )


def account_links(sheet: Sheet) -> str:
    return (
        f'<div class="{sheet.css("account")}"><a href="#login">{sheet.say("sign_in")}</a> '
        f'<a href="#subscribe">{sheet.say("subscribe")}</a></div>'
    )


def cookie_notice(sheet: Sheet) -> str:
    if not sheet.carries("cookie"):
        return ""
    inner = (
        f"<h2>{sheet.say('cookie_title')}</h2><p>{sheet.say('cookie_text')}</p>"
        f"<button>{sheet.say('cookie_yes')}</button> <button>{sheet.say('cookie_no')}</button>"
    )
    return _box(sheet, "cookie", inner, 'role="dialog" aria-live="polite"')


def newsletter(sheet: Sheet) -> str:
    if not sheet.carries("newsletter"):
        return ""
    inner = (
        f"<h3>{sheet.say('newsletter_title')}</h3><p>{sheet.say('newsletter_text')}</p>"
        f'<form><input type="email" placeholder="{sheet.say("newsletter_hint")}">'
        f"<button>{sheet.say('newsletter_button')}</button></form>"
        f"<p><small>{sheet.say('newsletter_legal')}</small></p>"
    )
    return _box(sheet, "newsletter", inner)


def related(sheet: Sheet) -> str:
    if not sheet.carries("related"):
        return ""
    return _box(sheet, "related", f"<h3>{sheet.say('related')}</h3>{_list(map(headline, sheet.others(4)))}")


def trending(sheet: Sheet) -> str:
    """The list in the margin; every page has it."""
    links = [headline(article) for article in sheet.others(5, skip=2)]
    return _box(sheet, "trending", f"<h4>{sheet.say('trending')}</h4>{_list(links, 'ol')}")


def promo(sheet: Sheet, tag: str = "p") -> str:
    """The link to another article that stands between two paragraphs."""
    others = sheet.others(1, skip=1) or sheet.others(1)
    if not sheet.carries("promo-inline") or not others:
        return ""
    inner = f"<strong>{sheet.say('also')}</strong> {headline(others[0])}"
    return f'<{tag} class="{sheet.css("promo")}">{inner}</{tag}>'


def share_bar(sheet: Sheet) -> str:
    if not sheet.carries("share"):
        return ""
    links = [
        f'<a href="#share-{number}">{word}</a>' for number, word in enumerate(sheet.phrases("share_words"))
    ]
    return _box(sheet, "share", f"<span>{sheet.say('share')}</span>{_list(links)}")


def rating(sheet: Sheet) -> str:
    """A gauge on which readers vote, with the words that its drawing leaves in the text."""
    if not sheet.carries("rating"):
        return ""
    labels = "".join(f"<span>{word}</span>" for word in sheet.phrases("rating_words"))
    inner = (
        f'<img src="{sheet.outlet.path}media/gauge.png" alt="{escape(sheet.outlet.name)}">'
        f"<h4>{sheet.say('rating_title')}</h4>"
        f"<p>{sheet.say('rating_pitch')}</p><div>{labels}</div><p>{sheet.say('rating_action')}</p>"
        f"<small>{sheet.say('rating_count')}</small>"
    )
    return _box(sheet, "rating", inner)


def chart(sheet: Sheet) -> str:
    """A drawn chart: what is left of it in the text are its axis labels, legend and maker's line."""
    if not sheet.carries("chart"):
        return ""
    axis, legend = sheet.phrases("chart_axis"), sheet.phrases("chart_legend")
    labels = [f'<text x="{8 + 36 * n}" y="190">{word}</text>' for n, word in enumerate(axis)]
    keys = [
        f'<g class="legend"><text x="20" y="{20 * n + 14}">{word}</text></g>' for n, word in enumerate(legend)
    ]
    drawing = (
        f'<svg viewBox="0 0 320 200" role="img"><title>{sheet.say("chart_title")}</title>'
        f'<path d="M8 150 L60 120 L120 132 L190 64 L300 40" fill="none" stroke="#246"></path>'
        f'{"".join(labels + keys)}<text x="220" y="198">{sheet.say("chart_maker")}</text></svg>'
    )
    note = f"<div>{sheet.say('chart_source')}</div>"
    return _box(sheet, "chart", f"<h4>{sheet.say('chart_title')}</h4>{drawing}{note}")


def writer_box(sheet: Sheet) -> str:
    """Who wrote it: the whole bio, with a link to everything else by the same hand."""
    known = [author for author in sheet.article.authors if author.bio]
    if not sheet.carries("writer-box") or not known:
        return ""
    bios = "".join(
        f'<div class="{sheet.css("writer-name")}">{escape(author.name or "")}</div>'
        f'<p class="{sheet.css("bio")}">{escape(author.bio or "", quote=False)}</p>'
        for author in known
    )
    inner = f'<h3>{sheet.say("writer_title")}</h3>{bios}<a href="#writer">{sheet.say("writer_more")}</a>'
    return _box(sheet, "writer-box", inner)


def writer_box_cut(sheet: Sheet) -> str:
    """The same bio once more, cut off in the middle of a word's neighbourhood, as narrow screens get it."""
    known = [author for author in sheet.article.authors if author.bio]
    if not sheet.carries("writer-box-cut") or not known:
        return ""
    bio = known[0].bio or ""
    cut = bio[: max(24, len(bio) * 3 // 5)].rsplit(" ", 1)[0]
    inner = f'{escape(cut, quote=False)} ... <a href="#writer">{sheet.say("read_more")}</a>'
    return _box(sheet, "writer-box-cut", inner)


def comments(sheet: Sheet) -> str:
    if not sheet.carries("comments"):
        return ""
    actions = sheet.say("comment_actions")
    posts = "".join(
        f"<li><p>{text}</p><small>{actions}</small></li>" for text in sheet.phrases("comment_texts")
    )
    inner = f"<h3>{sheet.say('comments')}</h3><p>{sheet.say('comments_rules')}</p><ul>{posts}</ul>"
    return _box(sheet, "comments", inner)


def tags_list(sheet: Sheet) -> str:
    if not sheet.carries("tags-list"):
        return ""
    links = [f'<a rel="tag" href="#tag">{escape(tag)}</a>' for tag in sheet.article.tags]
    return _box(sheet, "tags", f"<span>{sheet.say('topics')}</span>{_list(links)}")


def paywall(sheet: Sheet) -> str:
    """A line that asks for a subscription; with `shown`, the wall itself."""
    if sheet.article.shown is not None:
        return _box(
            sheet, "paywall", f"<p>{sheet.say('paywall_cut')}</p><button>{sheet.say('subscribe')}</button>"
        )
    if not sheet.carries("paywall-note"):
        return ""
    return _box(sheet, "paywall-note", f"<p>{sheet.say('paywall')}</p>")


def advertisement(sheet: Sheet) -> str:
    return (
        f'<div class="{sheet.css("ad")}" data-slot="{sheet.number("ad")}">{sheet.say("advertisement")}</div>'
    )


def footer(sheet: Sheet, tag: str = "footer") -> str:
    links = [f'<a href="#{number}">{word}</a>' for number, word in enumerate(sheet.phrases("footer"))]
    legal = f"<p>{escape(sheet.outlet.legal, quote=False)}</p>"
    return f'<{tag} class="{sheet.css("footer")}">{_list(links)}{legal}</{tag}>'


def headline(article: DemoArticle) -> str:
    """A link to an article in the words of its title."""
    return f'<a href="{article.path}">{escape(article.title, quote=False)}</a>'


def _box(sheet: Sheet, kind: str, inner: str, attributes: str = "") -> str:
    tag = "aside" if sheet.css("box") == "aside" else "div"
    return f'<{tag} class="{sheet.css(kind)}"{" " + attributes if attributes else ""}>{inner}</{tag}>'


def _list(items: Iterable[str], tag: str = "ul") -> str:
    return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"
