-- The sections that a filter offers; '' = none given.
SELECT coalesce(section, '') AS value, coalesce(section, 'none given') AS label, count(*) AS articles
FROM article_days
GROUP BY ALL
ORDER BY articles DESC, value;
