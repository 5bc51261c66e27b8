-- The loss at each stage of one run, by source. `repeats` are pages of articles that another page of the run has already, `waiting` those that
-- have not been cleaned.
WITH became AS (
    SELECT source_id, count(*) AS pages, count(article_id) AS cleaned, count(DISTINCT article_id) AS articles, count(reason) AS rejected
    FROM pages
    WHERE run_id = CAST($run_id AS VARCHAR)
    GROUP BY source_id
), fresh AS (
    SELECT a.source_id, count(*) AS articles_new
    FROM article_days a JOIN runs r ON a.first_seen_at BETWEEN r.started_at AND coalesce(r.finished_at, a.first_seen_at)
    WHERE r.run_id = CAST($run_id AS VARCHAR)
    GROUP BY a.source_id
)
SELECT r.source_id, coalesce(s.name, r.source_id) AS source, discovered, fetched, unchanged, skipped, failed, pending,
       coalesce(b.articles, 0) AS articles, coalesce(b.cleaned - b.articles, 0) AS repeats, coalesce(b.rejected, 0) AS rejected,
       coalesce(b.pages - b.cleaned - b.rejected, 0) AS waiting, coalesce(articles_new, 0) AS articles_new
FROM run_sources r LEFT JOIN sources s USING (source_id) LEFT JOIN became b USING (source_id) LEFT JOIN fresh USING (source_id)
WHERE r.run_id = CAST($run_id AS VARCHAR)
ORDER BY failed + pending + coalesce(b.rejected, 0) DESC, discovered DESC, r.source_id;
