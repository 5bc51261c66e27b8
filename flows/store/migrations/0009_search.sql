-- What the search index has: its name (one row; none before there is an index), and each article with the content it had when it was written.
CREATE TABLE store.search_index (
    name VARCHAR NOT NULL
);

CREATE TABLE store.indexed (
    article_id   BIGINT NOT NULL,
    content_hash BIGINT NOT NULL
);
