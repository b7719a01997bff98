"""The tables of a library: as version 1 laid them, and what each later version laid beside them.

Times are whole microseconds since 1970 (see `times`), lists are JSON arrays, offsets are characters.
What lists select and sort by is in `article`, whose rows stay slim so that thousands are walked within a key
press; longer text is in `content` and `document`.
"""

from __future__ import annotations

APPLICATION_ID = 0x52456164  # "REad", written into the file's header: this file is a reader's library

VERSION_1 = """
CREATE TABLE feed (
    id            INTEGER PRIMARY KEY,
    url           TEXT NOT NULL UNIQUE,
    title         TEXT NOT NULL,                -- the feed's own, or its address until it was read
    custom_title  TEXT,                         -- this and what follows, to `active`, mirror feeds.toml
    folder        TEXT NOT NULL DEFAULT '',
    position      INTEGER NOT NULL DEFAULT 0,
    full_text     INTEGER CHECK (full_text IN (0, 1)),
    interval      INTEGER,                      -- minutes
    muted         INTEGER NOT NULL DEFAULT 0 CHECK (muted IN (0, 1)),
    active        INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    site          TEXT,
    etag          TEXT,
    last_modified TEXT,
    checked       INTEGER,
    changed       INTEGER,
    next_check    INTEGER,
    failures      INTEGER NOT NULL DEFAULT 0,
    error         TEXT,
    name          TEXT GENERATED ALWAYS AS (coalesce(custom_title, title)) VIRTUAL
) STRICT;

CREATE TABLE feed_tag (
    feed_id  INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    tag      TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (feed_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX feed_tag_tag ON feed_tag (tag);

-- feed_id is NULL for a kept page or file, whose guid is its address. `newest` orders lists: when it was
-- published, but never later than when it came. `listed` says that it belongs into lists of many feeds: its
-- feed is neither removed nor muted and the article is not hidden.
CREATE TABLE article (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    feed_id      INTEGER REFERENCES feed (id),
    guid         TEXT NOT NULL,
    newest       INTEGER NOT NULL,
    read         INTEGER NOT NULL DEFAULT 0 CHECK (read IN (0, 1)),
    listed       INTEGER NOT NULL DEFAULT 1 CHECK (listed IN (0, 1)),
    hidden       INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
    saved        INTEGER,                       -- when it was saved
    published    INTEGER,
    updated      INTEGER,                       -- as the feed says
    added        INTEGER NOT NULL,
    revised      INTEGER,                       -- when its content was last seen to change
    url          TEXT,
    site         TEXT,
    title        TEXT NOT NULL,
    authors      TEXT NOT NULL DEFAULT '[]',
    language     TEXT,
    content_hash BLOB NOT NULL,
    UNIQUE (feed_id, guid)
) STRICT;
CREATE UNIQUE INDEX article_page ON article (guid) WHERE feed_id IS NULL;
CREATE INDEX article_newest ON article (newest, id, feed_id) WHERE listed = 1;
CREATE INDEX article_unread ON article (newest, id, feed_id) WHERE listed = 1 AND read = 0;
CREATE INDEX article_of_feed ON article (feed_id, newest, id) WHERE hidden = 0;
CREATE INDEX article_unread_of_feed ON article (feed_id, newest, id) WHERE hidden = 0 AND read = 0;
CREATE INDEX article_saved ON article (saved, id) WHERE saved IS NOT NULL AND hidden = 0;

CREATE TABLE article_tag (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    tag        TEXT NOT NULL,
    PRIMARY KEY (article_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_tag_tag ON article_tag (tag);

CREATE TABLE content (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    summary    TEXT NOT NULL DEFAULT '',
    text       TEXT NOT NULL DEFAULT '',
    html       TEXT NOT NULL DEFAULT '',
    categories TEXT NOT NULL DEFAULT '[]'       -- the publisher's words; tags are the person's
) STRICT;

CREATE TABLE enclosure (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    url        TEXT NOT NULL,
    type       TEXT,
    length     INTEGER,
    PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    source     TEXT NOT NULL CHECK (source IN ('feed', 'page', 'file')),
    version    INTEGER NOT NULL,                -- of the extractor
    extracted  INTEGER NOT NULL,
    text       TEXT NOT NULL,                   -- Document.analysed_text: what offsets lie in
    body       BLOB NOT NULL                    -- the Document in MessagePack
) STRICT;

-- One row for every document; version 0 waits to be analysed.
CREATE TABLE understanding (
    article_id INTEGER PRIMARY KEY REFERENCES document (article_id) ON DELETE CASCADE,
    version    INTEGER NOT NULL DEFAULT 0       -- of the analyser
) STRICT;
CREATE INDEX understanding_version ON understanding (version, article_id);

CREATE TABLE author (
    article_id INTEGER NOT NULL REFERENCES understanding (article_id) ON DELETE CASCADE,
    ordinal    INTEGER NOT NULL,
    name       TEXT,
    role       TEXT,
    outlet     TEXT,
    based_in   TEXT,
    beats      TEXT NOT NULL DEFAULT '[]',
    email      TEXT,
    handle     TEXT,
    url        TEXT,
    bio        TEXT,
    PRIMARY KEY (article_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX author_described ON author (name, outlet) WHERE bio IS NOT NULL;

CREATE TABLE entity (
    article_id INTEGER NOT NULL REFERENCES understanding (article_id) ON DELETE CASCADE,
    ordinal    INTEGER NOT NULL,
    name       TEXT NOT NULL,
    kind       TEXT NOT NULL,
    salience   REAL NOT NULL,
    PRIMARY KEY (article_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE mention (
    article_id INTEGER NOT NULL,
    entity     INTEGER NOT NULL,
    ordinal    INTEGER NOT NULL,
    start      INTEGER NOT NULL,
    stop       INTEGER NOT NULL,
    PRIMARY KEY (article_id, entity, ordinal),
    FOREIGN KEY (article_id, entity) REFERENCES entity (article_id, ordinal) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE alias (
    article_id INTEGER NOT NULL,
    entity     INTEGER NOT NULL,
    ordinal    INTEGER NOT NULL,
    name       TEXT NOT NULL,
    PRIMARY KEY (article_id, entity, ordinal),
    FOREIGN KEY (article_id, entity) REFERENCES entity (article_id, ordinal) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE figure (
    article_id    INTEGER NOT NULL REFERENCES understanding (article_id) ON DELETE CASCADE,
    ordinal       INTEGER NOT NULL,
    start         INTEGER NOT NULL,
    stop          INTEGER NOT NULL,
    text          TEXT NOT NULL,
    kind          TEXT NOT NULL,
    value         REAL,
    low           REAL,
    high          REAL,
    unit          TEXT,
    modifier      TEXT NOT NULL,
    modifier_text TEXT NOT NULL,
    counted       TEXT,
    counted_head  TEXT,
    sentence      TEXT NOT NULL,
    PRIMARY KEY (article_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE state (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Contentless: the words are in the index, the text only in its own table (see `search`).
CREATE VIRTUAL TABLE search USING fts5 (
    title, authors, text, content = '', tokenize = 'unicode61 remove_diacritics 2'
);
-- Half as many merges while a refresh writes, for searches through a few segments more.
INSERT INTO search (search, rank) VALUES ('automerge', 8);
"""

