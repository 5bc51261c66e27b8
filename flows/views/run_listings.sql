-- One row a feed, sitemap, section page, front page or robots.txt and run: whether it could be read (fetched, unchanged, failed), what was odd,
-- and how many article URLs it listed.
CREATE VIEW run_listings AS
SELECT run_id, source_id, url, kind, state, reason, entries
FROM store.run_listings;
