-- Who reports an entity in a period, within the selection's sources, languages and sections: each source's articles that name it, and all of them.
WITH chosen AS MATERIALIZED (
    SELECT article_id, source_id, day
    FROM article_days
    WHERE day BETWEEN CAST($first AS DATE) AND CAST($last AS DATE)
      AND (CAST($sources AS VARCHAR[]) IS NULL OR list_contains(CAST($sources AS VARCHAR[]), source_id))
      AND (CAST($languages AS VARCHAR[]) IS NULL OR list_contains(CAST($languages AS VARCHAR[]), coalesce(language, '')))
      AND (CAST($sections AS VARCHAR[]) IS NULL OR list_contains(CAST($sections AS VARCHAR[]), coalesce(section, '')))
), own AS (
    SELECT source_id, count(*) AS articles
    FROM entity_articles JOIN chosen USING (article_id, day)
    WHERE entity_id = CAST($entity_id AS BIGINT) AND day BETWEEN CAST($first AS DATE) AND CAST($last AS DATE)
    GROUP BY source_id
), whole AS (
    SELECT source_id, count(*) AS all_articles FROM chosen GROUP BY source_id
)
SELECT source_id, coalesce(s.name, source_id) AS source, coalesce(articles, 0) AS articles, all_articles
FROM whole LEFT JOIN own USING (source_id) LEFT JOIN sources s USING (source_id)
ORDER BY articles DESC, articles / all_articles DESC, source_id;
