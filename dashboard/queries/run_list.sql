-- Runs, the newest first, each with the articles that were first seen in it; `run_id` not null: that one.
WITH page AS MATERIALIZED (
    SELECT *, count(*) OVER () AS found
    FROM runs
    WHERE CAST($run_id AS VARCHAR) IS NULL OR run_id = CAST($run_id AS VARCHAR)
    ORDER BY started_at DESC, run_id DESC
    LIMIT CAST($limit AS INTEGER) OFFSET CAST($skip AS BIGINT)
), fresh AS (
    SELECT run_id, count(*) AS articles_new
    FROM page JOIN article_days ON first_seen_at BETWEEN started_at AND coalesce(finished_at, 'infinity')
    GROUP BY run_id
)
SELECT run_id, kind, started_at, finished_at, outcome, ended, discovered, fetched, unchanged, skipped, failed, pending, articles, rejected,
       coalesce(articles_new, 0) AS articles_new, found
FROM page LEFT JOIN fresh USING (run_id)
ORDER BY started_at DESC, run_id DESC;
