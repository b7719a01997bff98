"""Articles that hold everything that an export may meet, the hostile included."""

from __future__ import annotations

import struct
import zlib
from datetime import UTC, datetime

from reader.annotation import Annotations, Highlight, Note
from reader.export.piece import Piece
from reader.model import Article, Author, Block, Document, Entity, Figure, Picture, Span, Understanding

NOW = datetime(2026, 11, 30, 8, 30, tzinfo=UTC)


def png(red: int, side: int = 64) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes((red, 40, 90)) * side for _ in range(side))
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def article(number: int = 1, title: str = "Ferry carries 240", **more: object) -> Article:
    fixed = {"feed_id": 1, "feed_title": "The Meridian Post", "url": f"https://news.example/{number}"}
    values = {**fixed, "published": NOW, "added": NOW, "authors": ("Ida Lund",), **more}
    return Article(id=number, title=title, **values)  # type: ignore[arg-type]


def highlight(start: int, words: str, note: str = "", number: int = 1) -> Highlight:
    return Highlight(number, 1, start, start + len(words), words, "", "", note, 0, NOW, NOW)


TEXT = "The ferry carried 240 people on Sunday1, said Ida Lund."
WHOLE = Piece(
    article(tags=("harbour news", "2026", "ports/north"), starred=True),
    Document(
        title='Ferry: "240" \\ people & <more>',
        site="The Meridian Post",
        url="https://anna:secret@news.example/1",
        published=NOW,
        language="en",
        standfirst="It came back.",
        blocks=(
            Block(
                "paragraph", TEXT, (Span(38, 39, "footnote"), Span(4, 9, "link", "https://a.example/x[1]|"))
            ),
            Block("heading", "Below", level=2),
            Block("list_item", "one", marker="1."),
            Block("list_item", "inner", level=1, marker="◦"),
            Block("list_item", "two", marker="2."),
            Block("term", "Ferry"),
            Block("definition", "A ship that comes back."),
            Block("definition", "Or not."),
            Block("term", "Quay"),
            Block("quote", "Outer."),
            Block("quote", "Inner.", level=1),
            Block("table", "Port\tShips\nOdrava\t38\textra", (Span(11, 17, "strong"),), level=1),
            Block("code", "if a < b:\n    c()", language="python"),
            Block("caption", "The quay.", picture=0),
            Block("caption", "", picture=1),
            Block("footnote", "So they said.", marker="1"),
            Block("rule", ""),
            Block("embed", "A post."),
        ),
        pictures=(
            Picture("https://pictures.example/a.png", "The quay.", "Per Aalto", "A quay & a ship"),
            Picture("https://pictures.example/b.png", alt="A map"),
        ),
    ),
    Understanding(
        authors=(
            Author("Ida Lund", "reporter", "The Meridian Post", "Oslo, Norway"),
            Author("Per Aalto", part="contributor"),
        ),
        entities=(
            Entity("Ida Lund", "person", (Span(46, 54),), 0.5),
            Entity("Odrava: #1", "place", (), 0.9),
            Entity("Port Authority", "organisation"),
            Entity("- no", "other"),
        ),
        figures=(
            Figure(18, 28, "240 people", "count", 240.0, counted="people", sentence=TEXT),
            Figure(18, 21, "240", "count", counted="=2+5", modifier="~", sentence='=cmd|" /C calc"!A1'),
            Figure(0, 3, "4 %", "percent", -4.5, unit="percentage", sentence="@a, with a comma\nand a line"),
        ),
        version=1,
    ),
    Annotations(
        Note(1, "Ask Ida.\n\n- when?", NOW, NOW),
        (highlight(18, "240 people", "So few?"), highlight(4, "ferry", number=2)),
    ),
    {"https://pictures.example/a.png": png(200), "https://pictures.example/b.png": png(10)},
)

ARABIC = Piece(
    article(2, "عبّارة تعود", language="ar"),
    Document(
        title="عبّارة تعود إلى الميناء",
        language="ar",
        blocks=(Block("paragraph", "عادت العبّارة إلى الميناء."),),
    ),
)

_BAD_ADDRESSES = (
    "javascript:alert(1)",
    "http://[bad/",
    "http://ex ample.org/",
    "https://exämple.org:99999/",
    "https://exämple.org:99/ü?q=[1]|{}^`\\",
    "https:///x",
    "http://a..b/",
    "http://%41/",
    "mailto:a b@[c]",
    "tel:+1 2#3",
    "data:text/html,<script>",
    "https://u:p@host_x.example/%zz",
    "ftp://x/y",
)
HOSTILE = Piece(
    article(3, "<script>alert(1)</script>", url="javascript:alert(1)", feed_title="<b>]]>"),
    Document(
        title="<script>alert(1)</script>\x1b]52;c;x\x07\u202e",
        language='en" onload="x',
        url="javascript:alert(1)",
        standfirst="</p><iframe src=//x>",
        blocks=(
            *(
                Block("paragraph", "<img src=x onerror=y>", (Span(0, 9, "link", one),))
                for one in _BAD_ADDRESSES
            ),
            Block("paragraph", "abc", (Span(0, 3, "link", "https://a.example"), Span(1, 2, "footnote"))),
            Block("paragraph", "abc", (Span(-1, 2, "strong"), Span(2, 99, "emphasis"), Span(2, 1, "code"))),
            Block("list_item", "deep", level=40, marker="a)"),
            Block("list_item", "goes on", level=0),
            Block("list_item", "x", level=2, marker="7)"),
            Block("definition", "of nothing"),
            Block("term", "alone"),
            Block("heading", "", level=99),
            Block("table", "\t\n\n"),
            Block("code", "</code></pre><script>"),
            Block("caption", "", picture=99),
            Block("caption", '"><script>', picture=0),
            Block("footnote", "never referred to", marker="9"),
            Block("footnote", "no sign"),
        ),
        pictures=(Picture('https://p.example/"onerror="x', alt='"><script>'),),
    ),
    marks=Annotations(None, (highlight(0, "<img src", "</p><script>"), highlight(10**6, "gone", number=2))),
    pictures={'https://p.example/"onerror="x': png(90)},
)
EMPTY = Piece(article(4, ""), Document())
