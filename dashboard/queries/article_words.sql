-- The words of one article, as it stands now.
SELECT title, lead, text, language
FROM articles
WHERE article_id = CAST($article_id AS BIGINT);
