-- What there is to name in some articles.
SELECT a.article_id, a.content_hash, a.language, a.title, t.lead, t.text
FROM store.articles a JOIN store.article_texts t USING (article_id)
WHERE a.article_id IN (SELECT unnest($article_ids::BIGINT[]))
ORDER BY a.first_seen_at, a.article_id;
