-- Some articles are about to be noted again; and those that the search index has no more to keep.
DELETE FROM store.indexed
WHERE article_id IN (SELECT unnest(CAST($article_ids AS BIGINT[]))) OR article_id NOT IN (SELECT article_id FROM store.articles);
