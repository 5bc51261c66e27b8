-- The slowest hosts of each run's crawl: requests, seconds that their answers took in all, and the slowest answer.
CREATE VIEW run_hosts AS
SELECT run_id, host, requests, seconds, slowest
FROM store.run_hosts;
