"""What other programs kept, read from the exports that they give; see `exports` for these."""

from __future__ import annotations

import contextlib
import json
import os
import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader import takeover
from reader.bookmark import Bookmark, Quote
from reader.takeover.values import Survey, TakeoverError
from tests.takeover import exports

MAY_2024 = datetime(2024, 1, 1, 10, tzinfo=UTC)


def read(path: Path, read_as: str = "", *, texts: bool = False) -> tuple[Survey, dict[str, Bookmark]]:
    """What is found at a path, by address."""
    survey = takeover.survey(str(path), read_as)
    found: dict[str, Bookmark] = {}
    after: int | None = 0
    while after is not None and survey.pages:
        pages = takeover.pages_in(path, survey.read_as, after, texts=texts)
        found |= {item.url: item for item in pages.items}
        after = pages.after
    assert len(found) == survey.pages
    return survey, found


def written(folder: Path, name: str, content: object) -> Path:
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


ONE, TWO, THREE, FOUR = (
    f"https://{host}" for host in ("one.example/a", "two.example/b", "three.example/c", "four.example/d")
)


def test_pocket_gives_what_was_saved_archived_and_tagged(tmp_path: Path) -> None:
    survey, found = read(written(tmp_path, "part_000000.csv", exports.POCKET))
    assert (survey.kind, survey.pages) == ("pocket", 2)
    ships = found["https://www.harbour.example/ships?utm_source=pocket"]
    assert ships.title == "Ships, and how they turn"
    assert ships.tags == ("sea", "how to", "again")
    assert (ships.saved, ships.read) == (True, False), "what is unread in one of two lines is unread"
    assert ships.added == datetime.fromtimestamp(1700000000, UTC)
    wind = found["https://dunes.example/wind"]
    assert (wind.title, wind.saved, wind.read) == ("", False, True), "an address is no title"
    [left] = survey.lists.remarks
    assert (left.file, left.line, left.what) == ("part_000000.csv", 4, "javascript:alert(1)")


def test_pockets_archive_has_what_was_marked_beside_the_lists(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "part_000000.csv": exports.POCKET,
        "annotations/part_000000.json": json.dumps(exports.POCKET_MARKED),
    }
    for path in (exports.archive(tmp_path / "pocket.zip", files), exports.folder(tmp_path / "pocket", files)):
        survey, found = read(path)
        assert (survey.kind, survey.pages) == ("pocket", 2)
        ships = found["https://www.harbour.example/ships?utm_source=pocket"]
        assert [quote.words for quote in ships.quotes] == ["A ship turns late"]
        assert ships.saved


def test_pockets_older_page_has_two_lists(tmp_path: Path) -> None:
    survey, found = read(written(tmp_path, "ril_export.html", exports.RIL))
    assert survey.kind == "pocket"
    first, second = found["https://one.example/a?x=1&y=2"], found[TWO]
    assert (first.title, first.tags, first.saved) == ("Élan & co", ("ifttt", "new entry"), True)
    assert first.added == datetime.fromtimestamp(1688628695, UTC)
    assert (second.title, second.read, second.saved) == ("", True, False)


def test_instapaper_gives_folders_as_tags_and_its_own_as_marks(tmp_path: Path) -> None:
    survey, found = read(written(tmp_path, "instapaper-export.csv", exports.INSTAPAPER))
    assert survey.kind == "instapaper"
    assert (found[ONE].saved, found[ONE].tags) == (True, ())
    assert (found[TWO].read, found[TWO].tags) == (True, ("react", "java script"))
    assert found[TWO].quotes == (Quote("Two words are marked here"),)
    assert (found[THREE].starred, found[THREE].title) == (True, "Three, with a comma")
    assert (found[FOUR].saved, found[FOUR].tags) == (True, ("Recipes",))
    survey, found = read(written(tmp_path, "instapaper-export.html", exports.INSTAPAPER_HTML))
    assert survey.kind == "instapaper"
    assert [(one.saved, one.read, one.tags) for one in found.values()] == [
        (True, False, ()),
        (False, True, ()),
        (True, False, ("Recipes",)),
    ]


def test_readwise_gives_documents_and_highlights_of_books(tmp_path: Path) -> None:
    survey, found = read(written(tmp_path, "reader.csv", exports.READWISE_READER))
    assert survey.kind == "readwise reader"
    assert (found[ONE].tags, found[ONE].saved) == (("ai", "two words"), True)
    assert (found[TWO].read, found[TWO].saved, found[TWO].tags) == (True, False, ())
    assert found[THREE].tags == ("x", "shortlist")
    assert (found[FOUR].read, found[FOUR].saved) == (False, False)
    assert found[ONE].added == datetime(2022, 11, 6, 4, 33, 50, tzinfo=UTC)

    survey, found = read(written(tmp_path, "readwise-data.csv", exports.READWISE), texts=True)
    assert survey.kind == "readwise highlights"
    [book] = found.values()
    assert (book.title, book.authors, book.tags) == ("The Slow Book", ("Mara Ellison",), ("mind",))
    assert [quote.words for quote in book.quotes] == [
        "Attention is trained,\nnot given.",
        "A page read twice is a different page.",
    ]
    assert book.quotes[0].note == "Key idea\n#favorite #deep-work"
    assert book.document is not None
    assert "Attention is trained, not given." in book.document.text


