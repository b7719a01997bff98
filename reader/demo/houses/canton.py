"""Canton & Coast: a regional paper whose pages were laid out with tables, and whose text has lost its <p>."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from reader.demo import furniture, head
from reader.demo.dates import long_date
from reader.demo.setting import set_body, woven

if TYPE_CHECKING:
    from reader.demo.body import Part
    from reader.demo.sheet import Sheet
    from reader.model import Picture

CLASSES = {
    "nav": "leftmenu",
    "cookie": "bar",
    "newsletter": "box3",
    "related": "box2",
    "trending": "box1",
    "promo": "more",
    "share": "icons",
    "rating": "poll",
    "chart": "grafik",
    "writer-box": "box4",
    "writer-name": "fat",
    "bio": "small",
    "writer-box-cut": "box5",
    "comments": "box6",
    "tags": "key",
    "paywall-note": "box7",
    "ad": "werb",
    "footer": "foot",
    "column": "txt2",
}


def render(sheet: Sheet) -> str:
    article = sheet.article
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{escape(sheet.outlet.name)} - {escape(article.section)} - {escape(article.title, quote=False)}</title>
{head.alternate(sheet.outlet)}
{head.plain_meta(sheet)}
{head.json_ld(sheet)}
<script language="JavaScript">function pop(u){{window.open(u,'p','width=400,height=300')}}</script>
</head>
<body bgcolor="#f4f1e8" topmargin="0">
{furniture.cookie_notice(sheet)}
<table width="980" align="center" cellpadding="4" cellspacing="0" border="0">
<tr><td colspan="3" class="head"><a href="{sheet.outlet.path}">
<font size="6">{escape(sheet.outlet.name)}</font></a><br>
<i>{escape(sheet.outlet.tagline)}</i>{furniture.account_links(sheet)}{furniture.search_form(sheet)}</td></tr>
<tr valign="top">
<td width="150" bgcolor="#dfe7ea">{furniture.navigation(sheet, "div")}{furniture.advertisement(sheet)}</td>
<td width="600" class="main"><a name="main"></a>
<div class="sec">You are here:
<a href="{sheet.outlet.path}">{sheet.say("home")}</a> &gt; {article.section}</div>
<div class="h1">{escape(article.title, quote=False)}</div>
<div class="date">{long_date(article.published, "en")} &nbsp;|&nbsp; {sheet.byline()}</div>
{furniture.share_bar(sheet)}
{_intro(sheet)}
{_photo(article.picture) if article.picture else ""}
{_text(sheet)}
{furniture.paywall(sheet)}
{furniture.tags_list(sheet)}
{furniture.writer_box(sheet)}
{furniture.rating(sheet)}
{furniture.comments(sheet)}
</td>
<td width="230" bgcolor="#eeeeee">{furniture.trending(sheet)}{furniture.related(sheet)}</td>
</tr>
<tr><td colspan="3" align="center">{furniture.footer(sheet, "div")}{furniture.writer_box_cut(sheet)}</td></tr>
</table>
</body>
</html>
"""


def _intro(sheet: Sheet) -> str:
    return (
        f'<div class="intro"><b>{escape(sheet.article.standfirst, quote=False)}</b></div>'
        if sheet.article.standfirst
        else ""
    )


def _text(sheet: Sheet) -> str:
    """A div for each paragraph; on two-column pages a table, and only line breaks between paragraphs."""
    if sheet.article.layout != "two-column":
        return f'<div class="txt">{set_body(sheet, _in_divs, woven(sheet))}</div>'
    columns = set_body(sheet, _with_breaks, woven(sheet)).split("\n<div", 1)
    cells = [columns[0], *("<div" + rest for rest in columns[1:])]
    row = "".join(f'<td width="50%">{cell}</td>' for cell in cells)
    return f'<table class="cols" cellspacing="8"><tr valign="top">{row}</tr></table>'


def _photo(picture: Picture) -> str:
    credit = f" Photo: {escape(picture.credit)}" if picture.credit else ""
    words = f'<font size="1">{escape(picture.caption, quote=False)}{credit}</font>'
    source = f'<img src="{picture.url}" alt="{escape(picture.alt)}" width="240" border="0">'
    return f'<table align="right" width="250" class="pic"><tr><td>{source}<br>{words}</td></tr></table>'


def _in_divs(part: Part) -> str:
    if part.picture:
        return _photo(part.picture)
    if part.kind == "heading":
        return f'<div class="sub"><b>{part.inner}</b></div>'
    return f"<div>{part.inner}</div>" if part.kind == "paragraph" else part.html


def _with_breaks(part: Part) -> str:
    if part.picture:
        return _photo(part.picture)
    if part.kind == "heading":
        return f"<b>{part.inner}</b><br>"
    return f"{part.inner}<br><br>" if part.kind == "paragraph" else part.html
