"""朝浜新報: a Japanese daily: nested divs, indented paragraphs, photo credits after a "=" sign."""

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
    "nav": "globalNavi",
    "cookie": "ppNotice",
    "newsletter": "mailMag",
    "related": "relatedNews",
    "trending": "rankingBox",
    "promo": "innerLink",
    "share": "snsBtn",
    "rating": "enquete",
    "chart": "zuhan",
    "writer-box": "profileBox",
    "bio": "profileTxt",
    "writer-box-cut": "profileBox sp",
    "comments": "commentBox",
    "tags": "keywordBox",
    "paywall-note": "memberNotice",
    "ad": "adBox",
    "footer": "footerNavi",
}


def render(sheet: Sheet) -> str:
    article = sheet.article
    return f"""<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="UTF-8">
{head.title(sheet, ":")}
{head.canonical(sheet)}
{head.alternate(sheet.outlet)}
{head.plain_meta(sheet)}
{head.open_graph(sheet)}
{head.json_ld(sheet)}
</head>
<body id="newsDetail">
<div id="wrapper">
<div id="header">{furniture.skip_link(sheet)}<div class="logo">
<a href="{sheet.outlet.path}">{sheet.outlet.name}</a></div>
{furniture.account_links(sheet)}{furniture.search_form(sheet)}{furniture.navigation(sheet, "div")}</div>
<div id="topicPath">
<a href="{sheet.outlet.path}">{sheet.say("home")}</a> &gt; <span>{escape(article.section)}</span></div>
<div id="contents"><div id="main">
<div class="articleHead"><h1><span>{escape(article.title, quote=False)}</span></h1>
<div class="infoArea"><span class="date">{long_date(article.published, "ja")}</span>
<span class="writer">{sheet.byline()}</span></div>
{furniture.share_bar(sheet)}</div>
{_lead(sheet)}
<div class="articleBody"><div class="honbun">
{_photo(article.picture) if article.picture else ""}
{set_body(sheet, _dress, woven(sheet))}
</div></div>
{furniture.paywall(sheet)}
{furniture.tags_list(sheet)}
{furniture.writer_box(sheet)}
{furniture.writer_box_cut(sheet)}
{furniture.rating(sheet)}
{furniture.related(sheet)}
{furniture.comments(sheet)}
</div>
<div id="side">{furniture.trending(sheet)}</div></div>
<div id="footer">{furniture.footer(sheet, "div")}</div>
</div>
{furniture.cookie_notice(sheet)}
</body>
</html>
"""


def _lead(sheet: Sheet) -> str:
    text = escape(sheet.article.standfirst, quote=False)
    return f'<div class="lead">{text}</div>' if text else ""


def _photo(picture: Picture) -> str:
    credit = f"={escape(picture.credit)}" if picture.credit else ""
    words = f'<span class="cap">{escape(picture.caption, quote=False)}{credit}</span>'
    link = f'<a href="{picture.url}">{image(picture.url or "", picture.alt)}</a>'
    return f'<div class="photoBox">{link}{words}</div>'


def _dress(part: Part) -> str:
    if part.picture:
        return _photo(part.picture)
    # A printed paragraph opens with one em of white space, and pages copy it as a character.
    return f"<p>\u3000{part.inner}</p>" if part.kind == "paragraph" else part.html
