-- The words of each version of one article, the first one first.
SELECT version, fetched_at, title, lead, text, why
FROM versions
WHERE article_id = CAST($article_id AS BIGINT)
ORDER BY version;
