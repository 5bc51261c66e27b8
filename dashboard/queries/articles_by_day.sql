-- Articles by day (week, month) and source. A story counts once, where and when it was carried first within the selection, so that
-- the bars add up to its total. Sources beyond the $leading largest are one: source_id null.
WITH chosen AS (
    SELECT day, source_id, row_number() OVER (PARTITION BY story_id ORDER BY dated_at, article_id) = 1 AS carried_first
    FROM selected(CAST($first AS DATE), CAST($last AS DATE), CAST($sources AS VARCHAR[]), CAST($languages AS VARCHAR[]),
              CAST($sections AS VARCHAR[]), CAST($words AS VARCHAR), CAST($run AS VARCHAR), CAST($entity AS BIGINT))
), largest AS (
    SELECT source_id
    FROM chosen
    GROUP BY source_id
    ORDER BY count(*) DESC, source_id
    LIMIT CAST($leading AS INTEGER)
)
SELECT CAST(date_trunc(CAST($grain AS VARCHAR), c.day) AS DATE) AS day, l.source_id, any_value(coalesce(s.name, l.source_id)) AS source,
       count(*) AS articles, count(*) FILTER (c.carried_first) AS stories
FROM chosen c LEFT JOIN largest l USING (source_id) LEFT JOIN sources s ON s.source_id = l.source_id
GROUP BY ALL
ORDER BY day, l.source_id NULLS LAST;
