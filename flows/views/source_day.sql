-- For each source and day with a run (in the desk's time zone): was it collected, quiet, or out?
--   out        nothing of it could be read: every feed, sitemap and page that was asked for failed
--   quiet      it was read, and nothing in it was new
--   collected  it was read, and brought pages
-- A table, made once for each snapshot.
CREATE TABLE source_day AS
WITH asked AS (
    SELECT t.*, CAST(timezone((SELECT value FROM meta WHERE key = 'time_zone'), r.started_at) AS DATE) AS day
    FROM store.run_tallies t JOIN store.runs r USING (run_id)
    WHERE r.kind = 'nightly'
), listed AS (
    SELECT run_id, source_id, count(*) FILTER (state <> 'failed') AS read
    FROM store.run_listings
    WHERE kind <> 'robots.txt'
    GROUP BY run_id, source_id
)
SELECT source_id, day,
       CASE WHEN sum(fetched) > 0 THEN 'collected'
            WHEN coalesce(sum(read), 0) + sum(unchanged) = 0 THEN 'out'
            ELSE 'quiet' END AS state,
       CAST(sum(discovered) AS BIGINT) AS discovered, CAST(sum(fetched) AS BIGINT) AS fetched, CAST(sum(unchanged) AS BIGINT) AS unchanged,
       CAST(sum(skipped) AS BIGINT) AS skipped, CAST(sum(failed) AS BIGINT) AS failed, CAST(sum(pending) AS BIGINT) AS pending,
       CAST(sum(articles) AS BIGINT) AS articles
FROM asked LEFT JOIN listed USING (run_id, source_id)
GROUP BY source_id, day;
