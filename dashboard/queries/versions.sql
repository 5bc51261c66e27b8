-- The versions of one article, the first one first.
SELECT version, fetched_at, why
FROM versions
WHERE article_id = CAST($article_id AS BIGINT)
ORDER BY version;
