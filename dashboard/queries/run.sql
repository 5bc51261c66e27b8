-- When one run began and of what kind it was: how a filter by run is named.
SELECT run_id, kind, started_at
FROM runs
WHERE run_id = CAST($run_id AS VARCHAR);
