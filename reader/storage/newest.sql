-- The tables of a library as all steps of migrations.py leave them, for a new one. Made by
-- `python -m tests.reference`; what a table is for, and why it is so, stands with the step that laid it.
CREATE TABLE feed (
    id            INTEGER PRIMARY KEY,
    url           TEXT NOT NULL UNIQUE,
    title         TEXT NOT NULL,
    custom_title  TEXT,
    folder        TEXT NOT NULL DEFAULT '',
    position      INTEGER NOT NULL DEFAULT 0,
    full_text     INTEGER CHECK (full_text IN (0, 1)),
    interval      INTEGER,
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
    name          TEXT GENERATED ALWAYS AS (coalesce(custom_title, title)) VIRTUAL,
    author_pages INTEGER NOT NULL DEFAULT 0 CHECK (author_pages IN (0, 1)), since INTEGER, succeeded
    INTEGER, failing_since INTEGER, reason TEXT, status INTEGER, answer_ms INTEGER, gone INTEGER, moved_to
    TEXT, moved_seen INTEGER NOT NULL DEFAULT 0, move_note TEXT, ttl INTEGER, max_age INTEGER, skip_hours
    INTEGER NOT NULL DEFAULT 0, skip_days INTEGER NOT NULL DEFAULT 0, entries INTEGER, stubs INTEGER, about
    TEXT) STRICT;
