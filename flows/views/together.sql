-- Who is named together with one entity between two days: a row another entity that shares at least `least` articles of two stories with it.
--   together, stories  articles that name both, and the distinct stories among them: one text printed ten times is no bond
--   articles           that name the other one
--   npmi               normalised pointwise mutual information, ln(p(both) / (p(one) p(other))) / -ln p(both), after Bouma 2009: 0 what chance
--                      gives, 1 never one without the other; it does not favour the frequent, and `least` keeps out the rare
CREATE MACRO together(entity, first_day, last_day, least := 3) AS TABLE
WITH whole AS (
    SELECT count(*) AS articles FROM store.articles WHERE day BETWEEN first_day AND last_day
), own AS MATERIALIZED (
    SELECT article_id, story_id
    FROM entity_articles e JOIN store.articles a USING (article_id)
    WHERE entity_id = entity AND e.day BETWEEN first_day AND last_day AND a.day BETWEEN first_day AND last_day
), told AS (
    SELECT entity_id, count(*) AS together, count(DISTINCT story_id) AS stories
    FROM entity_articles e JOIN own USING (article_id)
    WHERE e.day BETWEEN first_day AND last_day AND entity_id <> entity
    GROUP BY entity_id
), kept AS MATERIALIZED (
    SELECT * FROM told WHERE together >= least AND stories >= 2
), other AS (
    SELECT entity_id, count(*) AS articles
    FROM entity_articles
    WHERE day BETWEEN first_day AND last_day AND entity_id IN (SELECT entity_id FROM kept)
    GROUP BY entity_id
)
SELECT entity_id, together, stories, other.articles,
       coalesce(ln(together * whole.articles / ((SELECT count(*) FROM own) * other.articles)) / nullif(-ln(together / whole.articles), 0), 1) AS npmi
FROM kept JOIN other USING (entity_id), whole;
