-- The articles that wait to be grouped, oldest first, at most $most of them.
WITH next AS (
    SELECT article_id, coalesce(published_at, first_seen_at) AS seen_at, text_hash, authors
    FROM store.articles ANTI JOIN store.sketches USING (article_id)
    ORDER BY seen_at, article_id
    LIMIT $most
)
SELECT n.article_id, n.seen_at, n.text_hash, n.authors, t.text
FROM next n JOIN store.article_texts t USING (article_id)
ORDER BY n.seen_at, n.article_id;
