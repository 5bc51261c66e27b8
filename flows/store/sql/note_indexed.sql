-- Note what the search index was given.
INSERT INTO store.indexed
SELECT article_id, content_hash FROM store.articles WHERE article_id IN (SELECT unnest(CAST($article_ids AS BIGINT[])));
