"""Exports of other programs, written in the layout that each of them gives."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

POCKET = """title,url,time_added,tags,status
"Ships, and how they turn",https://www.harbour.example/ships?utm_source=pocket,1700000000,sea|how to,unread
https://dunes.example/wind,https://dunes.example/wind,1600000000,,archive
No page,javascript:alert(1),1600000001,,unread
Ships again,https://harbour.example/ships/,1700000009,again,archive
"""
POCKET_MARKED = [
    {
        "url": "https://www.harbour.example/ships",
        "title": "Ships, and how they turn",
        "highlights": [{"quote": "A ship turns late", "created_at": 1700000100}],
    }
]
RIL = """<!DOCTYPE html>
<html>
\t<!--So long and thanks for all the fish-->
\t<head>
\t\t<meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
\t\t<title>Pocket Export</title>
\t</head>
\t<body>
\t\t<h1>Unread</h1>
\t\t<ul>
\t\t\t<li><a href="https://one.example/a?x=1&amp;y=2" time_added="1688628695" tags="ifttt,new entry">Élan &amp; co</a></li>
\t\t</ul>

\t\t<h1>Read Archive</h1>
\t\t<ul>
\t\t\t<li><a href="https://two.example/b" time_added="1588628695" tags="">https://two.example/b</a></li>
\t\t</ul>
\t</body>
</html>
"""  # noqa: E501
INSTAPAPER = """URL,Title,Selection,Folder,Timestamp,Tags
https://one.example/a,One,,Unread,1700000000,"[]"
https://two.example/b,Two,"Two words are marked here",Archive,1700000001,"[""react"",""java script""]"
https://three.example/c,"Three, with a comma",,Starred,1700000002,"[""social""]"
https://four.example/d,Four,,Recipes,1700000003,
"""
INSTAPAPER_HTML = """<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
<title>Instapaper: Export</title>
</head>
<body>
<h1>Unread</h1>
<ol>
<li><a href="https://one.example/a">One</a>
</ol>
<h1>Archive</h1>
<ol>
<li><a href="https://two.example/b">Two</a>
</ol>
<h1>Recipes</h1>
<ol>
<li><a href="https://four.example/d">Four</a>
</ol>
</body>
</html>
"""
READWISE_READER = """Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen
New one,https://one.example/a,01gm1,"['ai', 'two words']",2022-11-06 04:33:50+00:00,0,new,True
Done,https://two.example/b,01gm2,[],2022-11-07 04:33:50+00:00,1,archive,True
Short list,https://three.example/c,01gm3,['x'],2022-11-08 04:33:50+00:00,0.4,shortlist,False
From a feed,https://four.example/d,01gm4,[],2022-11-09 04:33:50+00:00,0,feed,False
"""
READWISE = """Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags
"Attention is trained,
not given.",The Slow Book,Mara Ellison,B00X,Key idea,yellow,"favorite, deep work",page,12,2026-07-17 14:00:25+00:00,mind
A page read twice is a different page.,The Slow Book,Mara Ellison,B00X,,,,page,13,2026-07-17 14:01:25+00:00,mind
"""  # noqa: E501
RAINDROP = """id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite
1,"Saved, ""quoted"" title",My note,An excerpt,https://one.example/a?utm_source=raindrop&keep=1#part,Research / Go,"reading, go",2024-01-02T03:04:05.123Z,,"Highlight:Words that were marked
Note:beside them",true
2,Second,,,https://two.example/b,Unsorted,,2024-01-03T03:04:05.123Z,,,false
"""  # noqa: E501
NETSCAPE = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file.
     It will be read and overwritten.
     DO NOT EDIT! -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks Menu</H1>

<DL><p>
    <DT><A HREF="place:sort=8&maxResults=10">Most visited</A>
    <DT><H3 ADD_DATE="1700000000" PERSONAL_TOOLBAR_FOLDER="true">Bookmarks Toolbar</H3>
    <DL><p>
        <DT><A HREF="https://one.example/a" ADD_DATE="1700000001" ICON="data:image/png;base64,AAAA" TAGS="news,two words">One &amp; only</A>
        <DD>What is said
of it
        <DT><H3>Science</H3>
        <DL><p>
            <DT><H3>Space</H3>
            <DL><p>
                <DT><A HREF="https://two.example/b" ADD_DATE="1700000002">Two</A>
            </DL><p>
            <DT><A HREF="https://three.example/c">Three</A>
        </DL><p>
        <DT><A HREF="https://four.example/d">Four</A>
    </DL><p>
    <DT><A HREF="https://five.example/" FEEDURL="https://five.example/feed">Five</A>
    <DT><H3 FOLDED id="com.apple.ReadingList">Reading List</H3>
    <DL><p>
        <DT><A HREF="https://six.example/f">Six</A>
    </DL><p>
    <DT><A HREF="https://seven.example/g" TOREAD="1">Seven</A>
    <DT><A HREF="javascript:alert(1)">A bookmarklet</A>
</DL>
"""  # noqa: E501
FIREFOX = {
    "guid": "root________",
    "title": "",
    "root": "placesRoot",
    "type": "text/x-moz-place-container",
    "children": [
        {
            "guid": "menu________",
            "title": "menu",
            "root": "bookmarksMenuFolder",
            "type": "text/x-moz-place-container",
            "children": [
                {
                    "title": "Science",
                    "guid": "abcdefghijkl",
                    "type": "text/x-moz-place-container",
                    "children": [
                        {
                            "title": "One",
                            "type": "text/x-moz-place",
                            "uri": "https://one.example/a",
                            "dateAdded": 1700000001000000,
                            "tags": "news,two words",
                        },
                        {"type": "text/x-moz-place-separator"},
                    ],
                },
                {"title": "Recent", "type": "text/x-moz-place", "uri": "place:sort=14"},
            ],
        }
    ],
}
CHROME = {
    "checksum": "0",
    "roots": {
        "bookmark_bar": {
            "type": "folder",
            "name": "Bookmarks bar",
            "children": [
                {
                    "type": "folder",
                    "name": "Science",
                    "children": [
                        {
                            "type": "url",
                            "name": "One",
                            "url": "https://one.example/a",
                            "date_added": "13344473600000000",
                        }
                    ],
                }
            ],
        },
        "other": {"type": "folder", "name": "Other bookmarks", "children": []},
    },
    "version": 1,
}
TEXT = " ".join(
    f"In the {name} harbour the pilots wait for the tide before they bring the long ships in."
    for name in ("northern", "southern", "eastern", "western", "old", "new", "inner", "outer")
)
WALLABAG = [
    {
        "id": 1,
        "title": "With annotations",
        "url": "https://one.example/a",
        "is_archived": 0,
        "is_starred": 1,
        "created_at": "2024-01-01T10:00:00+0000",
        "updated_at": "2024-01-01T10:00:00+0000",
        "published_at": "2023-12-31T10:00:00+0000",
        "published_by": ["Ada Lund"],
        "mimetype": "text/html",
        "language": "en",
        "reading_time": 1,
        "domain_name": "one.example",
        "content": f"<p>{TEXT}</p>",
        "tags": ["sea", "two words"],
        "annotations": [
            {
                "text": "my remark",
                "created_at": "2024-01-02T09:00:00+0000",
                "quote": "the pilots wait for the tide before they bring",
                "ranges": [{"start": "/p[1]", "startOffset": "0", "end": "/p[1]", "endOffset": "12"}],
            },
            {"text": "", "quote": "words that are not in the text at all"},
        ],
    },
    {"id": 2, "title": "Read", "url": "https://two.example/b", "is_archived": 1, "is_starred": 0, "tags": []},
]
PINBOARD = [
    {
        "href": "https://one.example/a",
        "description": "One",
        "extended": "What is said of it",
        "meta": "21ff61c6",
        "hash": "e69b6572",
        "time": "2016-10-31T15:57:56Z",
        "shared": "yes",
        "toread": "no",
        "tags": "infinite dom",
    },
    {
        "href": "https://two.example/b",
        "description": "Two",
        "extended": "",
        "time": "2016-10-26T06:43:03Z",
        "shared": "no",
        "toread": "yes",
        "tags": "",
    },
]
STARRED = {
    "id": "user/1005921515/state/com.google/starred",
    "title": "Starred items",
    "items": [
        {
            "crawlTimeMsec": "1491033576303",
            "timestampUsec": "1491033576303359",
            "id": "tag:google.com,2005:reader/item/00000002a882576c",
            "categories": [
                "user/1005921515/state/com.google/read",
                "user/1005921515/state/com.google/starred",
                "user/1005921515/label/Sea",
            ],
            "title": "Ships",
            "published": 1491034126,
            "updated": 1491034126,
            "canonical": [{"href": "https://one.example/a"}],
            "alternate": [{"href": "https://one.example/a", "type": "text/html"}],
            "summary": {"direction": "ltr", "content": f"<p>{TEXT}</p>"},
            "author": "Ada Lund",
            "origin": {
                "streamId": "feed/https://one.example/feed",
                "title": "One",
                "htmlUrl": "https://one.example/",
            },
        },
        {
            "id": "tag:google.com,2005:reader/item/2",
            "categories": ["user/-/state/com.google/starred"],
            "title": "Short",
            "alternate": [{"href": "https://two.example/b"}],
            "summary": {"content": "Few words."},
            "origin": {"streamId": "feed/https://two.example/feed"},
        },
    ],
}
KARAKEEP = {
    "bookmarks": [
        {
            "createdAt": 1700000000,
            "title": "One",
            "tags": ["sea"],
            "content": {"type": "link", "url": "https://one.example/a"},
            "note": "mine",
            "archived": False,
            "favourited": True,
        },
        {
            "createdAt": 1700000000,
            "title": None,
            "tags": [],
            "content": {"type": "text", "text": "a thought"},
        },
    ]
}
OMNIVORE = [
    {
        "id": "a1",
        "slug": "ships-and-tides-18c",
        "title": "Ships and tides",
        "description": "Of pilots.",
        "author": "Ada Lund",
        "url": "https://one.example/a",
        "state": "Active",
        "readingProgress": 41.5,
        "thumbnail": None,
        "labels": ["sea", "two words"],
        "savedAt": "2024-06-01T09:00:00.000Z",
        "updatedAt": "2024-06-02T09:00:00.000Z",
        "publishedAt": "2024-05-30T00:00:00.000Z",
    },
    {
        "id": "a2",
        "slug": "done",
        "title": "Done",
        "url": "https://two.example/b",
        "state": "Archived",
        "labels": [{"name": "birds"}],
        "savedAt": "2024-06-03T10:00:00+02:00",
    },
]
OMNIVORE_HIGHLIGHTS = """A note on the whole.

> the pilots wait for the tide before they bring

a remark

> words that are
> nowhere in it
"""
PAGE = f"""<!DOCTYPE html>
<html><head><title>Ships and tides</title>
<link rel="canonical" href="https://one.example/a"></head>
<body><nav>Home</nav><article><h1>Ships and tides</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>
"""
PLAIN_PAGE = PAGE.replace('<link rel="canonical" href="https://one.example/a">', "")


