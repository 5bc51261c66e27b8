-- What was in the news of an entity week by week (from Monday), within the selection's sources, languages and sections: the stories that most
-- articles carry, by their first article in that week that names it. `all_articles`: of the week.
WITH told AS (
    SELECT CAST(date_trunc('week', day) AS DATE) AS week, story_id, count(*) AS articles, arg_min(article_id, (day, article_id)) AS article_id,
           CAST(sum(count(*)) OVER (PARTITION BY CAST(date_trunc('week', day) AS DATE)) AS BIGINT) AS all_articles,
           row_number() OVER (PARTITION BY CAST(date_trunc('week', day) AS DATE) ORDER BY count(*) DESC, min(day), story_id) AS place
    FROM entity_articles JOIN article_days USING (article_id, day)
    WHERE entity_id = CAST($entity_id AS BIGINT) AND day BETWEEN CAST($first AS DATE) AND CAST($last AS DATE)
      AND (CAST($sources AS VARCHAR[]) IS NULL OR list_contains(CAST($sources AS VARCHAR[]), source_id))
      AND (CAST($languages AS VARCHAR[]) IS NULL OR list_contains(CAST($languages AS VARCHAR[]), coalesce(language, '')))
      AND (CAST($sections AS VARCHAR[]) IS NULL OR list_contains(CAST($sections AS VARCHAR[]), coalesce(section, '')))
    GROUP BY week, story_id
)
SELECT week, CAST(article_id AS VARCHAR) AS article_id, title, told.articles, all_articles
FROM told JOIN articles USING (article_id)
WHERE place <= CAST($limit AS INTEGER)
ORDER BY week DESC, place;