CREATE TABLE feed_tag (
    feed_id  INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    tag      TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (feed_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX feed_tag_tag ON feed_tag (tag);
CREATE TABLE article (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    feed_id      INTEGER REFERENCES feed (id),
    guid         TEXT NOT NULL,
    newest       INTEGER NOT NULL,
    read         INTEGER NOT NULL DEFAULT 0 CHECK (read IN (0, 1)),
    listed       INTEGER NOT NULL DEFAULT 1 CHECK (listed IN (0, 1)),
    hidden       INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
    saved        INTEGER,
    published    INTEGER,
    updated      INTEGER,
    added        INTEGER NOT NULL,
    revised      INTEGER,
    url          TEXT,
    site         TEXT,
    title        TEXT NOT NULL,
    authors      TEXT NOT NULL DEFAULT '[]',
    language     TEXT,
    content_hash BLOB NOT NULL, starred INTEGER, word_count INTEGER, muted INTEGER NOT NULL DEFAULT 0 CHECK
    (muted IN (0, 1)),
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
    categories TEXT NOT NULL DEFAULT '[]',
    writers TEXT NOT NULL DEFAULT '[]', packed BLOB) STRICT;
CREATE TABLE enclosure (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    url        TEXT NOT NULL,
    type       TEXT,
    length     INTEGER, duration INTEGER, title TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE document (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    source     TEXT NOT NULL CHECK (source IN ('feed', 'page', 'file')),
    version    INTEGER NOT NULL,
    extracted  INTEGER NOT NULL,
    text       TEXT NOT NULL,
    body       BLOB NOT NULL,
    paywalled INTEGER NOT NULL DEFAULT 0 CHECK (paywalled IN (0, 1)), truncated INTEGER NOT NULL DEFAULT 0
    CHECK (truncated IN (0, 1))) STRICT;
CREATE TABLE understanding (
    article_id INTEGER PRIMARY KEY REFERENCES document (article_id) ON DELETE CASCADE,
    version    INTEGER NOT NULL DEFAULT 0,
    approximate INTEGER NOT NULL DEFAULT 0 CHECK (approximate IN (0, 1)), engine TEXT NOT NULL DEFAULT '',
    cast_ids BLOB) STRICT;
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
    bio        TEXT, kind TEXT NOT NULL DEFAULT 'person', part TEXT NOT NULL DEFAULT 'author', filed_from
    TEXT, name_key TEXT, outlet_key TEXT, name_id INTEGER,
    PRIMARY KEY (article_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TABLE entity (
    article_id INTEGER NOT NULL REFERENCES understanding (article_id) ON DELETE CASCADE,
    ordinal    INTEGER NOT NULL,
    name       TEXT NOT NULL,
    kind       TEXT NOT NULL,
    salience   REAL NOT NULL, name_id INTEGER,
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
    name       TEXT NOT NULL, name_id INTEGER,
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
CREATE VIRTUAL TABLE search USING fts5 (
    title, authors, text, content = '', tokenize = 'unicode61 remove_diacritics 2'
);
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
CREATE INDEX author_addressed ON author (lower(email)) WHERE email IS NOT NULL;
CREATE TABLE author_page (
    url   TEXT PRIMARY KEY,
    asked INTEGER NOT NULL,
    note  TEXT NOT NULL DEFAULT '',
    body  BLOB
) STRICT, WITHOUT ROWID;
CREATE TABLE host (
    name       TEXT PRIMARY KEY,
    asked      INTEGER NOT NULL,
    wait_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE tally (
    feed_id INTEGER PRIMARY KEY,
    total   INTEGER NOT NULL DEFAULT 0,
    unread  INTEGER NOT NULL DEFAULT 0
) STRICT;
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
CREATE TABLE purged (
    feed_id INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    digest  BLOB NOT NULL,
    seen    INTEGER NOT NULL,
    PRIMARY KEY (feed_id, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_paywalled ON document (article_id) WHERE paywalled = 1;
CREATE VIRTUAL TABLE search_word USING fts5vocab (search, instance);
CREATE INDEX article_dates ON article (id, newest, read) WHERE hidden = 0;
CREATE INDEX article_starred ON article (starred, id) WHERE starred IS NOT NULL AND hidden = 0;
CREATE INDEX article_hidden ON article (newest, id) WHERE hidden = 1;
CREATE TABLE note (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    text       TEXT NOT NULL,
    made       INTEGER NOT NULL,
    changed    INTEGER NOT NULL
) STRICT;
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
CREATE TABLE tag (
    name   TEXT PRIMARY KEY,
    colour INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
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
CREATE TABLE name (
    id      INTEGER PRIMARY KEY,
    written TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE name_word (
    word    TEXT NOT NULL,
    name_id INTEGER NOT NULL,
    PRIMARY KEY (word, name_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_named ON entity (name_id, kind);
CREATE INDEX alias_named ON alias (name_id) WHERE name_id IS NOT NULL;
CREATE INDEX author_of_name ON author (name_id);
CREATE INDEX figure_value ON figure (value, kind, unit) WHERE value IS NOT NULL;
CREATE INDEX figure_range ON figure (high, low, kind, unit) WHERE value IS NULL AND high IS NOT NULL;
CREATE INDEX article_unlisted ON article (newest, id, feed_id) WHERE listed = 0 AND hidden = 0;
CREATE INDEX document_truncated ON document (article_id) WHERE truncated = 1;
CREATE TABLE ruled (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    rule       INTEGER NOT NULL,
    acted      INTEGER NOT NULL,
    PRIMARY KEY (article_id, rule)
) STRICT, WITHOUT ROWID;
CREATE TABLE rule_waiting (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    since      INTEGER NOT NULL
) STRICT;
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
CREATE TABLE apart (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    other_id   INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    PRIMARY KEY (article_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX apart_other ON apart (other_id);
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
CREATE TABLE identity (
    id   INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    key  TEXT NOT NULL,
    part INTEGER NOT NULL DEFAULT 0,
    name TEXT NOT NULL,
    UNIQUE (kind, key, part)
) STRICT;
CREATE INDEX identity_key ON identity (key);
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
CREATE INDEX article_muted ON article (newest, id) WHERE muted = 1;
CREATE TABLE account (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    server   TEXT NOT NULL,
    active   INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    cursor   TEXT,
    came     INTEGER NOT NULL DEFAULT 0,
    complete INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1)),
    epoch    INTEGER NOT NULL DEFAULT 0,
    synced   INTEGER,
    tried    INTEGER,
    next_try INTEGER,
    failures INTEGER NOT NULL DEFAULT 0,
    error    TEXT,
    reason   TEXT,
    refused  BLOB
) STRICT;
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
CREATE TABLE applying (yes INTEGER PRIMARY KEY) STRICT;
CREATE INDEX author_named ON author (name_key, outlet_key, part) WHERE name_key IS NOT NULL;
INSERT INTO search (search, rank) VALUES ('automerge', 8);
INSERT INTO tally (feed_id) VALUES (0);
PRAGMA user_version = 18;
