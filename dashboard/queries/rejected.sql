-- Why pages of a period did not become articles; days in the desk's zone.
SELECT reason, count(*) AS pages, count(DISTINCT source_id) AS sources
FROM rejections
WHERE CAST(timezone((SELECT value FROM meta WHERE key = 'time_zone'), fetched_at) AS DATE) BETWEEN CAST($first AS DATE) AND CAST($last AS DATE)
  AND (CAST($sources AS VARCHAR[]) IS NULL OR list_contains(CAST($sources AS VARCHAR[]), source_id))
GROUP BY reason
ORDER BY pages DESC, reason;
