-- What was cut from one article's page, in the page's order, and why.
SELECT position, text, reason
FROM cut_blocks
WHERE article_id = CAST($article_id AS BIGINT)
ORDER BY position;