def test_raindrop_gives_collections_notes_and_favourites(tmp_path: Path) -> None:
    survey, found = read(written(tmp_path, "export.csv", exports.RAINDROP))
    assert survey.kind == "raindrop"
    first = found["https://one.example/a?utm_source=raindrop&keep=1#part"]
    assert first.title == 'Saved, "quoted" title'
    assert first.tags == ("reading", "go", "Research", "Go")
    assert (first.starred, first.read, first.saved, first.note) == (True, True, False, "My note")
    assert first.quotes == (Quote("Words that were marked", "beside them"),)
    assert found[TWO].tags == ()


def test_browsers_give_folders_as_tags_and_feeds_as_feeds(tmp_path: Path) -> None:
    survey, found = read(written(tmp_path, "bookmarks.html", exports.NETSCAPE))
    assert survey.kind == "bookmarks"
    assert [feed.url for feed in survey.lists.subscriptions] == ["https://five.example/feed"]
    assert {url: one.tags for url, one in found.items()} == {
        ONE: ("news", "two words"),
        TWO: ("Science", "Space"),
        THREE: ("Science",),
        FOUR: (),
        "https://six.example/f": (),
        "https://seven.example/g": (),
    }
    assert (found[ONE].title, found[ONE].note) == ("One & only", "What is said\nof it")
    assert [url for url, one in found.items() if one.saved] == [
        "https://six.example/f",
        "https://seven.example/g",
    ]
    assert {remark.what for remark in survey.lists.remarks} == {"Most visited", "A bookmarklet"}

    survey, found = read(written(tmp_path, "bookmarks-2026.json", exports.FIREFOX))
    assert (survey.kind, found[ONE].tags) == ("firefox bookmarks", ("news", "two words", "Science"))
    assert found[ONE].added == datetime.fromtimestamp(1700000001, UTC)

    survey, found = read(written(tmp_path, "Bookmarks", exports.CHROME))
    assert (survey.kind, found[ONE].tags) == ("chrome bookmarks", ("Science",))
    assert found[ONE].added == datetime.fromtimestamp(1700000000, UTC)


def test_wallabag_gives_texts_and_annotations(tmp_path: Path) -> None:
    survey, found = read(written(tmp_path, "All articles.json", exports.WALLABAG), texts=True)
    assert survey.kind == "wallabag"
    first = found[ONE]
    assert (first.starred, first.saved, first.tags) == (True, True, ("sea", "two words"))
    assert (first.authors, first.language, first.added) == (("Ada Lund",), "en", MAY_2024)
    assert [(quote.words[:10], quote.note) for quote in first.quotes] == [
        ("the pilots", "my remark"),
        ("words that", ""),
    ]
    assert first.document is not None
    assert first.document.text == exports.TEXT
    assert (found[TWO].read, found[TWO].document) == (True, None)


def test_other_services_give_json(tmp_path: Path) -> None:
    survey, found = read(written(tmp_path, "pinboard_export.json", exports.PINBOARD))
    assert survey.kind == "pinboard"
    assert (found[ONE].note, found[ONE].tags, found[ONE].read) == (
        "What is said of it",
        ("infinite", "dom"),
        True,
    )
    assert (found[TWO].saved, found[TWO].read) == (True, False)

    survey, found = read(written(tmp_path, "starred.json", exports.STARRED), texts=True)
    assert survey.kind == "starred items"
    assert (found[ONE].starred, found[ONE].read, found[ONE].tags) == (True, True, ("Sea",))
    assert exports.TEXT in found[ONE].text
    assert (found[TWO].starred, found[TWO].text) == (True, ""), "a few words are no article"

    survey, found = read(written(tmp_path, "karakeep.json", exports.KARAKEEP))
    assert (survey.kind, found[ONE].note, found[ONE].starred) == ("karakeep", "mine", True)
    assert [remark.what for remark in survey.lists.remarks] == ["a thought"]


