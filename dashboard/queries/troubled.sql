-- The sources of which the last run that judged any said something.
SELECT DISTINCT source_id
FROM run_issues
WHERE source_id IS NOT NULL AND run_id = (SELECT arg_max(run_id, started_at) FROM runs WHERE kind = 'nightly');
