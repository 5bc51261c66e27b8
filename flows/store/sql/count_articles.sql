-- What the pages of each run became: different articles, and pages that are none. Two addresses of one article make one.
UPDATE store.run_tallies AS t
SET articles = p.articles, rejected = p.rejected
FROM (SELECT run_id, source_id, count(DISTINCT article_id) AS articles, count(reason) AS rejected
      FROM store.pages GROUP BY run_id, source_id) AS p
WHERE t.run_id = p.run_id AND t.source_id = p.source_id AND (t.articles, t.rejected) <> (p.articles, p.rejected);