def test_omnivore_gives_texts_and_what_was_marked_in_them(tmp_path: Path) -> None:
    for path in (
        exports.archive(tmp_path / "omnivore.zip", exports.omnivore_files()),
        exports.folder(tmp_path / "omnivore", exports.omnivore_files()),
    ):
        survey, found = read(path, texts=True)
        assert (survey.kind, survey.pages) == ("omnivore", 2)
        first = found[ONE]
        assert (first.title, first.note, first.tags) == (
            "Ships and tides",
            "A note on the whole.",
            ("sea", "two words"),
        )
        assert [(quote.words, quote.note) for quote in first.quotes] == [
            ("the pilots wait for the tide before they bring", "a remark"),
            ("words that are\nnowhere in it", ""),
        ]
        assert first.document is not None
        assert exports.TEXT in first.document.text
        assert (found[TWO].read, found[TWO].tags) == (True, ("birds",))


def test_saved_pages_are_known_by_the_address_that_they_state(tmp_path: Path) -> None:
    exports.folder(
        tmp_path / "pages",
        {
            "canonical.html": exports.PAGE,
            "plain.htm": exports.PLAIN_PAGE,
            "ie.html": f"<!-- saved from url=(0026)https://ie.example/x -->\n{exports.PLAIN_PAGE}",
            "single.html": exports.PLAIN_PAGE.replace(
                "<head>",
                "<!--\n Page saved with SingleFile \n url: https://single.example/y \n--><head>",
            ),
            "mail.mhtml": exports.mhtml(),
            "plain_files/style.html": exports.PLAIN_PAGE,
            "picture.png": b"\x89PNG",
            "deep/er/page.html": exports.PLAIN_PAGE.replace("Ships and tides", "Deeper"),
        },
    )
    survey, found = read(tmp_path / "pages", texts=True)
    assert survey.kind == "pages"
    home = (tmp_path / "pages").as_uri()
    assert set(found) == {
        ONE,
        f"{home}/plain.htm",
        "https://ie.example/x",
        "https://single.example/y",
        "https://mail.example/a",
        f"{home}/deep/er/page.html",
    }
    for one in found.values():
        assert one.document is not None
        assert exports.TEXT in one.document.text
        assert one.file == one.url.startswith("file:")
    maff = exports.archive(
        tmp_path / "x.maff",
        {
            "123/index.html": exports.PAGE,
            "123/index.rdf": "<RDF/>",
            "123/index_files/frame.html": exports.PLAIN_PAGE,
        },
    )
    assert list(read(maff)[1]) == [ONE]


def test_a_folder_of_everything_gives_each_page_once(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "a.csv": exports.INSTAPAPER,
        "b.json": json.dumps(exports.WALLABAG),
        "c.html": exports.PAGE,
        "d.opml": '<opml version="2.0"><body><outline text="A" xmlUrl="https://a.example/feed"/></body></opml>',
        "e.json": "{",
    }
    survey, found = read(exports.folder(tmp_path / "all", files), texts=True)
    assert (survey.kind, set(found)) == ("files", {ONE, TWO, THREE, FOUR})
    assert [feed.url for feed in survey.lists.subscriptions] == ["https://a.example/feed"]
    assert found[ONE].starred
    assert found[ONE].document is not None
    assert [(one.file, one.why) for one in survey.lists.remarks] == [
        ("e.json", "it is no list of pages and no page")
    ]