def mhtml(page: str = PLAIN_PAGE) -> str:
    """A page as Chrome saves it in one file."""
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://mail.example/a\r\n"
        "Subject: Ships\r\nDate: Mon, 3 Jun 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Bound"\r\n\r\n\r\n'
        "------Bound\r\nContent-Type: text/html\r\nContent-ID: <frame@mhtml.blink>\r\n"
        "Content-Transfer-Encoding: 8bit\r\nContent-Location: https://mail.example/a\r\n\r\n"
        + page.replace("\n", "\r\n")
        + "\r\n------Bound--\r\n"
    )


def archive(path: Path, files: dict[str, str | bytes]) -> Path:
    """Write a ZIP archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, body in files.items():
            file.writestr(name, body)
    return path


def folder(path: Path, files: dict[str, str | bytes]) -> Path:
    """Write a folder."""
    for name, body in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(body.encode() if isinstance(body, str) else body)
    return path


def omnivore_files() -> dict[str, str | bytes]:
    """What is in Omnivore's archive."""
    return {
        "metadata_0_to_1.json": json.dumps(OMNIVORE[:1]),
        "metadata_1_to_2.json": json.dumps(OMNIVORE[1:]),
        "content/ships-and-tides-18c.html": f"<html><body><div><p>{TEXT}</p></div></body></html>",
        "highlights/ships-and-tides-18c.md": OMNIVORE_HIGHLIGHTS,
    }
