-- What the last fourteen nights said of one source, the latest first; the same reason of several nights stands once.
WITH nightly AS (SELECT run_id, started_at FROM runs WHERE kind = 'nightly' ORDER BY started_at DESC LIMIT 14)
SELECT severity, reason, any_value(next_step) AS next_step, count(*) AS nights, max(started_at) AS last_run
FROM run_issues JOIN nightly USING (run_id)
WHERE source_id = CAST($source_id AS VARCHAR)
GROUP BY severity, reason
ORDER BY last_run DESC, severity DESC, reason
LIMIT 20;