VERSION_2 = """
-- Pictures as `KeptPicture`, for reading without a network. `size` is that of `data` in bytes; those of saved
-- articles stay, of the others the latest few (see `pictures`).
CREATE TABLE picture (
    id         INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    url        TEXT NOT NULL,
    kept       INTEGER NOT NULL,
    width      INTEGER NOT NULL,
    height     INTEGER NOT NULL,
    size       INTEGER NOT NULL,
    data       BLOB NOT NULL,
    UNIQUE (article_id, url)
) STRICT;
CREATE INDEX picture_kept ON picture (kept, article_id, size);
"""

VERSION_3 = """
-- Names known from lists alone, because of the text's language.
ALTER TABLE understanding ADD COLUMN approximate INTEGER NOT NULL DEFAULT 0 CHECK (approximate IN (0, 1));
"""

VERSION_4 = """
-- An author is one across articles and feeds: by name and outlet without case and accents (see `authors`), or
-- by address. `part` and `filed_from` are those in this article.
ALTER TABLE author ADD COLUMN kind TEXT NOT NULL DEFAULT 'person';
ALTER TABLE author ADD COLUMN part TEXT NOT NULL DEFAULT 'author';
ALTER TABLE author ADD COLUMN filed_from TEXT;
ALTER TABLE author ADD COLUMN name_key TEXT;
ALTER TABLE author ADD COLUMN outlet_key TEXT;
DROP INDEX author_described;
CREATE INDEX author_named ON author (name_key, outlet_key) WHERE name_key IS NOT NULL;
CREATE INDEX author_addressed ON author (lower(email)) WHERE email IS NOT NULL;

-- What the pages of writers said when they were asked; `body` is an Author in MessagePack, NULL where a page
-- could not be had or said nothing, with the sentence why.
CREATE TABLE author_page (
    url   TEXT PRIMARY KEY,
    asked INTEGER NOT NULL,
    note  TEXT NOT NULL DEFAULT '',
    body  BLOB
) STRICT, WITHOUT ROWID;
-- What the feed says of the writers beside their names: [name, e-mail address, page] each.
ALTER TABLE content ADD COLUMN writers TEXT NOT NULL DEFAULT '[]';
ALTER TABLE feed ADD COLUMN author_pages INTEGER NOT NULL DEFAULT 0 CHECK (author_pages IN (0, 1));
"""

