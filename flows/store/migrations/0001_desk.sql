-- The write database, first version. Times are UTC; ids are scrapers.urls.stable_id of what they identify.
-- Large tables have no keys or indexes: MERGE joins by hash, and `publish` checks that ids are unique.
-- All tables are in the schema `store`; the schema `main` is left to the views of the snapshot.

CREATE SCHEMA store;

CREATE TABLE store.sources (
    source_id VARCHAR PRIMARY KEY,
    name      VARCHAR NOT NULL,
    publisher VARCHAR,
    language  VARCHAR,
    country   VARCHAR,
    homepage  VARCHAR,
    paused    BOOLEAN NOT NULL,
    listed    BOOLEAN NOT NULL          -- false once the user took it out of sources.toml
);

CREATE TABLE store.runs (
    run_id          VARCHAR PRIMARY KEY,
    kind            VARCHAR NOT NULL,   -- nightly, scrape, reclean, import
    started_at      TIMESTAMPTZ NOT NULL,
    finished_at     TIMESTAMPTZ,
    outcome         VARCHAR,            -- ok, amber, red; null while it runs
    ended           VARCHAR,            -- finished, cancelled, no space, time budget, crashed
    product_version VARCHAR NOT NULL,
    crawl_memory    BIGINT              -- peak of the crawl's process, in bytes
);

-- How far each journal has been read.
CREATE TABLE store.journals (
    run_id VARCHAR PRIMARY KEY,
    read_to BIGINT NOT NULL
);

-- One row a URL, ever: the ledger.
CREATE TABLE store.urls (
    url_id        BIGINT NOT NULL,
    url           VARCHAR NOT NULL,
    source_id     VARCHAR NOT NULL,
    state         VARCHAR NOT NULL,     -- its state in the last run that met it
    reason        VARCHAR,
    published     DATE,                 -- as a listing says
    first_seen_at TIMESTAMPTZ NOT NULL,
    last_seen_at  TIMESTAMPTZ NOT NULL,
    fetched_at    TIMESTAMPTZ,          -- last time a body came
    visited_at    TIMESTAMPTZ,          -- last time it was fetched or found unchanged
    visits        INTEGER NOT NULL,     -- times it was fetched or found unchanged
    failures      INTEGER NOT NULL,     -- in a row
    etag          VARCHAR,
    last_modified VARCHAR,
    digest        VARCHAR
);

-- One row a URL and run: the state it ended in. URLs that are merely known are counted in run_tallies alone.
CREATE TABLE store.run_urls (
    run_id    VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    url_id    BIGINT NOT NULL,
    state     VARCHAR NOT NULL,
    reason    VARCHAR,
    status    INTEGER
);

CREATE TABLE store.run_listings (
    run_id    VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    url       VARCHAR NOT NULL,
    kind      VARCHAR NOT NULL,
    state     VARCHAR NOT NULL,
    reason    VARCHAR,
    entries   INTEGER NOT NULL
);

CREATE TABLE store.listings (
    url           VARCHAR PRIMARY KEY,
    source_id     VARCHAR NOT NULL,
    state         VARCHAR NOT NULL,     -- when it was last asked for
    etag          VARCHAR,
    last_modified VARCHAR
);

CREATE TABLE store.run_tallies (
    run_id     VARCHAR NOT NULL,
    source_id  VARCHAR NOT NULL,
    discovered INTEGER NOT NULL,
    fetched    INTEGER NOT NULL,
    unchanged  INTEGER NOT NULL,
    skipped    INTEGER NOT NULL,
    failed     INTEGER NOT NULL,
    pending    INTEGER NOT NULL,
    articles   INTEGER NOT NULL,        -- of the pages fetched in this run
    rejected   INTEGER NOT NULL
);

-- What a person should look at.
CREATE TABLE store.run_issues (
    run_id    VARCHAR NOT NULL,
    source_id VARCHAR,                  -- null: the run as a whole
    severity  VARCHAR NOT NULL,         -- amber, red
    reason    VARCHAR NOT NULL,
    next_step VARCHAR NOT NULL
);

-- One row a page in the archive.
CREATE TABLE store.pages (
    page_id      BIGINT NOT NULL,    -- of file and offset
    url          VARCHAR NOT NULL,      -- as discovered
    final_url    VARCHAR NOT NULL,
    source_id    VARCHAR NOT NULL,
    run_id       VARCHAR NOT NULL,
    fetched_at   TIMESTAMPTZ NOT NULL,
    status       INTEGER NOT NULL,
    content_type VARCHAR NOT NULL,
    digest       VARCHAR NOT NULL,
    opt_out      VARCHAR[] NOT NULL,
    file         VARCHAR NOT NULL,
    "offset"     BIGINT NOT NULL,
    length       BIGINT NOT NULL,
    extractor    VARCHAR,               -- null: not cleaned yet
    article_id   BIGINT,                -- null: rejected, or not cleaned yet
    text_hash    BIGINT,
    reason       VARCHAR,               -- why it was rejected
    detail       VARCHAR
);

CREATE TABLE store.articles (
    article_id     BIGINT NOT NULL,  -- of canonical_url
    page_id        BIGINT NOT NULL,     -- the page that this text is from
    source_id      VARCHAR NOT NULL,
    publisher      VARCHAR,             -- as the page says
    url            VARCHAR NOT NULL,
    canonical_url  VARCHAR NOT NULL,
    title          VARCHAR NOT NULL,
    authors        VARCHAR[] NOT NULL,
    published_at   TIMESTAMPTZ,
    published_from VARCHAR,
    modified_at    TIMESTAMPTZ,
    first_seen_at  TIMESTAMPTZ NOT NULL,
    language       VARCHAR,
    section        VARCHAR,
    image_url      VARCHAR,
    paywalled      BOOLEAN NOT NULL,
    word_count     INTEGER NOT NULL,
    version        INTEGER NOT NULL,    -- how many different texts it has had
    text_hash      BIGINT NOT NULL,
    content_hash   BIGINT NOT NULL,     -- of all that a reclean may change
    story_id       BIGINT NOT NULL      -- the article_id of the story's original
);

CREATE TABLE store.article_texts (
    article_id BIGINT NOT NULL,
    lead       VARCHAR,
    text       VARCHAR NOT NULL,
    captions   STRUCT(text VARCHAR, image_url VARCHAR)[] NOT NULL
);

CREATE TABLE store.cut_blocks (
    article_id BIGINT NOT NULL,
    position   INTEGER NOT NULL,
    text       VARCHAR NOT NULL,
    reason     VARCHAR NOT NULL
);
