-- Each listing of one source as it was last asked for.
SELECT url, run_listings.kind, state, reason, entries, started_at AS at_run
FROM run_listings JOIN runs USING (run_id)
WHERE source_id = CAST($source_id AS VARCHAR)
QUALIFY row_number() OVER (PARTITION BY url ORDER BY started_at DESC) = 1
ORDER BY run_listings.kind, url
LIMIT 50;
