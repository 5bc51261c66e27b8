-- The day of each article whose date is new or was changed, then of the rows that name its entities. The cost is that of the changed ones
-- and of one look at the times of each article. Rows of articles that moved to another day are found under their old day; new rows have none.
CREATE OR REPLACE TEMP TABLE moved AS
SELECT article_id, old_day, day
FROM (SELECT article_id, day AS old_day, CAST(timezone((SELECT time_zone FROM store.zone), coalesce(published_at, first_seen_at)) AS DATE) AS day
      FROM store.articles
      WHERE day IS NOT NULL AND dated_at IS DISTINCT FROM coalesce(published_at, first_seen_at))
WHERE old_day <> day;

UPDATE store.articles
SET day = CAST(timezone((SELECT time_zone FROM store.zone), coalesce(published_at, first_seen_at)) AS DATE), dated_at = coalesce(published_at, first_seen_at)
WHERE dated_at IS DISTINCT FROM coalesce(published_at, first_seen_at);

CREATE OR REPLACE TEMP TABLE undated AS
SELECT DISTINCT article_id FROM store.entity_articles WHERE day IS NULL;

CREATE OR REPLACE TEMP TABLE found AS
SELECT article_id, day FROM store.articles SEMI JOIN undated USING (article_id);

UPDATE store.entity_articles AS e SET day = f.day
FROM found AS f
WHERE e.day IS NULL AND e.article_id = f.article_id;

UPDATE store.entity_articles AS e SET day = m.day
FROM moved AS m
WHERE e.article_id = m.article_id AND e.day = m.old_day;
