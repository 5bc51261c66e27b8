-- The articles of one story in the order in which they came, the original first.
SELECT CAST(a.article_id AS VARCHAR) AS article_id, coalesce(a.published_at, a.first_seen_at) AS dated_at, coalesce(s.name, a.source_id) AS source,
       a.publisher, a.title, a.is_original, a.word_count, a.version
FROM articles a LEFT JOIN sources s USING (source_id)
WHERE a.story_id = CAST($story_id AS BIGINT)
ORDER BY a.is_original DESC, dated_at, a.article_id;
