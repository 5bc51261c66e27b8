-- Furniture: what recurs over the pages of a source. What was cut from a text can be put back without cleaning again.

ALTER TABLE store.article_texts ADD COLUMN whole VARCHAR;        -- the text with its furniture; null: none was cut
ALTER TABLE store.article_texts ADD COLUMN positions INTEGER[];  -- of the whole text's lines among the page's blocks
ALTER TABLE store.article_texts ADD COLUMN cleaned_hash BIGINT;  -- of what cleaning made of the page, furniture included

-- One row a line of an article's whole text.
CREATE TABLE store.lines (
    article_id BIGINT NOT NULL,
    source_id  VARCHAR NOT NULL,
    block_id   BIGINT NOT NULL,      -- of the line, digits folded: flows.furniture.block_id
    place      INTEGER NOT NULL,     -- from the first line, which is 1
    from_end   INTEGER NOT NULL,     -- from the last line, which is 1
    heading    BOOLEAN NOT NULL,
    figures    BOOLEAN NOT NULL,     -- some were folded, besides dates
    dated      BOOLEAN NOT NULL      -- a date was folded
);

-- Blocks whose evidence has changed since it was last weighed.
CREATE TABLE store.unweighed (
    source_id VARCHAR NOT NULL,
    block_id  BIGINT NOT NULL
);

-- One row a block that recurs over the articles of a source, or that the user has spoken of.
CREATE TABLE store.furniture (
    source_id  VARCHAR NOT NULL,
    block_id   BIGINT NOT NULL,
    text       VARCHAR NOT NULL,     -- as it stands in the latest article that has it
    figures    BOOLEAN NOT NULL,     -- some in it were folded, besides dates
    articles   INTEGER NOT NULL,
    stories    INTEGER NOT NULL,     -- different ones: copies of one text are no evidence
    at_edge    INTEGER NOT NULL,     -- of those, where only blocks of this table lie between it and an end of the text
    days       INTEGER NOT NULL,
    first_day  DATE,                 -- of publication, in UTC
    last_day   DATE,
    share      DOUBLE NOT NULL,      -- of the source's articles between these two days
    article_id BIGINT,               -- the latest that has it
    decision   VARCHAR NOT NULL,     -- cut, keep
    decided_by VARCHAR NOT NULL      -- evidence, user
);
