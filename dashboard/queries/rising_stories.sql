-- The stories behind a name that rises or falls: those that `rising` counts as begun in the last 7 days up to a day (`before`: in the 28 before),
-- each by its first article in the 35 days that names it, the most carried first. `articles`: that carry it in those days and name it.
WITH told AS (
    SELECT story_id, arg_min(article_id, (e.day, article_id)) AS article_id, max((CAST($last AS DATE) - e.day) // 7) AS week, count(*) AS articles,
           count(DISTINCT family) AS publishers
    FROM entity_articles e JOIN article_days a USING (article_id, day)
    WHERE e.entity_id = CAST($entity_id AS BIGINT) AND e.day > CAST($last AS DATE) - 35 AND e.day <= CAST($last AS DATE)
      AND (CAST($sources AS VARCHAR[]) IS NULL OR list_contains(CAST($sources AS VARCHAR[]), source_id))
      AND (CAST($languages AS VARCHAR[]) IS NULL OR list_contains(CAST($languages AS VARCHAR[]), coalesce(language, '')))
      AND (CAST($sections AS VARCHAR[]) IS NULL OR list_contains(CAST($sections AS VARCHAR[]), coalesce(section, '')))
    GROUP BY story_id
)
SELECT CAST(article_id AS VARCHAR) AS article_id, a.day, coalesce(s.name, a.source_id) AS source, a.title, told.articles, told.publishers
FROM told JOIN articles a USING (article_id) LEFT JOIN sources s USING (source_id)
WHERE (week = 0) <> CAST($before AS BOOLEAN)
ORDER BY told.articles DESC, a.day DESC, article_id;
