-- The stories with an article of that day that most publishers print, two at least. Families of publishers count once.
WITH touched AS (
    SELECT DISTINCT story_id
    FROM article_days
    WHERE day = CAST($day AS DATE) AND (CAST($sources AS VARCHAR[]) IS NULL OR list_contains(CAST($sources AS VARCHAR[]), source_id))
), sized AS (
    SELECT story_id, count(DISTINCT family) AS publishers, count(*) AS articles
    FROM article_days
    WHERE story_id IN (FROM touched) AND day BETWEEN CAST($day AS DATE) - 30 AND CAST($day AS DATE) + 30
    GROUP BY story_id
    HAVING count(DISTINCT family) > 1
    ORDER BY publishers DESC, articles DESC, story_id
    LIMIT CAST($limit AS INTEGER)
)
SELECT CAST(story_id AS VARCHAR) AS story_id, any_value(a.title) AS title, any_value(coalesce(s.name, a.source_id)) AS source, publishers, sized.articles
FROM sized JOIN articles a USING (story_id) LEFT JOIN sources s USING (source_id)
WHERE a.is_original
GROUP BY story_id, publishers, sized.articles
ORDER BY publishers DESC, sized.articles DESC, story_id;
