-- The articles that the search index has and the store has not.
SELECT article_id
FROM store.indexed ANTI JOIN store.articles USING (article_id);
