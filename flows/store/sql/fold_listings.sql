-- What feeds and sitemaps gave to ask again cheaply.
MERGE INTO store.listings AS kept
USING (SELECT DISTINCT ON (url) * FROM staged_listings WHERE state = 'fetched' ORDER BY url, source_id) AS read
ON kept.url = read.url
WHEN MATCHED THEN UPDATE SET source_id = read.source_id, state = read.state, etag = read.etag, last_modified = read.last_modified
WHEN NOT MATCHED THEN INSERT BY NAME;
