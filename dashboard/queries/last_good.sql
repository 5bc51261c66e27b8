-- When the last night that was not red ended. The snapshot is made before its own run has ended: that one is good.
SELECT max(CASE WHEN outcome IN ('ok', 'amber') THEN coalesce(finished_at, started_at)
                WHEN run_id = (SELECT value FROM meta WHERE key = 'run_id') THEN coalesce(finished_at, started_at) END) AS ended_at
FROM runs
WHERE kind = 'nightly';
