-- The hosts of one run's crawl whose answers took longest in all.
SELECT host, requests, seconds, slowest
FROM run_hosts
WHERE run_id = CAST($run_id AS VARCHAR)
ORDER BY seconds DESC, host;
