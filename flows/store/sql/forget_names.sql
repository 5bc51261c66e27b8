-- Take back what was named in some articles (forgotten), from every count; names that no article has any more are gone.
CREATE OR REPLACE TEMP TABLE lost AS
SELECT name_id, count(*) AS articles FROM store.article_names SEMI JOIN forgotten USING (article_id) GROUP BY name_id;

CREATE OR REPLACE TEMP TABLE lost_surfaces AS
SELECT name_id, surface, count(DISTINCT article_id) AS articles FROM store.mentions SEMI JOIN forgotten USING (article_id) GROUP BY ALL;

INSERT INTO store.unfolded
SELECT twin.name_id, false
FROM store.names own SEMI JOIN lost USING (name_id) JOIN store.names twin USING (key)
UNION SELECT alone_id, false FROM store.name_surfaces SEMI JOIN lost_surfaces USING (name_id, surface)
UNION SELECT surname_id, true FROM store.names n JOIN lost USING (name_id) WHERE n.articles = lost.articles AND surname_id IS NOT NULL
UNION SELECT n.name_id, false FROM store.names n
WHERE n.entity_id IN (SELECT names.entity_id FROM store.names JOIN lost USING (name_id) WHERE names.articles = lost.articles);

DELETE FROM store.named WHERE article_id IN (FROM forgotten);
DELETE FROM store.mentions WHERE article_id IN (FROM forgotten);
DELETE FROM store.article_names WHERE article_id IN (FROM forgotten);
DELETE FROM store.entity_articles WHERE article_id IN (FROM forgotten);

UPDATE store.names AS n
SET articles = n.articles - lost.articles, first_seen_at = coalesce(since.first_seen_at, n.first_seen_at)
FROM lost LEFT JOIN (
    SELECT name_id, min(a.first_seen_at) AS first_seen_at
    FROM store.article_names SEMI JOIN lost USING (name_id) JOIN store.articles a USING (article_id)
    GROUP BY name_id
) AS since USING (name_id)
WHERE n.name_id = lost.name_id;

UPDATE store.name_surfaces AS s
SET articles = s.articles - lost.articles
FROM lost_surfaces AS lost
WHERE s.name_id = lost.name_id AND s.surface = lost.surface;

DELETE FROM store.names WHERE articles = 0;
DELETE FROM store.name_surfaces WHERE articles = 0;
DELETE FROM store.entities WHERE entity_id NOT IN (SELECT entity_id FROM store.names);
DELETE FROM store.name_links WHERE name_id NOT IN (SELECT name_id FROM store.names) OR other_id NOT IN (SELECT name_id FROM store.names);
