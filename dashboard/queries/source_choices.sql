-- The sources that a filter offers.
SELECT source_id AS value, name AS label, coalesce((SELECT sum(articles) FROM article_counts c WHERE c.source_id = s.source_id), 0) AS articles
FROM sources s
ORDER BY lower(name), source_id;
