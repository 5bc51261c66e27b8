-- Which publishers name an entity in a period, by the share of their own articles that do. `sources`: those of the publisher, by id.
WITH chosen AS (
    SELECT article_id, publisher, source_id
    FROM article_days
    WHERE day BETWEEN CAST($first AS DATE) AND CAST($last AS DATE)
      AND (CAST($sources AS VARCHAR[]) IS NULL OR list_contains(CAST($sources AS VARCHAR[]), source_id))
      AND (CAST($languages AS VARCHAR[]) IS NULL OR list_contains(CAST($languages AS VARCHAR[]), coalesce(language, '')))
      AND (CAST($sections AS VARCHAR[]) IS NULL OR list_contains(CAST($sections AS VARCHAR[]), coalesce(section, '')))
), own AS (
    SELECT article_id FROM entity_articles
    WHERE entity_id = CAST($entity_id AS BIGINT) AND day BETWEEN CAST($first AS DATE) AND CAST($last AS DATE)
)
SELECT publisher, count(own.article_id) AS articles, count(*) AS all_articles, list_sort(list(DISTINCT source_id)) AS sources
FROM chosen LEFT JOIN own USING (article_id)
GROUP BY publisher
HAVING count(own.article_id) > 0
ORDER BY count(own.article_id) / count(*) DESC, articles DESC, publisher
LIMIT 50;
