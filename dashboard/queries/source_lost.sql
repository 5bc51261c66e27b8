-- Why URLs of one source did not end as pages, and pages not as articles, in the runs of a period; the commonest reason first.
WITH chosen AS (
    SELECT run_id, started_at FROM runs
    WHERE CAST(timezone((SELECT value FROM meta WHERE key = 'time_zone'), started_at) AS DATE) BETWEEN CAST($first AS DATE) AND CAST($last AS DATE) + 1
), ended AS (
    SELECT run_id, state, reason FROM run_urls
    WHERE source_id = CAST($source_id AS VARCHAR) AND state IN ('failed', 'pending', 'skipped') AND reason IS NOT NULL
    UNION ALL
    SELECT run_id, 'rejected' AS state, reason FROM pages WHERE source_id = CAST($source_id AS VARCHAR) AND reason IS NOT NULL
)
SELECT state, reason, count(*) AS urls, max(started_at) AS last_run
FROM ended JOIN chosen USING (run_id)
GROUP BY state, reason
ORDER BY urls DESC, state, reason
LIMIT 30;
