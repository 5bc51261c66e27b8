-- One row an article URL and run in which something became of it: the state it ended in, and why. URLs that are merely known are counted in
-- run_sources alone.
CREATE VIEW run_urls AS
SELECT run_id, source_id, url_id, state, reason, status
FROM store.run_urls;
