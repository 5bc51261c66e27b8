-- The other articles of a story, the original first.
SELECT CAST(a.article_id AS VARCHAR) AS article_id, a.day, coalesce(s.name, a.source_id) AS source, a.title, a.is_original
FROM articles a LEFT JOIN sources s USING (source_id)
WHERE a.story_id = CAST($story_id AS BIGINT) AND a.article_id <> CAST($article_id AS BIGINT)
ORDER BY a.is_original DESC, coalesce(a.published_at, a.first_seen_at), a.article_id;
