-- The sources that a filter offers.
SELECT source_id AS value, name AS label, coalesce(articles, 0) AS articles
FROM sources LEFT JOIN (SELECT source_id, CAST(sum(articles) AS BIGINT) AS articles FROM article_counts GROUP BY source_id) USING (source_id)
ORDER BY lower(name), source_id;
