-- The words of some articles.
SELECT article_id, title, lead, text
FROM store.articles JOIN store.article_texts USING (article_id)
WHERE article_id IN (SELECT unnest(CAST($article_ids AS BIGINT[])));
