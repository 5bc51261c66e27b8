-- What of one source's days was collected.
SELECT day, articles, usual, state
FROM source_coverage(CAST($first AS DATE), CAST($last AS DATE))
WHERE source_id = CAST($source_id AS VARCHAR)
ORDER BY day;