VERSION_5 = """
-- What found the names, '' for what comes with the reader.
ALTER TABLE understanding ADD COLUMN engine TEXT NOT NULL DEFAULT '';
"""

VERSION_6 = """
-- How the fetches of a feed went: for when to ask again, and for its health.
ALTER TABLE feed ADD COLUMN since INTEGER;          -- when it was first subscribed to
ALTER TABLE feed ADD COLUMN succeeded INTEGER;      -- when it was last had, or said to be unchanged
ALTER TABLE feed ADD COLUMN failing_since INTEGER;  -- the first failure of those in a row
ALTER TABLE feed ADD COLUMN reason TEXT;            -- of the last failure, in a word
ALTER TABLE feed ADD COLUMN status INTEGER;         -- of the last answer (HTTP)
ALTER TABLE feed ADD COLUMN answer_ms INTEGER;      -- milliseconds until an answer was complete, smoothed
ALTER TABLE feed ADD COLUMN gone INTEGER;           -- when it said not to be asked again
ALTER TABLE feed ADD COLUMN moved_to TEXT;          -- where permanent redirects led, and how often in a row
ALTER TABLE feed ADD COLUMN moved_seen INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN move_note TEXT;         -- why it did not follow: one sentence
ALTER TABLE feed ADD COLUMN ttl INTEGER;            -- minutes, the publisher's wish
ALTER TABLE feed ADD COLUMN max_age INTEGER;        -- seconds, the server's
ALTER TABLE feed ADD COLUMN skip_hours INTEGER NOT NULL DEFAULT 0;  -- bit n: not in hour n, UTC
ALTER TABLE feed ADD COLUMN skip_days INTEGER NOT NULL DEFAULT 0;   -- bit n: not on day n, 0 is Monday
ALTER TABLE feed ADD COLUMN entries INTEGER;        -- in its last document
ALTER TABLE feed ADD COLUMN stubs INTEGER;          -- so many of them hold a few words only
ALTER TABLE document ADD COLUMN paywalled INTEGER NOT NULL DEFAULT 0 CHECK (paywalled IN (0, 1));

-- Hosts that asked for time (429, 503 with Retry-After): none of their feeds is asked before.
CREATE TABLE host (
    name       TEXT PRIMARY KEY,
    asked      INTEGER NOT NULL,                    -- when it said so
    wait_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
"""

VERSION_7 = """
-- What a feed gave of an article: its text and its HTML, packed together (see `contents`). Articles that came
-- before this version keep theirs in `text` and `html`.
ALTER TABLE content ADD COLUMN packed BLOB;

-- How many articles of a feed are not hidden, and how many of these are unread; feed 0 stands for kept pages.
-- Triggers keep it, for to count a million rows takes as long as several key presses. Only what comes in is
-- added where it is entered: a trigger there, with the savepoint it brings, would make it twice as dear.
CREATE TABLE tally (
    feed_id INTEGER PRIMARY KEY,
    total   INTEGER NOT NULL DEFAULT 0,
    unread  INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO tally (feed_id) SELECT 0 UNION SELECT id FROM feed;
UPDATE tally SET
    total = (SELECT count(*) FROM article WHERE feed_id IS nullif(tally.feed_id, 0) AND hidden = 0),
    unread = (
        SELECT count(*) FROM article WHERE feed_id IS nullif(tally.feed_id, 0) AND hidden = 0 AND read = 0
    );
CREATE TRIGGER tally_of_feed AFTER INSERT ON feed BEGIN
    INSERT INTO tally (feed_id) VALUES (new.id);
END;
CREATE TRIGGER tally_removed AFTER DELETE ON article WHEN old.hidden = 0 BEGIN
    UPDATE tally SET total = total - 1, unread = unread - (old.read = 0)
    WHERE feed_id = coalesce(old.feed_id, 0);
END;
CREATE TRIGGER tally_changed AFTER UPDATE OF read, hidden ON article
WHEN old.read != new.read OR old.hidden != new.hidden BEGIN
    UPDATE tally SET total = total + (new.hidden = 0) - (old.hidden = 0),
        unread = unread + (new.hidden = 0 AND new.read = 0) - (old.hidden = 0 AND old.read = 0)
    WHERE feed_id = coalesce(new.feed_id, 0);
END;

-- Articles that were let go of (see `retention`), by a hash of their guid, so that they do not come back as
-- new while their feed still has them; `seen` is when it last had.
CREATE TABLE purged (
    feed_id INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    digest  BLOB NOT NULL,
    seen    INTEGER NOT NULL,
    PRIMARY KEY (feed_id, digest)
) STRICT, WITHOUT ROWID;
"""

