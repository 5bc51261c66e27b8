-- The URLs of one journal (staged_urls: the last event of each) into the ledger.
-- Where two sources brought one URL, or one source two forms of it, the one that did more with it counts.
-- A page that was once read and is not found is missing; other failures say nothing about that.
-- A URL that was merely met again ("known"), or has been read and is left out now (its listing says an earlier day, another source lists
-- it), keeps its state; one met by a run that was killed is pending.
MERGE INTO store.urls AS ledger
USING (SELECT DISTINCT ON (url_id) * FROM staged_urls ORDER BY url_id, state = 'skipped', source_id) AS seen
ON ledger.url_id = seen.url_id
WHEN MATCHED AND seen.state = 'skipped' AND (seen.reason = 'known' OR ledger.visits > 0) THEN UPDATE SET
    last_seen_at = greatest(ledger.last_seen_at, seen.last_seen_at)
WHEN MATCHED THEN UPDATE SET
    state = seen.state,
    reason = seen.reason,
    published = coalesce(ledger.published, seen.published),
    last_seen_at = greatest(ledger.last_seen_at, seen.last_seen_at),
    fetched_at = coalesce(seen.fetched_at, ledger.fetched_at),
    visited_at = coalesce(seen.visited_at, ledger.visited_at),
    visits = ledger.visits + seen.visits,
    failures = CASE WHEN seen.state = 'failed' THEN ledger.failures + 1 WHEN seen.visits > 0 THEN 0 ELSE ledger.failures END,
    missing = CASE WHEN seen.visits > 0 THEN 0 WHEN ledger.visits > 0 AND seen.reason IN ('HTTP 404', 'HTTP 410') THEN ledger.missing + 1 ELSE ledger.missing END,
    missing_since = CASE WHEN seen.visits > 0 THEN NULL WHEN ledger.visits > 0 AND seen.reason IN ('HTTP 404', 'HTTP 410') THEN coalesce(ledger.missing_since, seen.last_seen_at) ELSE ledger.missing_since END,
    etag = coalesce(seen.etag, ledger.etag),
    last_modified = coalesce(seen.last_modified, ledger.last_modified),
    digest = coalesce(seen.digest, ledger.digest)
WHEN NOT MATCHED THEN INSERT BY NAME;
