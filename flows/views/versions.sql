-- What each article read like over time: one row a version, the first of them 1. `fetched_at` is the first visit that
-- found it so, `why` what changed against the version before (flows/versions.py says what counts). The last version reads
-- like the article does now, small edits included.
CREATE VIEW versions AS
WITH last AS (
    SELECT v.*, version = max(version) OVER (PARTITION BY article_id) AS current FROM store.versions v
)
SELECT v.article_id, v.version, v.page_id, v.fetched_at, v.why,
       CASE WHEN r.article_id IS NULL THEN a.title ELSE r.title END AS title,
       CASE WHEN r.article_id IS NULL THEN t.lead ELSE r.lead END AS lead,
       CASE WHEN r.article_id IS NULL THEN t.text ELSE r.text END AS text
FROM last v
JOIN store.articles a USING (article_id) JOIN store.article_texts t USING (article_id)
LEFT JOIN store.readings r ON r.article_id = v.article_id AND r.reading_hash = v.reading_hash AND NOT v.current
UNION ALL BY NAME
SELECT a.article_id, 1 AS version, a.page_id, a.first_seen_at AS fetched_at, NULL AS why, a.title, t.lead, t.text
FROM store.articles a JOIN store.article_texts t USING (article_id)
WHERE a.article_id NOT IN (SELECT article_id FROM store.versions);
