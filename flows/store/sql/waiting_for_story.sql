-- The articles that wait to be grouped, oldest first, at most $most of them.
WITH waiting AS MATERIALIZED (
    SELECT rowid AS place FROM store.articles WHERE article_id IN (SELECT article_id FROM store.ungrouped)
), next AS MATERIALIZED (
    SELECT article_id, coalesce(published_at, first_seen_at) AS seen_at, text_hash, list_concat(authors, agencies) AS credited
    FROM store.articles WHERE rowid IN (SELECT place FROM waiting)
    ORDER BY seen_at, article_id
    LIMIT $most
), texts AS MATERIALIZED (
    SELECT rowid AS place FROM store.article_texts WHERE article_id IN (SELECT article_id FROM next)
)
SELECT n.article_id, n.seen_at, n.text_hash, n.credited, t.text
FROM next n
JOIN (SELECT article_id, text FROM store.article_texts WHERE rowid IN (SELECT place FROM texts)) AS t USING (article_id)
ORDER BY n.seen_at, n.article_id;
