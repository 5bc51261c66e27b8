-- What the next crawl of the given sources begins with: URLs left pending by a night or a scrape (a backfill's wait for
-- the next backfill), URLs that failed for a reason that may pass, pages that were once read and were not found the last
-- time, until that is confirmed; and, for what is left of the night's pages, those that are due to be read again.
-- A page is read again 6 hours, 1, 3 and 7 days after the visit before:
-- corrections come early. Validators go with the last kind only.
-- Newest first, the sources in turns, and before the others the one that was last read longest ago.
WITH of_backfills AS (
    SELECT url_id FROM store.run_urls JOIN store.runs USING (run_id) WHERE state = 'pending'
    GROUP BY url_id HAVING bool_and(kind = 'backfill')
),
due AS (
    SELECT url, source_id, etag, last_modified, digest, published, last_seen_at, visits > 0 AS revisit
    FROM store.urls u
    WHERE source_id IN (SELECT unnest($source_ids::VARCHAR[]))
      AND ((state = 'pending' AND url_id NOT IN (FROM of_backfills))
           OR (state = 'failed' AND failures < 4
               AND reason NOT IN ('HTTP 404', 'HTTP 410', 'HTTP 451') AND reason NOT LIKE 'not HTML%')
           OR (state = 'failed' AND missing = 1 AND reason IN ('HTTP 404', 'HTTP 410'))
           OR (state IN ('fetched', 'unchanged') AND visits BETWEEN 1 AND 4
               AND first_seen_at > $now::TIMESTAMPTZ - INTERVAL 14 DAY
               AND visited_at <= $now::TIMESTAMPTZ - [INTERVAL 6 HOUR, INTERVAL 1 DAY, INTERVAL 3 DAY, INTERVAL 7 DAY][visits]))
),
last_read AS (SELECT source_id, max(visited_at) AS read_at FROM store.urls GROUP BY source_id),
in_turns AS (
    SELECT *, row_number() OVER (PARTITION BY source_id, revisit
                                 ORDER BY published DESC NULLS FIRST, last_seen_at DESC, url) AS turn
    FROM due
)
SELECT source_id, url, revisit,
       CASE WHEN revisit THEN etag END, CASE WHEN revisit THEN last_modified END, CASE WHEN revisit THEN digest END
FROM in_turns LEFT JOIN last_read USING (source_id)
ORDER BY revisit, turn, read_at NULLS FIRST, source_id;
