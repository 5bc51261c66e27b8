-- The trend of some entities in each of the sources that name them most ($limit), a row a source, entity and day (week, month), zeros
-- included. `all_articles`, `all_stories`: the source's in that time. `out`: it was collected on none of the days.
WITH chosen AS MATERIALIZED (
    SELECT article_id, day, CAST(date_trunc(CAST($grain AS VARCHAR), day) AS DATE) AS span, source_id, story_id
    FROM article_days
    WHERE day BETWEEN CAST($first AS DATE) AND CAST($last AS DATE)
      AND (CAST($sources AS VARCHAR[]) IS NULL OR list_contains(CAST($sources AS VARCHAR[]), source_id))
      AND (CAST($languages AS VARCHAR[]) IS NULL OR list_contains(CAST($languages AS VARCHAR[]), coalesce(language, '')))
      AND (CAST($sections AS VARCHAR[]) IS NULL OR list_contains(CAST($sections AS VARCHAR[]), coalesce(section, '')))
), named AS MATERIALIZED (
    SELECT entity_id, source_id, span, count(*) AS articles, count(DISTINCT story_id) AS stories
    FROM entity_articles e JOIN chosen USING (article_id, day)
    WHERE e.day BETWEEN CAST($first AS DATE) AND CAST($last AS DATE) AND entity_id IN (SELECT unnest(CAST($entities AS BIGINT[])))
    GROUP BY entity_id, source_id, span
), largest AS (
    SELECT source_id, sum(articles) AS size FROM named GROUP BY source_id ORDER BY size DESC, source_id LIMIT CAST($limit AS INTEGER)
), whole AS (
    SELECT source_id, span, count(*) AS articles, count(DISTINCT story_id) AS stories
    FROM chosen SEMI JOIN largest USING (source_id)
    GROUP BY source_id, span
), spans AS (
    SELECT source_id, CAST(date_trunc(CAST($grain AS VARCHAR), day) AS DATE) AS span, bool_and(state = 'out') AS out
    FROM source_coverage(CAST($first AS DATE), CAST($last AS DATE))
    GROUP BY ALL
)
SELECT source_id, coalesce(s.name, source_id) AS source, CAST(entity_id AS VARCHAR) AS entity_id, span AS day, coalesce(n.articles, 0) AS articles,
       coalesce(n.stories, 0) AS stories, coalesce(w.articles, 0) AS all_articles, coalesce(w.stories, 0) AS all_stories, spans.out
FROM largest JOIN spans USING (source_id) CROSS JOIN (SELECT DISTINCT unnest(CAST($entities AS BIGINT[])) AS entity_id)
LEFT JOIN whole w USING (source_id, span) LEFT JOIN named n USING (source_id, span, entity_id) LEFT JOIN sources s USING (source_id)
ORDER BY size DESC, source_id, entity_id, day;
