-- All visits to the articles that were read differently at some time and whose versions are to be told apart (again).
-- A visit whose reading is not kept apart read like the article does now.
WITH waiting AS (
    SELECT article_id FROM store.readings EXCEPT SELECT article_id FROM store.versions
)
SELECT p.article_id, p.url, a.url AS article_url, p.page_id, p.fetched_at, p.reading_hash,
       coalesce(r.title, a.title) AS title, CASE WHEN r.article_id IS NULL THEN t.lead ELSE r.lead END AS lead, coalesce(r.text, t.whole, t.text) AS text, a.source_id
FROM (FROM store.pages SEMI JOIN waiting USING (article_id)) AS p
JOIN store.articles a USING (article_id) JOIN store.article_texts t USING (article_id)
LEFT JOIN store.readings r ON r.article_id = p.article_id AND r.reading_hash = p.reading_hash
ORDER BY p.article_id;
