-- Why pages of one run are no articles, the commonest reason first.
SELECT reason, count(*) AS pages, count(DISTINCT source_id) AS sources
FROM pages
WHERE run_id = CAST($run_id AS VARCHAR) AND reason IS NOT NULL
GROUP BY reason
ORDER BY pages DESC, reason;
