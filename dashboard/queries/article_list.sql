-- One page of the list, newest first. When stories are counted, a story stands in it once: its first article within the selection.
WITH chosen AS (
    SELECT article_id, dated_at, row_number() OVER (PARTITION BY story_id ORDER BY dated_at, article_id) AS place,
           count(*) OVER (PARTITION BY story_id) AS carriers
    FROM selected(CAST($first AS DATE), CAST($last AS DATE), CAST($sources AS VARCHAR[]), CAST($languages AS VARCHAR[]),
              CAST($sections AS VARCHAR[]), CAST($words AS VARCHAR[]), CAST($run AS VARCHAR), CAST($entity AS BIGINT))
), shown AS (
    SELECT article_id, dated_at, carriers - 1 AS others
    FROM chosen
    WHERE NOT CAST($stories AS BOOLEAN) OR place = 1
    ORDER BY dated_at DESC, article_id
    LIMIT CAST($limit AS INTEGER) OFFSET CAST($skip AS BIGINT)
)
SELECT CAST(a.article_id AS VARCHAR) AS article_id, a.day, a.source_id, coalesce(s.name, a.source_id) AS source, a.title, a.lead, a.word_count,
       shown.others
FROM shown JOIN articles a USING (article_id) LEFT JOIN sources s USING (source_id)
ORDER BY shown.dated_at DESC, a.article_id;
