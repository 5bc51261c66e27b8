-- What the next crawl of the given sources begins with: URLs left pending, URLs that failed for a reason that may pass,
-- pages that were once read and were not found the last time, until that is confirmed, and pages that are due to be read
-- again. A page is read again 6 hours, 1, 3 and 7 days after the visit before:
-- corrections come early. Validators go with the last kind only. Newest first.
WITH due AS (
    SELECT url, source_id, etag, last_modified, digest, last_seen_at, visits > 0 AS revisit
    FROM store.urls
    WHERE source_id IN (SELECT unnest($source_ids::VARCHAR[]))
      AND (state = 'pending'
           OR (state = 'failed' AND failures < 4
               AND reason NOT IN ('HTTP 403', 'HTTP 404', 'HTTP 410', 'HTTP 451') AND reason NOT LIKE 'not HTML%')
           OR (state = 'failed' AND missing = 1 AND reason IN ('HTTP 404', 'HTTP 410'))
           OR (state IN ('fetched', 'unchanged') AND visits BETWEEN 1 AND 4
               AND first_seen_at > $now::TIMESTAMPTZ - INTERVAL 14 DAY
               AND visited_at <= $now::TIMESTAMPTZ - [INTERVAL 6 HOUR, INTERVAL 1 DAY, INTERVAL 3 DAY, INTERVAL 7 DAY][visits]))
)
SELECT source_id, url, CASE WHEN revisit THEN etag END, CASE WHEN revisit THEN last_modified END, CASE WHEN revisit THEN digest END
FROM due
ORDER BY revisit, last_seen_at DESC, url;
