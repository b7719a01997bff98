"""The fields of what `--json` prints: a promise, held to by `tests/cli/test_json.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Fields = Mapping[str, str]
_PLACE: Fields = {
    "article": "number of the article",
    "start": "offset of its first character",
    "end": "behind its last",
}


@dataclass(frozen=True, slots=True)
class Record:
    """One kind of object: what it is, which commands print it or which field holds it, and its fields. Those
    in `sometimes` are only there where there is something to say."""

    what: str
    printed_by: str
    fields: Fields
    sometimes: Fields = field(default_factory=dict)


ARTICLE: Fields = {
    "id": "its number, which other commands take",
    "title": "its headline",
    "url": "its address, or null",
    "feed": "the title of its feed, or of its site",
    "authors": "names",
    "published": "when; null if nobody says",
    "language": "such as `en`, or null",
    "read": "true or false, as the next two",
    "saved": "to be read later",
    "starred": "with a star",
    "changed": "when what it says last changed after it came, or null",
    "changed_since_read": "true if you have not seen that yet",
    "tags": "your tags",
    "summary": "what lists show below the title",
    "note": "your note, or null",
    "highlights": "your highlights, see Highlight",
}
FEED: Fields = {
    "id": "its number",
    "title": "its title",
    "url": "its address without passwords",
    "site": "the address of its site, or null",
    "folder": "its folder, or an empty text",
    "tags": "its tags",
    "unread": "how many unread articles",
    "total": "how many articles",
    "checked": "when it was last asked, or null",
    "changed": "when it last brought something, or null",
    "muted": "true if its articles are not among all",
    "error": "a sentence if it fails, or null",
}
RECORDS = (
    Record("Article", "`list`, `search`, `add`, `tag NUMBER`, `rules test RULE`", ARTICLE),
    Record(
        "Highlight",
        "in `highlights`",
        {
            "words": "what is marked",
            "note": "what you wrote to it",
            "colour": "its colour",
            "start": "offset in `analysed_text`",
            "end": "behind its last character",
            "lost": "true if the text no longer has these words",
            "made": "when",
            "changed": "when",
        },
    ),
    Record(
        "Document",
        "`inspect`; `show` and `next` together with all of Article",
        {
            "source": "what was inspected",
            "title": "headline",
            "standfirst": "what stands between headline and text",
            "site": "name of the site",
            "url": "its own address",
            "published": "when",
            "modified": "when",
            "language": "such as `en`",
            "truncated": "true if it is only a part",
            "paywalled": "true if the page says so",
            "paragraphs": "how many",
            "blocks": "the text: `kind` and `text`, with `level`, `marker`, `language`, `links` and `marks`",
            "captions": "`text`, `credit` and `url` of pictures",
            "pictures": "`url`, `alt`, `caption`, `credit`, `width`, `height`",
            "author": "the first of `authors`, or null",
            "authors": "see Author",
            "entities": "by `person`, `organisation`, `place` and `other`; see Entity",
            "figures": "see Figure",
            "approximate": "true if names are only those on lists",
            "analysed_text": "the text in which offsets lie",
        },
    ),
    Record(
        "Author",
        "in `authors`",
        {
            "name": "",
            "kind": "person or organisation",
            "part": "wrote it, or contributed",
            "role": "such as `reporter`",
            "outlet": "for whom",
            "based_in": "where",
            "beats": "on what",
            "email": "",
            "panel": "the line of the panel",
            "handle": "such as `@name`",
            "url": "",
            "bio": "as it was found",
            "filed_from": "the place of the dateline",
            "since": "since when the library knows so",
        },
    ),
    Record(
        "Entity",
        "in `entities`",
        {
            "name": "full name",
            "aliases": "other spellings in the text",
            "salience": "0 to 1",
            "mentions": "[start, end] of each",
        },
    ),
    Record(
        "Figure",
        "in `figures`",
        {
            "text": "as it is written",
            "kind": "count, money, percent, measure, …",
            "value": "number, or null",
            "low": "lower end",
            "high": "upper end",
            "unit": "",
            "computable": "the unit as other programs know it",
            "currency": "ISO 4217",
            "modifier": "such as `more than`",
            "relation": "`=` `~` `>` `<` `≥` `≤` `up` `down`",
            "counts": "what is counted",
            "counted_head": "its main word",
            "start": "offset",
            "end": "",
            "sentence": "all of it",
        },
    ),
    Record(
        "Change",
        "`show --changes`",
        {
            "article": "number",
            "changed": "when",
            "source": "feed, page or file",
            "changes": "how often by then",
            "kind": "correction, silent, update, minor; or null",
            "sentence": "what changed",
        },
        {
            "headline": "true if it changed",
            "body": "true if it changed",
            "figures": "that changed",
            "names": "that came or went",
            "quotes": "that changed",
            "added": "paragraphs",
            "removed": "paragraphs",
            "rewritten": "paragraphs",
            "title": "before and after",
            "paragraphs": "each with `kind`, and what it was and is",
        },
    ),
    Record(
        "Story in a briefing",
        "`brief`",
        {
            "title": "headline",
            "weight": "its rank",
            "sources": "how many",
            "articles": "`id`, `title`, `url`, `feed`, `published` of each",
            "lead": "the sentence that tells it best, with its place",
            "figures": "what several count: `what`, `disputed`, `given`",
            "quotes": "`speaker` and words, with their place",
        },
    ),
    Record(
        "Story",
        "`stories`",
        {"title": "headline of the newest", "articles": "their numbers", "sources": "names of feeds"},
    ),
    Record(
        "Related article",
        "`related`",
        {**ARTICLE, "score": "how much it has in common", "shared": "what: `kind` and `text`"},
    ),
    Record(
        "Part of a story",
        "`story`",
        {
            **ARTICLE,
            "copy_of": "number of the article that it repeats, or null",
            "adds": "`names` and `figures` that those before it had not",
        },
    ),
    Record(
        "Figure of a story",
        "`story`, behind its parts",
        {
            "counted": "what",
            "unit": "",
            "kind": "",
            "figures": "as it moved: each with its article, time, value and place",
        },
    ),
    Record("Feed", "`feeds`, `feeds add`, `feeds remove`", FEED),
    Record(
        "Changed feed",
        "`feeds rename`, `move`, `mute`, `unmute`, `interval`, `tags`, `full-text`, `order`, `folder`",
        {**FEED, "interval": "minutes, or null", "full_text": "true, false or null"},
    ),
    Record("Found feed", "`feeds find`", {"url": "address", "title": "", "type": "media type"}),
    Record(
        "Health of a feed",
        "`feeds health`",
        {
            "id": "number of the feed",
            "title": "",
            "url": "",
            "folder": "",
            "state": "`well`, or the first complaint",
            "ailments": "`complaint`, `sentence`, `remedy`, `cure`",
            "asked": "how often",
            "checked": "when",
            "changed": "when",
            "next_check": "when",
            "answer_ms": "milliseconds until it answers",
            "moved_to": "its new address, or null",
        },
    ),
    Record(
        "Fetched feed",
        "`refresh`",
        {
            "feed": "title",
            "url": "address",
            "status": "`fetched`, `unchanged`, `failed` or `waiting`",
            "new": "how many articles",
            "updated": "how many articles",
            "error": "a sentence, or null",
        },
    ),
    Record(
        "Rule",
        "`rules`, `rules remove` (with `removed`), `rules run`, `add`, `enable`, `disable` (with `said`)",
        {
            "number": "its place",
            "name": "",
            "when": "its query",
            "do": "what it does",
            "run": "the program that it runs",
            "stop": "true if those below leave its articles alone",
            "enabled": "",
        },
        {
            "recent": "`rules test`: articles of the last 30 days",
            "everything": "`rules test`: articles of all",
            "trouble": "`rules test`: a sentence, or empty",
            "said": "what was done",
            "removed": "true",
        },
    ),
    Record(
        "Download",
        "`downloads`, `downloads add`, `downloads run`",
        {
            "id": "number",
            "article": "number of the article",
            "title": "",
            "feed": "",
            "url": "",
            "type": "media type",
            "state": "`waiting`, `paused`, `failed`, `done`, `played`, `gone`",
            "bytes": "how long it is, or null",
            "file": "where it is, or null",
            "error": "a sentence, or null",
            "played": "when, or null",
        },
    ),
    Record("Backup", "`backup --list`; `backup` has `file` alone", {"file": "", "made": "when", "bytes": ""}),
    Record("Purge", "`purge`", {"articles": "how many", "purged": "false after `--dry-run`"}),
    Record("Count", "`list --count`", {"count": "how many articles"}),
    Record(
        "Changed articles",
        "`mark`, `tag --where`, `--rename`, `--delete`",
        {"changed": "how many", "done": "false after `--dry-run`"},
    ),
    Record("Check", "`doctor`", {"check": "of what", "state": "`ok` or `failed`", "said": "a sentence"}),
    Record(
        "Places",
        "`config`",
        {
            "feeds": "feeds.toml",
            "library": "the library",
            "backups": "folder",
            "downloads": "folder",
            "templates": "folder",
            "program": "what starts this program",
            "reader": "version",
            "python": "version",
            "sqlite": "version",
        },
    ),
    Record("Setting", "`config --get KEY`, `config --set KEY VALUE`", {"key": "", "value": "as it counts"}),
    Record(
        "Action",
        "`--keys`",
        {
            "id": "its name in [settings.keys]",
            "keys": "its keys, parted by commas",
            "command": "what is typed after `:`",
            "description": "",
            "group": "",
            "own": "true if feeds.toml gives its keys",
        },
    ),
)
BY_NAME = {record.what: record for record in RECORDS}

WHO: Mapping[str, Fields] = {
    "name": {
        "name": "",
        "kind": "",
        "articles": "in how many",
        "mentions": "how many",
        "first": "when",
        "last": "when",
        "followed": "",
        "notify": "",
        "muted": "",
    },
    "week": {"from": "its Monday", "mentions": ""},
    "alias": {"name": "", "articles": "", **_PLACE},
    "description": {"role": "", "organisation": "", "articles": "", **_PLACE},
    "same": {"name": "", "kind": ""},
    "company": {
        "name": "",
        "kind": "",
        "articles": "in how many both are named",
        "of": "so many of the articles, the newest",
    },
    "figure": {"text": "", "counted": "", "sentence": "", **_PLACE},
    "article": {"title": "", "feed": "", "date": "", "sentence": "", **_PLACE},
}
"""What `who` prints: several kinds of objects, told apart by `is`."""
