-- The trend of some entities, zeros included, or of all that the selection names, then without zeros: a row an entity and day (week, month).
SELECT t.day, CAST(t.entity_id AS VARCHAR) AS entity_id, e.name, e.type, t.articles, t.stories, t.publishers, t.all_articles, t.all_stories,
       t.all_publishers, t.article_share, t.story_share, t.publisher_share, t.coverage, t.partial
FROM trend(
         coalesce(CAST($entities AS BIGINT[]), (SELECT list(DISTINCT entity_id) FROM entity_articles WHERE day BETWEEN CAST($first AS DATE) AND CAST($last AS DATE))),
         CAST($first AS DATE), CAST($last AS DATE), grain := CAST($grain AS VARCHAR), in_sources := CAST($sources AS VARCHAR[]),
         in_languages := CAST($languages AS VARCHAR[]), in_sections := CAST($sections AS VARCHAR[]), steady := CAST($steady AS DOUBLE)
     ) t
JOIN entities e USING (entity_id)
WHERE CAST($entities AS BIGINT[]) IS NOT NULL OR t.articles > 0
ORDER BY t.entity_id, t.day;
