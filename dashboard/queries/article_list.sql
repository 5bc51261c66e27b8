-- Which articles stand on one page of the list, newest first; listed.sql has what is shown of them. When stories are counted, a story stands in it once: its first article within the selection.
-- `relevance`: the best of what the search has found come first, the others after them by time.
WITH best AS (
    SELECT unnest(ids) AS article_id, generate_subscripts(ids, 1) AS rank
    FROM (SELECT CAST(getvariable('found_ids') AS BIGINT[])[1:2000] AS ids)
), chosen AS (
    SELECT article_id, dated_at, row_number() OVER (PARTITION BY story_id ORDER BY dated_at, article_id) AS place,
           count(*) OVER (PARTITION BY story_id) AS carriers
    FROM selected(CAST($first AS DATE), CAST($last AS DATE), CAST($sources AS VARCHAR[]), CAST($languages AS VARCHAR[]),
              CAST($sections AS VARCHAR[]), CAST($words AS VARCHAR), CAST($run AS VARCHAR), CAST($entity AS BIGINT))
)
SELECT CAST(article_id AS VARCHAR) AS article_id, carriers - 1 AS others
FROM chosen c LEFT JOIN best b USING (article_id)
WHERE NOT CAST($stories AS BOOLEAN) OR place = 1
ORDER BY CASE WHEN CAST($relevance AS BOOLEAN) THEN coalesce(rank, 1000000) ELSE 0 END, c.dated_at DESC, c.article_id
LIMIT CAST($limit AS INTEGER) OFFSET CAST($skip AS BIGINT);
