-- For each week of a period the three stories that most articles carry of those that name an entity, the newest week first. The article is
-- the first of the story in that week.
WITH told AS (
    SELECT CAST(date_trunc('week', e.day) AS DATE) AS week, story_id, count(*) AS articles, arg_min(article_id, (e.day, article_id)) AS article_id
    FROM entity_articles e JOIN article_days d USING (article_id)
    WHERE e.entity_id = CAST($entity_id AS BIGINT) AND e.day BETWEEN CAST($first AS DATE) AND CAST($last AS DATE)
      AND d.day BETWEEN CAST($first AS DATE) AND CAST($last AS DATE)
      AND (CAST($sources AS VARCHAR[]) IS NULL OR list_contains(CAST($sources AS VARCHAR[]), source_id))
      AND (CAST($languages AS VARCHAR[]) IS NULL OR list_contains(CAST($languages AS VARCHAR[]), coalesce(language, '')))
      AND (CAST($sections AS VARCHAR[]) IS NULL OR list_contains(CAST($sections AS VARCHAR[]), coalesce(section, '')))
    GROUP BY week, story_id
    QUALIFY row_number() OVER (PARTITION BY week ORDER BY count(*) DESC, story_id) <= 3
)
SELECT week, CAST(a.article_id AS VARCHAR) AS article_id, a.title, told.articles
FROM told JOIN articles a USING (article_id)
ORDER BY week DESC, told.articles DESC, a.article_id
LIMIT 60;
