-- The days on which a source was not collected.
SELECT source_id, day
FROM source_coverage(CAST($first AS DATE), CAST($last AS DATE))
WHERE state = 'out' AND (CAST($sources AS VARCHAR[]) IS NULL OR list_contains(CAST($sources AS VARCHAR[]), source_id))
ORDER BY source_id, day;
