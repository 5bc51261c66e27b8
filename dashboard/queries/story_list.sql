-- Stories that two articles or more of the selection carry, a row a story under the day of its first article there; with all that carry it and
-- the publishers of these (families count once). `order_by`: publishers, articles, or day.
WITH copied AS MATERIALIZED ( -- has a second article: four stories of five need not be looked at
    SELECT DISTINCT story_id FROM article_days WHERE article_id <> story_id
), chosen AS (
    SELECT story_id, min(day) AS day
    FROM selected(CAST($first AS DATE), CAST($last AS DATE), CAST($sources AS VARCHAR[]), CAST($languages AS VARCHAR[]),
              CAST($sections AS VARCHAR[]), CAST($words AS VARCHAR), CAST($run AS VARCHAR), CAST($entity AS BIGINT))
    WHERE story_id IN (FROM copied)
    GROUP BY story_id
), sized AS (
    SELECT story_id, any_value(chosen.day) AS day, count(*) AS articles, count(DISTINCT family) AS publishers,
           date_diff('minute', min(first_seen_at), max(first_seen_at)) AS minutes
    FROM article_days JOIN chosen USING (story_id)
    GROUP BY story_id
    HAVING count(*) > 1
), page AS (
    SELECT *, count(*) OVER () AS found
    FROM sized
    ORDER BY CASE CAST($order_by AS VARCHAR) WHEN 'publishers' THEN publishers WHEN 'articles' THEN sized.articles ELSE 0 END DESC, day DESC,
             publishers DESC, sized.articles DESC, story_id
    LIMIT CAST($limit AS INTEGER) OFFSET CAST($skip AS BIGINT)
)
SELECT CAST(page.story_id AS VARCHAR) AS story_id, page.day, a.title, coalesce(s.name, a.source_id) AS source, a.agency, page.publishers, page.articles,
       found
FROM page JOIN articles a ON a.article_id = page.story_id LEFT JOIN sources s USING (source_id)
ORDER BY CASE CAST($order_by AS VARCHAR) WHEN 'publishers' THEN page.publishers WHEN 'articles' THEN page.articles ELSE 0 END DESC, page.day DESC,
         page.publishers DESC, page.articles DESC, page.story_id;
