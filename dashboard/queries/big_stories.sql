-- The stories with an article of that day that most publishers print, two at least. Families of publishers count once.
WITH touched AS (
    SELECT DISTINCT story_id
    FROM article_days
    WHERE day = CAST($day AS DATE) AND (CAST($sources AS VARCHAR[]) IS NULL OR list_contains(CAST($sources AS VARCHAR[]), source_id))
), sized AS MATERIALIZED (
    SELECT story_id, count(DISTINCT family) AS publishers, count(*) AS articles
    FROM article_days
    WHERE story_id IN (FROM touched) AND day BETWEEN CAST($day AS DATE) - 30 AND CAST($day AS DATE) + 30
    GROUP BY story_id
    HAVING count(DISTINCT family) > 1
    ORDER BY publishers DESC, articles DESC, story_id
    LIMIT CAST($limit AS INTEGER)
), original AS MATERIALIZED (
    SELECT article_id, title, source_id FROM articles WHERE article_id IN (SELECT story_id FROM sized)
)
SELECT CAST(sized.story_id AS VARCHAR) AS story_id, a.title, coalesce(s.name, a.source_id) AS source, publishers, sized.articles
FROM sized JOIN original a ON a.article_id = sized.story_id LEFT JOIN sources s USING (source_id)
ORDER BY publishers DESC, sized.articles DESC, sized.story_id;
