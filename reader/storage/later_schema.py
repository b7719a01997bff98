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

VERSION_16 = """
-- Who and what articles name, one across all of them: by kind and key, the words of the name without case and
-- accents (see `identities`). Of several people of one name each is a part.
CREATE TABLE identity (
    id   INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    key  TEXT NOT NULL,
    part INTEGER NOT NULL DEFAULT 0,
    name TEXT NOT NULL,
    UNIQUE (kind, key, part)
) STRICT;
CREATE INDEX identity_key ON identity (key);
-- Where each is named; `newest` is the article's.
CREATE TABLE appearance (
    identity_id INTEGER NOT NULL,
    newest      INTEGER NOT NULL,
    article_id  INTEGER NOT NULL,
    entity      INTEGER NOT NULL,
    mentions    INTEGER NOT NULL,
    PRIMARY KEY (identity_id, newest, article_id, entity),
    FOREIGN KEY (article_id, entity) REFERENCES entity (article_id, ordinal) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX appearance_in ON appearance (article_id, entity, identity_id);
CREATE TRIGGER appearance_dated AFTER UPDATE OF newest ON article WHEN old.newest != new.newest BEGIN
    UPDATE appearance SET newest = new.newest WHERE article_id = new.id;
END;
-- The identities of an article, four bytes each: what is named beside somebody is counted from thousands.
ALTER TABLE understanding ADD COLUMN cast_ids BLOB;
-- What articles say that somebody is. `field` is that of `occupations`, `key` the name's.
CREATE TABLE description (
    article_id   INTEGER NOT NULL,
    entity       INTEGER NOT NULL,
    ordinal      INTEGER NOT NULL,
    role         TEXT NOT NULL,
    organisation TEXT NOT NULL,
    start        INTEGER NOT NULL,
    stop         INTEGER NOT NULL,
    key          TEXT NOT NULL,
    field        TEXT NOT NULL,
    PRIMARY KEY (article_id, entity, ordinal),
    FOREIGN KEY (article_id, entity) REFERENCES entity (article_id, ordinal) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX description_of ON description (key, field, article_id);
-- What a person has said: that two are one or are not, and whom an article means. They are known by name, so
-- that it holds for whatever is understood anew and for articles to come.
CREATE TABLE sameness (
    kind       TEXT NOT NULL,
    key        TEXT NOT NULL,
    part       INTEGER NOT NULL,
    other_kind TEXT NOT NULL,
    other_key  TEXT NOT NULL,
    other_part INTEGER NOT NULL,
    same       INTEGER NOT NULL CHECK (same IN (0, 1)),
    made       INTEGER NOT NULL,
    PRIMARY KEY (kind, key, part, other_kind, other_key, other_part)
) STRICT, WITHOUT ROWID;
CREATE TABLE meant (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    kind       TEXT NOT NULL,
    key        TEXT NOT NULL,
    part       INTEGER NOT NULL,
    made       INTEGER NOT NULL,
    PRIMARY KEY (kind, key, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX meant_in ON meant (article_id);
-- Taken out of the lists of many feeds, as the articles of muted feeds are: the person's.
ALTER TABLE article ADD COLUMN muted INTEGER NOT NULL DEFAULT 0 CHECK (muted IN (0, 1));
CREATE INDEX article_muted ON article (newest, id) WHERE muted = 1;
"""

VERSION_17 = """
-- Accounts on servers (see `accounts`), those of feeds.toml. `server` says where and as whom: what is known
-- by the server's ids is worth nothing elsewhere. `cursor` is where new items go on, `came` how many have
-- come until `complete`; `epoch` grows whenever the server has taken something; `refused` is a hash of the
-- settings with which it would not let anybody in. One that is no longer in feeds.toml is not `active`, and
-- goes when the person removes it.
CREATE TABLE account (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    server   TEXT NOT NULL,
    active   INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    cursor   TEXT,
    came     INTEGER NOT NULL DEFAULT 0,
    complete INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1)),
    epoch    INTEGER NOT NULL DEFAULT 0,
    synced   INTEGER,                               -- when a round last came to its end
    tried    INTEGER,
    next_try INTEGER,
    failures INTEGER NOT NULL DEFAULT 0,
    error    TEXT,
    reason   TEXT,
    refused  BLOB
) STRICT;

-- Subscriptions as the server last had them, and what they were called here then, `own_…`: who of the two has
-- changed something since is told from that.
CREATE TABLE remote_feed (
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    remote_id  TEXT NOT NULL,
    feed_id    INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    url        TEXT NOT NULL,
    title      TEXT NOT NULL,
    folder     TEXT NOT NULL,
    own_title  TEXT NOT NULL,
    own_folder TEXT NOT NULL,
    PRIMARY KEY (account_id, remote_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX remote_feed_of ON remote_feed (feed_id);

-- Items of a server, with the marks that it last told or took. One without an article was let go of here, or
-- belongs to no feed that is here. `told` says that the article says what the server told of it.
CREATE TABLE remote_article (
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    remote_id  TEXT NOT NULL,
    article_id INTEGER REFERENCES article (id) ON DELETE SET NULL,
    read       INTEGER NOT NULL CHECK (read IN (0, 1)),
    starred    INTEGER NOT NULL CHECK (starred IN (0, 1)),
    told       INTEGER NOT NULL CHECK (told IN (0, 1)),
    PRIMARY KEY (account_id, remote_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX remote_article_of ON remote_article (article_id) WHERE article_id IS NOT NULL;
CREATE INDEX remote_article_gone ON remote_article (account_id, remote_id) WHERE article_id IS NULL;
CREATE INDEX remote_article_unread ON remote_article (account_id, remote_id) WHERE read = 0;
CREATE INDEX remote_article_starred ON remote_article (account_id, remote_id) WHERE starred = 1;
CREATE TABLE remote_label (
    account_id INTEGER NOT NULL,
    label      TEXT NOT NULL,
    remote_id  TEXT NOT NULL,
    PRIMARY KEY (account_id, label, remote_id),
    FOREIGN KEY (account_id, remote_id) REFERENCES remote_article (account_id, remote_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX remote_label_of ON remote_label (account_id, remote_id);

-- What the person did that the server has not taken yet: for each item and mark the last that they wanted.
-- `serial` grows, so that what changes while it is being told to the server is told once more. Triggers note
-- it (see `intents`), which are there while there is an account.
CREATE TABLE intent (
    serial     INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    remote_id  TEXT NOT NULL,
    what       TEXT NOT NULL CHECK (what IN ('read', 'starred', 'saved', 'tag')),
    tag        TEXT NOT NULL DEFAULT '',
    value      INTEGER NOT NULL CHECK (value IN (0, 1)),
    tries      INTEGER NOT NULL DEFAULT 0,
    UNIQUE (account_id, remote_id, what, tag)
) STRICT;

-- Has a row while what a server told is applied, and never when a transaction ends: that is no intent.
CREATE TABLE applying (yes INTEGER PRIMARY KEY) STRICT;
"""

VERSION_18 = """
-- With the part that somebody has in an article: whose an article is, is found without a row of `author`.
DROP INDEX author_named;
CREATE INDEX author_named ON author (name_key, outlet_key, part) WHERE name_key IS NOT NULL;
"""
