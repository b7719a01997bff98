"""Queries made of pieces, for the properties: most of them are right, and each can be evaluated."""

from __future__ import annotations

from hypothesis import strategies as st

FLAGS = (
    *("unread", "read", "saved", "tagged", "enclosure", "new", "today", "paywalled", "kept", "muted"),
    *("full", "truncated", "changed", "is:changed"),
)
TERMS = (
    *("ferry", "pier", '"old pier"', "fer*", "Sunday", "title:ferry", 'title:"old pier"', "text:harb*"),
    *('title:="Ferry returns"', "/ferr(y|ies)/i", "title:/^F/", "text:/[0-9]+ people/", "summary:carried"),
    *("author:ida", 'author:"ida lund"', "author:/^Ida/", "author:=ida-lund", "role:reporter", "outlet:post"),
    *('person:"Kim Jong Un"', "person:kim", "person:ki*", "org:nato", "place:lisbon", "entity:/^K/"),
    *("entity:=nato", "place:Lisbon,Taipei", "based:taipei"),
    *("figure:>1m", "figure:240", "figure:10..20", "money:>1k", "figure:<5", "figure:*", "unit:dollar"),
    *("figure:>=240 counted:people", "percent:>5", "figure:>5 kind:percent", "kind:count,money", "unit:km"),
    *("feed:harbour", "feed:/news/i", "feed:=Sport", "folder:World", "folder:wor*", "feedtag:europe"),
    *("feedid:1", "feedunread:>1", "feedtotal:<3", "feedposition:1", "feedurl:sport", "feedsite:harbour"),
    *("feedage:<2d", "feeddate:today", "feedabout:boats"),
    *("tag:blue", "tag:b*", "tag:blue,red", "#red", "category:politics", "lang:en", "lang:de"),
    *("url:ferry", "url:/[0-9]$/", "site:harbour.example", "guid:1", "id:1,3", "id:>2", "enclosure:audio"),
    *("words:>5", "words:<3", "minutes:<1", "position:<=2", "age:>1d", "age:<3h", "age:1h..2d"),
    *("age:<1h", "age:<=1h", "age:>30h", "age:>=30h", "added:..1h", "date:30h..", "before:1h"),
    *("date:2025-05-04", "date:>=2025-05-03", "date:1d..2h", "since:1d", "since:2025-05-04", "before:2d"),
    *("on:2025-05-03", "on:2025-05", "on:yesterday", "added:1d", "added:today", "added:lastsession"),
    *("story:1", "story:2,3", "story:ferry", 'story:"returns ferr*"', "story:/^F/", "story:*"),
    *("since:lastrefresh", "saved-at:1d", "saved-at:today"),
    *("changed:1d", "changed:today", "changed:..2d", "revised:30h..1h"),
)
SETTINGS = (
    "", "", "", "limit:2", "sort:date", "sort:title", "sort:feed,-date", "sort:unread,-title", "sort:-words",
    "sort:author", "sort:-saved", "sort:added", "sort:date limit:3",
)  # fmt: skip


def _inner(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    some = st.lists(parts, min_size=1, max_size=3)
    return (
        some.map(" ".join)
        | some.map(lambda texts: "(" + " or ".join(texts) + ")")
        | parts.map(lambda text: f"-({text})")
        | parts.map(lambda text: f"({text})")
    )


ATOMS = st.sampled_from(FLAGS) | st.sampled_from(TERMS) | st.sampled_from(TERMS).map(lambda t: f"-({t})")
CONDITIONS = st.recursive(ATOMS, _inner, max_leaves=5)
QUERIES = st.tuples(CONDITIONS, st.sampled_from(SETTINGS)).map(lambda parts: " ".join(parts).strip())
PIECES = st.sampled_from(
    (
        *FLAGS,
        *TERMS,
        "(",
        ")",
        "|",
        "or",
        "and",
        "not",
        "-",
        '"',
        "/",
        ":",
        ",",
        "..",
        "*",
        "#",
        "~",
        "=",
        "<",
    )
) | st.text(max_size=6)
NONSENSE = (
    st.lists(PIECES, max_size=12).map(" ".join) | st.lists(PIECES, max_size=12).map("".join) | st.text()
)
