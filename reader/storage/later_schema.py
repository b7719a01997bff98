"""What the versions of a library from 12 on laid beside the tables of `schema`."""

from __future__ import annotations

VERSION_12 = """
-- For queries. Every spelling of a name once, and its words without case and accents (see `names`). An alias
-- that is a part of the name has none.
CREATE TABLE name (
    id      INTEGER PRIMARY KEY,
    written TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE name_word (
    word    TEXT NOT NULL,
    name_id INTEGER NOT NULL,
    PRIMARY KEY (word, name_id)
) STRICT, WITHOUT ROWID;
ALTER TABLE entity ADD COLUMN name_id INTEGER;
ALTER TABLE alias ADD COLUMN name_id INTEGER;
ALTER TABLE author ADD COLUMN name_id INTEGER;
CREATE INDEX entity_named ON entity (name_id, kind);
CREATE INDEX alias_named ON alias (name_id) WHERE name_id IS NOT NULL;
CREATE INDEX author_of_name ON author (name_id);
CREATE INDEX figure_value ON figure (value, kind, unit) WHERE value IS NOT NULL;
CREATE INDEX figure_range ON figure (high, low, kind, unit) WHERE value IS NULL AND high IS NOT NULL;
-- Those of muted and removed feeds, beside which `article_newest` has all others.
CREATE INDEX article_unlisted ON article (newest, id, feed_id) WHERE listed = 0 AND hidden = 0;
ALTER TABLE article ADD COLUMN word_count INTEGER;  -- of the text that search looks through
ALTER TABLE document ADD COLUMN truncated INTEGER NOT NULL DEFAULT 0 CHECK (truncated IN (0, 1));
CREATE INDEX document_truncated ON document (article_id) WHERE truncated = 1;
ALTER TABLE feed ADD COLUMN about TEXT;             -- what it says of itself
"""

VERSION_13 = """
-- Which rule, by a hash of what it says, has acted on which article: none does so twice (see `ruling`).
CREATE TABLE ruled (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    rule       INTEGER NOT NULL,
    acted      INTEGER NOT NULL,
    PRIMARY KEY (article_id, rule)
) STRICT, WITHOUT ROWID;
-- Articles that rules are still to look at once they have been understood, and since when.
CREATE TABLE rule_waiting (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    since      INTEGER NOT NULL
) STRICT;
"""

VERSION_14 = """
-- What recent articles are about, a Gist in MessagePack each, and by which words they are found (CRC-32).
CREATE TABLE gist (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    body       BLOB NOT NULL
) STRICT;
CREATE TABLE gist_word (
    word       INTEGER NOT NULL,
    article_id INTEGER NOT NULL REFERENCES gist (article_id) ON DELETE CASCADE,
    PRIMARY KEY (word, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX gist_word_article ON gist_word (article_id);

-- Articles about one event. `copied` is the article whose text another one repeats.
CREATE TABLE story (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    made INTEGER NOT NULL
) STRICT;
CREATE TABLE story_article (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    story_id   INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
    copied     INTEGER,
    by_hand    INTEGER NOT NULL DEFAULT 0 CHECK (by_hand IN (0, 1))
) STRICT;
CREATE INDEX story_article_story ON story_article (story_id, article_id);
-- Pairs that a person took apart, the smaller number first.
CREATE TABLE apart (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    other_id   INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    PRIMARY KEY (article_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX apart_other ON apart (other_id);
"""

VERSION_15 = """
-- What an article said until it was seen to change, in the series of its feed, or of its page or file:
-- `packed` is as in `content`, of a page its text alone. What it said then is in the next row of the series,
-- or, after the last, in `content` or `document`. `steps` counts the changes up to there: more than one where
-- rows between were let go, 0 where what is next was read otherwise and shows no change. `missed`: the person
-- had read this and has not looked since. `finding` is what kind of change it was, in JSON, once it is known.
CREATE TABLE revision (
    id         INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    source     TEXT NOT NULL CHECK (source IN ('feed', 'page', 'file')),
    changed    INTEGER NOT NULL,
    steps      INTEGER NOT NULL DEFAULT 1,
    missed     INTEGER NOT NULL DEFAULT 0 CHECK (missed IN (0, 1)),
    title      TEXT NOT NULL,
    packed     BLOB NOT NULL,
    finding    TEXT
) STRICT;
CREATE INDEX revision_of ON revision (article_id, changed, steps, missed);
"""
