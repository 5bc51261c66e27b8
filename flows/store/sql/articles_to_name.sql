-- The articles that are not named as they stand, oldest first.
SELECT article_id
FROM store.articles ANTI JOIN store.named USING (article_id)
ORDER BY first_seen_at, article_id;
