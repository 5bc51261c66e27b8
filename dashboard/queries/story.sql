-- The other articles of a story, the original first, then by time.
SELECT CAST(a.article_id AS VARCHAR) AS article_id, coalesce(a.published_at, a.first_seen_at) AS seen_at, coalesce(s.name, a.source_id) AS source,
       a.publisher, a.title, a.is_original
FROM articles a LEFT JOIN sources s USING (source_id)
WHERE a.story_id = CAST($story_id AS BIGINT) AND a.article_id <> CAST($article_id AS BIGINT)
ORDER BY a.is_original DESC, seen_at, a.article_id;
