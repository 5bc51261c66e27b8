-- For each day between two days: was its news collected? `asked` counts the sources that usually have news on such a day, `out` those of them whose
-- news is lacking (flows/views/source_coverage.sql), `articles` what is dated on it.
SELECT day, count(*) FILTER (usual > 0 OR articles > 0) AS asked, count(*) FILTER (state = 'out' AND (usual > 0 OR articles > 0)) AS out,
       CAST(sum(articles) AS BIGINT) AS articles
FROM source_coverage(CAST($first AS DATE), CAST($last AS DATE))
WHERE CAST($sources AS VARCHAR[]) IS NULL OR list_contains(CAST($sources AS VARCHAR[]), source_id)
GROUP BY day
ORDER BY day;
