-- The bonds among some entities (a list of entity_id) between two days: a row a pair, `one` < `other`, that shares at least `least` articles
-- of two stories. Columns as in `together`: with an entity and those together with it, this is the network around it.
CREATE MACRO bonds(entities, first_day, last_day, least := 3) AS TABLE
WITH whole AS (
    SELECT count(*) AS articles FROM store.articles WHERE day BETWEEN first_day AND last_day
), named AS MATERIALIZED (
    SELECT entity_id, article_id, story_id
    FROM entity_articles e JOIN store.articles a USING (article_id)
    WHERE e.day BETWEEN first_day AND last_day AND a.day BETWEEN first_day AND last_day AND entity_id IN (SELECT unnest(entities))
), counted AS (
    SELECT entity_id, count(*) AS articles FROM named GROUP BY entity_id
), pairs AS (
    SELECT a.entity_id AS one, b.entity_id AS other, count(*) AS together, count(DISTINCT a.story_id) AS stories
    FROM named a JOIN named b USING (article_id)
    WHERE a.entity_id < b.entity_id
    GROUP BY ALL
)
SELECT one, other, together, stories,
       coalesce(ln(together * whole.articles / (x.articles * y.articles)) / nullif(-ln(together / whole.articles), 0), 1) AS npmi
FROM pairs JOIN counted x ON x.entity_id = one JOIN counted y ON y.entity_id = other, whole
WHERE together >= least AND stories >= 2;
