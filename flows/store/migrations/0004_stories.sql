-- Stories and versions.

-- The articles that wait to be grouped: whoever changes or drops an article puts its whole story here.
CREATE TABLE store.ungrouped (
    article_id BIGINT NOT NULL
);

-- What grouping compares of each article that was grouped. In the order of arrival, so of time, so that a window of days
-- is found by the row groups' smallest and largest `seen_at`.
CREATE TABLE store.sketches (
    article_id BIGINT NOT NULL,
    seen_at    TIMESTAMPTZ NOT NULL,    -- published, or first seen
    made_by    VARCHAR NOT NULL,        -- bands made otherwise cannot be compared
    bands      UINTEGER[] NOT NULL      -- of a MinHash; none: the text is too short to be compared
);

ALTER TABLE store.articles ADD COLUMN agency VARCHAR;       -- the news agency that the text credits
ALTER TABLE store.articles ADD COLUMN gone_at TIMESTAMPTZ;  -- when its page was first missing, once that is confirmed

-- How often a URL that was once read has answered 404 or 410 since it was last there, and since when.
ALTER TABLE store.urls ADD COLUMN missing INTEGER DEFAULT 0;
ALTER TABLE store.urls ADD COLUMN missing_since TIMESTAMPTZ;

-- Of title, lead and text of the article that the page became.
ALTER TABLE store.pages ADD COLUMN reading_hash BIGINT;

-- What an article read like at other visits than the one that counts: one row a reading, not a visit.
CREATE TABLE store.readings (
    article_id   BIGINT NOT NULL,
    reading_hash BIGINT NOT NULL,
    title        VARCHAR NOT NULL,
    lead         VARCHAR,
    text         VARCHAR NOT NULL
);

-- The versions and headlines of articles that have readings; derived from pages and readings. An article that has
-- readings and no row here waits for it; one that has no readings has one version and one headline.
CREATE TABLE store.versions (
    article_id   BIGINT NOT NULL,
    version      INTEGER NOT NULL,
    page_id      BIGINT NOT NULL,       -- the first page that read so
    fetched_at   TIMESTAMPTZ NOT NULL,
    reading_hash BIGINT NOT NULL,
    why          VARCHAR                -- what changed; null for the first
);
CREATE TABLE store.headlines (
    article_id BIGINT NOT NULL,
    seen_at    TIMESTAMPTZ NOT NULL,    -- of the first visit that found it
    title      VARCHAR NOT NULL
);

-- Everything is cleaned once more: older articles have neither sketches nor readings.
UPDATE store.pages SET extractor = NULL;
