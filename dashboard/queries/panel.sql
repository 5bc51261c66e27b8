-- The sources that were there throughout a period: collected or quiet on at least the share $steady of its days, as `steady` of the macro
-- `trend` has it. Days that are not over do not count, nor those on which most sources were out.
WITH coverage AS MATERIALIZED (
    SELECT source_id, day, usual, state <> 'out' AS there FROM source_coverage(CAST($first AS DATE), CAST($last AS DATE))
), working AS (
    SELECT day
    FROM coverage, news_span
    WHERE day < partial_from
    GROUP BY day
    HAVING count(*) FILTER (there AND usual > 0) >= greatest(1, count(*) FILTER (usual > 0) / 2)
)
SELECT source_id
FROM coverage LEFT JOIN working USING (day)
WHERE CAST($sources AS VARCHAR[]) IS NULL OR list_contains(CAST($sources AS VARCHAR[]), source_id)
GROUP BY source_id
HAVING avg(CAST(there AS INTEGER)) FILTER (working.day IS NOT NULL) >= CAST($steady AS DOUBLE)
ORDER BY source_id;
