-- The articles that the search index lacks, or has with another content.
SELECT article_id
FROM store.articles a LEFT JOIN store.indexed i USING (article_id)
WHERE i.content_hash IS DISTINCT FROM a.content_hash
ORDER BY article_id;
