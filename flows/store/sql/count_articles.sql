-- What the pages of each run became: different articles, and pages that are none. Two addresses of one article make one;
-- where two sources brought it in one run, it counts with the source that it is filed under.
WITH once AS (
    SELECT p.run_id, p.article_id, coalesce(max(p.source_id) FILTER (p.source_id = a.source_id), min(p.source_id)) AS source_id
    FROM store.pages AS p JOIN store.articles AS a USING (article_id)
    GROUP BY p.run_id, p.article_id
), brought AS (
    SELECT run_id, source_id, count(*) AS articles FROM once GROUP BY run_id, source_id
), refused AS (
    SELECT run_id, source_id, count(*) AS rejected FROM store.pages WHERE reason IS NOT NULL GROUP BY run_id, source_id
), counted AS (
    SELECT run_id, source_id, coalesce(b.articles, 0) AS articles, coalesce(r.rejected, 0) AS rejected
    FROM store.run_tallies LEFT JOIN brought AS b USING (run_id, source_id) LEFT JOIN refused AS r USING (run_id, source_id)
)
UPDATE store.run_tallies AS t
SET articles = c.articles, rejected = c.rejected
FROM counted AS c
WHERE t.run_id = c.run_id AND t.source_id = c.source_id AND (t.articles, t.rejected) <> (c.articles, c.rejected);
