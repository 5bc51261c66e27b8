-- One page of the list, newest first. When stories are counted, a story stands in it once: its first article within the selection.
-- `relevance`: the best of what the search has found come first, the others after them by time.
WITH best AS (
    SELECT unnest(ids) AS article_id, generate_subscripts(ids, 1) AS rank
    FROM (SELECT CAST(getvariable('found_ids') AS BIGINT[])[1:2000] AS ids)
), chosen AS (
    SELECT article_id, dated_at, row_number() OVER (PARTITION BY story_id ORDER BY dated_at, article_id) AS place,
           count(*) OVER (PARTITION BY story_id) AS carriers
    FROM selected(CAST($first AS DATE), CAST($last AS DATE), CAST($sources AS VARCHAR[]), CAST($languages AS VARCHAR[]),
              CAST($sections AS VARCHAR[]), CAST($words AS VARCHAR), CAST($run AS VARCHAR), CAST($entity AS BIGINT))
), shown AS (
    SELECT article_id, dated_at, carriers - 1 AS others, CASE WHEN CAST($relevance AS BOOLEAN) THEN coalesce(rank, 1000000) ELSE 0 END AS rank
    FROM chosen LEFT JOIN best USING (article_id)
    WHERE NOT CAST($stories AS BOOLEAN) OR place = 1
    ORDER BY rank, dated_at DESC, article_id
    LIMIT CAST($limit AS INTEGER) OFFSET CAST($skip AS BIGINT)
)
SELECT CAST(a.article_id AS VARCHAR) AS article_id, a.day, a.source_id, coalesce(s.name, a.source_id) AS source, a.title, a.lead, a.word_count,
       shown.others, CASE WHEN CAST($words AS VARCHAR) IS NOT NULL THEN a.text END AS text
FROM shown JOIN articles a USING (article_id) LEFT JOIN sources s USING (source_id)
ORDER BY shown.rank, shown.dated_at DESC, a.article_id;
