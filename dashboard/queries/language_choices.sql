-- The languages that a filter offers; '' = not known.
SELECT coalesce(language, '') AS value, coalesce(language, 'not known') AS label, count(*) AS articles
FROM article_days
GROUP BY ALL
ORDER BY articles DESC, value;
