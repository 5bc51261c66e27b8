-- Articles by day (week, month) and source; where `stories` are counted, these too: a story counts once, where and when it was carried first
-- within the selection, so that the bars add up to its total. Sources beyond the $leading largest are one: source_id null.
WITH chosen AS MATERIALIZED (
    SELECT article_id, dated_at, day, source_id, story_id
    FROM selected(CAST($first AS DATE), CAST($last AS DATE), CAST($sources AS VARCHAR[]), CAST($languages AS VARCHAR[]),
              CAST($sections AS VARCHAR[]), CAST($words AS VARCHAR), CAST($run AS VARCHAR), CAST($entity AS BIGINT))
), told AS (
    SELECT unnest(min({'dated_at': dated_at, 'article_id': article_id, 'day': day, 'source_id': source_id}))
    FROM chosen
    WHERE CAST($stories AS BOOLEAN)
    GROUP BY story_id
), counted AS (
    SELECT day, source_id, count(*) AS articles, 0 AS stories FROM chosen GROUP BY day, source_id
    UNION ALL
    SELECT day, source_id, 0 AS articles, count(*) AS stories FROM told GROUP BY day, source_id
), largest AS (
    SELECT source_id
    FROM counted
    GROUP BY source_id
    ORDER BY sum(articles) DESC, source_id
    LIMIT CAST($leading AS INTEGER)
)
SELECT CAST(date_trunc(CAST($grain AS VARCHAR), c.day) AS DATE) AS day, l.source_id, any_value(coalesce(s.name, l.source_id)) AS source,
       CAST(sum(articles) AS BIGINT) AS articles, CAST(sum(stories) AS BIGINT) AS stories
FROM counted c LEFT JOIN largest l USING (source_id) LEFT JOIN sources s ON s.source_id = l.source_id
GROUP BY ALL
ORDER BY day, l.source_id NULLS LAST;
