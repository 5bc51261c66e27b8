-- Entities: who and what each article names (mentions), and which names fold into one entity.
-- A name is what the mentions of one article fold into; its id is of its type and key (flows.entities.corpus.name_id).
-- An entity's id is that of its founding name: the one that was seen first.

-- Which articles were named: what they said then, and by which recogniser.
CREATE TABLE store.named (
    article_id   BIGINT NOT NULL,
    content_hash BIGINT NOT NULL,    -- of store.articles, at that time
    recogniser   VARCHAR NOT NULL
);

CREATE TABLE store.mentions (
    article_id BIGINT NOT NULL,
    field      VARCHAR NOT NULL,     -- title, lead, text: what the offsets count in
    start_char INTEGER NOT NULL,
    end_char   INTEGER NOT NULL,
    surface    VARCHAR NOT NULL,
    type       VARCHAR NOT NULL,     -- PER, ORG, LOC
    name_id    BIGINT NOT NULL
);

-- One row a name and article.
CREATE TABLE store.article_names (
    article_id BIGINT NOT NULL,
    name_id    BIGINT NOT NULL,
    mentions   INTEGER NOT NULL
);

CREATE TABLE store.names (
    name_id       BIGINT NOT NULL,
    name          VARCHAR NOT NULL,  -- as it is most often spelled
    type          VARCHAR NOT NULL,
    key           VARCHAR NOT NULL,  -- what spellings of one name have in common
    surname_id    BIGINT,            -- of a person's full name: the id of the name that the surname is by itself
    entity_id     BIGINT NOT NULL,
    articles      INTEGER NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL
);

-- One row an entity: the name that it is shown by, and the type of most of its articles.
CREATE TABLE store.entities (
    entity_id BIGINT NOT NULL,
    name      VARCHAR NOT NULL,
    type      VARCHAR NOT NULL
);

-- How a name stands in the articles that have it, itself included: "Harris" beside "Kamala Harris".
CREATE TABLE store.name_surfaces (
    name_id  BIGINT NOT NULL,
    surface  VARCHAR NOT NULL,
    alone_id BIGINT NOT NULL,        -- the name that the surface is by itself
    articles INTEGER NOT NULL
);

-- Why names are one entity: each row ties two of them.
CREATE TABLE store.name_links (
    name_id  BIGINT NOT NULL,
    other_id BIGINT NOT NULL,
    rule     VARCHAR NOT NULL        -- type, support, person
);

-- What has changed since names were last folded: names whose counts did, and surnames that somebody came to have or has no more.
CREATE TABLE store.unfolded (
    name_id BIGINT NOT NULL,
    people  BOOLEAN NOT NULL         -- everybody with this surname is to be folded again
);

-- One row an entity and article, as the names fold; corrections come later, in the views.
CREATE TABLE store.entity_articles (
    entity_id  BIGINT NOT NULL,
    article_id BIGINT NOT NULL,
    mentions   INTEGER NOT NULL
);

-- What the user said of entities, and what follows from it. Filled in each snapshot; empty in the write database.
CREATE TABLE store.correction_lines (
    number INTEGER NOT NULL,
    line   VARCHAR NOT NULL
);

-- Every name of each entity whose names or visibility a correction changes.
CREATE TABLE store.corrected_names (
    name_id    BIGINT NOT NULL,
    machine_id BIGINT NOT NULL,      -- the entity without corrections
    entity_id  BIGINT                -- the entity with them; null: hidden
);

-- Renamed and retyped entities; null: as it was.
CREATE TABLE store.corrected_entities (
    entity_id BIGINT NOT NULL,
    name      VARCHAR,
    type      VARCHAR
);

-- One row an entity, counted when the snapshot is made: without corrections, and where corrections change its names, with them.
CREATE TABLE store.entity_facts (
    entity_id BIGINT NOT NULL,
    name      VARCHAR NOT NULL,
    type      VARCHAR NOT NULL,
    aliases   VARCHAR[] NOT NULL,
    articles  BIGINT NOT NULL,
    mentions  BIGINT NOT NULL,
    first_at  TIMESTAMPTZ NOT NULL,
    last_at   TIMESTAMPTZ NOT NULL
);

CREATE TABLE store.corrected_facts (
    entity_id BIGINT NOT NULL,
    name      VARCHAR NOT NULL,
    type      VARCHAR NOT NULL,
    aliases   VARCHAR[] NOT NULL,
    articles  BIGINT NOT NULL,
    mentions  BIGINT NOT NULL,
    first_at  TIMESTAMPTZ NOT NULL,
    last_at   TIMESTAMPTZ NOT NULL
);
