-- The headlines that one article has had, the first one first.
SELECT seen_at, title
FROM headlines
WHERE article_id = CAST($article_id AS BIGINT)
ORDER BY seen_at;
