-- Articles whose page answered 404 or 410 twice are gone since the first of them; one that is there again is not.
-- Their text and versions stay.
CREATE OR REPLACE TEMP TABLE gone AS
SELECT url, missing_since FROM store.urls
WHERE missing >= 2;

UPDATE store.articles SET gone_at = NULL WHERE gone_at IS NOT NULL AND url NOT IN (SELECT url FROM gone);
UPDATE store.articles AS a SET gone_at = gone.missing_since
FROM gone
WHERE a.url = gone.url AND a.gone_at IS DISTINCT FROM gone.missing_since;
