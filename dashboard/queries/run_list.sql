-- Runs, the newest first, each with the articles that were first seen in it; `run_id` not null: that one.
SELECT run_id, kind, started_at, finished_at, outcome, ended, discovered, fetched, unchanged, skipped, failed, pending, articles, rejected,
       (SELECT count(*) FROM article_days WHERE first_seen_at BETWEEN started_at AND coalesce(finished_at, first_seen_at)) AS articles_new,
       count(*) OVER () AS found
FROM runs
WHERE CAST($run_id AS VARCHAR) IS NULL OR run_id = CAST($run_id AS VARCHAR)
ORDER BY started_at DESC, run_id DESC
LIMIT CAST($limit AS INTEGER) OFFSET CAST($skip AS BIGINT);