def test_a_person_may_say_what_a_file_is(tmp_path: Path) -> None:
    links = written(tmp_path, "links.txt", f"# mine\n{ONE} One\n\n{TWO}\nftp://x.example/\n")
    survey, found = read(links, "links")
    assert (survey.kind, found[ONE].title, found[TWO].saved) == ("links", "One", True)
    assert [remark.line for remark in survey.lists.remarks] == [5]
    with pytest.raises(TakeoverError, match="no table with the columns"):
        read(links, "pocket")
    with pytest.raises(TakeoverError, match="no list of that kind"):
        read(written(tmp_path, "x.json", "{"), "pocket")
    own = written(tmp_path, "own.csv", f"Link;Title;Tags;Archived\n{ONE};One;a,b;false\n{TWO};Two;;true\n")
    survey, found = read(own)
    assert (survey.kind, found[ONE].tags, found[TWO].read) == ("csv", ("a", "b"), True)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_lists_are_read_in_every_encoding_that_programs_write(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "pocket.csv"
    path.write_bytes(f"title,url,time_added,tags,status\nÉlan,{ONE},1700000000,é,unread\n".encode(encoding))
    assert [(one.title, one.tags) for one in read(path)[1].values()] == [("Élan", ("é",))]


def zipped(folder: Path, name: str, body: bytes, mode: int) -> Path:
    """An archive with a page, and with an entry that is not to be read."""
    path = exports.archive(folder / "a.zip", {"good.csv": exports.INSTAPAPER})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as file:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = mode << 16
        entry.compress_type = zipfile.ZIP_DEFLATED
        file.writestr(entry, body)
    return path


LEADING: dict[str, tuple[str, bytes, int, str]] = {
    "up": ("../../etc/cron.d/x.csv", b"url\n", 0o100644, "leads out of the archive"),
    "absolute": ("/etc/x.csv", b"url\n", 0o100644, "leads out of the archive"),
    "a drive": ("C:/x.csv", b"url\n", 0o100644, "leads out of the archive"),
    "a link": ("link.csv", b"/etc/passwd", stat.S_IFLNK | 0o777, "it is a link"),
    "a bomb": ("bomb.csv", b"0" * 8_000_000, 0o100644, "packed so tightly"),
}


@pytest.mark.parametrize("entry", LEADING)
def test_archives_cannot_lead_elsewhere_or_blow_up(tmp_path: Path, entry: str) -> None:
    name, body, mode, why = LEADING[entry]
    survey, found = read(zipped(tmp_path, name, body, mode))
    assert len(found) == 4
    assert [remark.why for remark in survey.lists.remarks if why in remark.why]


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    outside = written(tmp_path, "outside.csv", exports.POCKET)
    folder = exports.folder(tmp_path / "in", {"a.csv": exports.INSTAPAPER})
    (folder / "b.csv").symlink_to(outside)
    (folder / "c").symlink_to(tmp_path)
    os.mkfifo(folder / "d.csv")
    survey, found = read(folder)
    assert len(found) == 4
    assert {remark.file for remark in survey.lists.remarks} == {"b.csv", "d.csv"}


BROKEN: dict[str, tuple[str, bytes]] = {
    "a torn archive": ("a.zip", b"PK\x03\x04" + b"x" * 500),
    "deep JSON": ("a.json", b"[" * 200_000),
    "torn JSON": ("a.json", b'[{"url": 1, "is_archived": [[]], "tags": {"a": 1}}'),
    "deep folders": ("a.html", b"<!DOCTYPE NETSCAPE-Bookmark-file-1>" + b"<DL><p><DT><H3>x</H3>" * 20_000),
    "a field without end": ("a.csv", b"title,url,time_added,status\n" + b'"' + b"x" * 2_000_000),
    "half a letter": ("a.csv", b"\xff\xfe\x00"),
    "mail without a page": (
        "a.mhtml",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\n\n--a--",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_broken_files_cost_a_sentence(tmp_path: Path, what: str) -> None:
    name, body = BROKEN[what]
    (tmp_path / name).write_bytes(body)
    with contextlib.suppress(TakeoverError):
        _, found = read(tmp_path / name, texts=True)
        assert not any(one.document for one in found.values())


def test_what_does_not_fit_its_fields_is_left_out(tmp_path: Path) -> None:
    odd = [
        {"url": [1], "is_archived": "no"},
        {"url": ONE, "is_archived": "yes", "title": {"a": 1}, "tags": [1, None, {"label": "x"}, ["y"]]},
        {"url": TWO, "is_archived": 0, "created_at": "10^99", "content": 5, "annotations": [{"quote": 3}]},
        "text",
        {
            "url": "https://user:secret@three.example/c\u202e\x1b[31m",
            "is_archived": 0,
            "title": "\x1b]52;c;\x07T",
        },
    ]
    survey, found = read(written(tmp_path, "wallabag.json", odd), texts=True)
    assert (found[ONE].tags, found[ONE].read) == (("x",), True)
    assert (found[TWO].added, found[TWO].quotes) == (None, ())
    [last] = [one for url, one in found.items() if "three" in url]
    assert last.url.startswith("https://three.example/c"), "a password is not kept"
    assert last.title == "]52;c;T"
    assert "\x1b" not in last.url
    assert len(survey.lists.remarks) == 1


def test_a_long_list_is_told_of_in_few_remarks(tmp_path: Path) -> None:
    rows = "".join(f"No {n},about:blank#{n},1,,unread\n" for n in range(5_000))
    survey, _ = read(
        written(tmp_path, "p.csv", f"title,url,time_added,tags,status\n{rows}X,{ONE},1,,unread\n")
    )
    assert len(survey.lists.remarks) == 201
    assert survey.lists.remarks[-1].what == "4,800 more"


@pytest.mark.parametrize("section", ["<![l>", "<![\x1ban x='y'", "<![CDATA[ a ]]>"])
def test_a_list_with_a_section_that_html_does_not_know_is_read(tmp_path: Path, section: str) -> None:
    page = '<DT><A HREF="https://one.example/a" ADD_DATE="1700000000">One</A>\n'
    text = f"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>{page}{section}</DL>"
    _, found = read(written(tmp_path, "bookmarks.html", text))
    assert [*found] == ["https://one.example/a"]
