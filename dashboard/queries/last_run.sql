-- The latest run of any kind, with the articles that were first seen in it. The snapshot is made before its own run has ended.
WITH latest AS (
    FROM runs
    ORDER BY started_at DESC, run_id DESC
    LIMIT 1
)
SELECT run_id, kind, started_at, finished_at, outcome, ended, discovered, fetched, unchanged, skipped, failed, pending, rejected,
       (SELECT count(*) FROM article_days WHERE first_seen_at BETWEEN started_at AND coalesce(finished_at, first_seen_at)) AS articles_new
FROM latest;