VERSION_8 = """
-- Found without reading past the texts that stand before it in a row: whose pages are behind a wall.
CREATE INDEX document_paywalled ON document (article_id) WHERE paywalled = 1;
"""

VERSION_9 = """
-- The index's words, one row for each place of each, from any word on (see `beginnings`).
CREATE VIRTUAL TABLE search_word USING fts5vocab (search, instance);
-- A search orders thousands of articles by date: here their dates stand close together.
CREATE INDEX article_dates ON article (id, newest, read) WHERE hidden = 0;
"""

VERSION_10 = """
-- What a person found worth keeping, beside `saved`, which is to be read later; and what they took out of the
-- lists.
ALTER TABLE article ADD COLUMN starred INTEGER;     -- when it was starred
CREATE INDEX article_starred ON article (starred, id) WHERE starred IS NOT NULL AND hidden = 0;
CREATE INDEX article_hidden ON article (newest, id) WHERE hidden = 1;

CREATE TABLE note (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    text       TEXT NOT NULL,
    made       INTEGER NOT NULL,
    changed    INTEGER NOT NULL
) STRICT;

-- `start` and `stop` lie in the document's analysed text as it was when the passage was last found there;
-- `lost` says that it is not in the present one. By `words`, `before` and `after` it is found again.
CREATE TABLE highlight (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    start      INTEGER NOT NULL,
    stop       INTEGER NOT NULL,
    words      TEXT NOT NULL,
    before     TEXT NOT NULL,
    after      TEXT NOT NULL,
    note       TEXT NOT NULL DEFAULT '',
    colour     INTEGER NOT NULL DEFAULT 0,
    made       INTEGER NOT NULL,
    changed    INTEGER NOT NULL,
    lost       INTEGER NOT NULL DEFAULT 0 CHECK (lost IN (0, 1))
) STRICT;
CREATE INDEX highlight_article ON highlight (article_id, start);

-- The colours that a person gave to tags; others have one by their name.
CREATE TABLE tag (
    name   TEXT PRIMARY KEY,
    colour INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
"""

VERSION_11 = """
-- How long a file that comes with an article lasts, in seconds, and what it is called.
ALTER TABLE enclosure ADD COLUMN duration INTEGER;
ALTER TABLE enclosure ADD COLUMN title TEXT NOT NULL DEFAULT '';

-- The queue of downloads, and what became of them (see `downloads`). A file outlives its article, and one
-- that was removed stays known by its address.
CREATE TABLE download (
    id            INTEGER PRIMARY KEY,
    article_id    INTEGER REFERENCES article (id) ON DELETE SET NULL,
    url           TEXT NOT NULL UNIQUE,
    title         TEXT NOT NULL,
    feed_title    TEXT NOT NULL,
    named_by      TEXT NOT NULL,
    type          TEXT,
    state         TEXT NOT NULL CHECK (state IN ('waiting', 'paused', 'failed', 'done', 'removed')),
    path          TEXT,
    length        INTEGER,
    etag          TEXT,
    last_modified TEXT,
    error         TEXT NOT NULL DEFAULT '',
    added         INTEGER NOT NULL,
    finished      INTEGER,
    played        INTEGER
) STRICT;
CREATE INDEX download_of_article ON download (article_id) WHERE article_id IS NOT NULL;
"""
