-- The articles of a period that name two entities, newest first.
WITH shared AS (
    SELECT article_id
    FROM entity_articles
    WHERE day BETWEEN CAST($first AS DATE) AND CAST($last AS DATE) AND entity_id IN (CAST($entity_id AS BIGINT), CAST($other_id AS BIGINT))
    GROUP BY article_id
    HAVING count(*) = 2
)
SELECT CAST(a.article_id AS VARCHAR) AS article_id, a.day, a.source_id, coalesce(s.name, a.source_id) AS source, a.title, a.lead, a.word_count,
       0 AS others, CAST(NULL AS VARCHAR) AS text
FROM articles a SEMI JOIN shared USING (article_id) LEFT JOIN sources s USING (source_id)
ORDER BY coalesce(a.published_at, a.first_seen_at) DESC, a.article_id;
