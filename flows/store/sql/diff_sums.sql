-- Articles and rejected pages by source, in the snapshot (before) and in the store (after).
WITH pages AS (
    SELECT source_id, false AS now, count(*) FILTER (reason IS NOT NULL) AS rejected FROM before.store.pages GROUP BY ALL
    UNION ALL SELECT source_id, true, count(*) FILTER (reason IS NOT NULL) FROM after.store.pages GROUP BY ALL
), articles AS (
    SELECT source_id, false AS now, count(*) AS articles FROM before.store.articles GROUP BY ALL
    UNION ALL SELECT source_id, true, count(*) FROM after.store.articles GROUP BY ALL
)
SELECT source_id, CAST(coalesce(sum(articles) FILTER (NOT now), 0) AS BIGINT), CAST(coalesce(sum(articles) FILTER (now), 0) AS BIGINT),
       CAST(coalesce(sum(rejected) FILTER (NOT now), 0) AS BIGINT), CAST(coalesce(sum(rejected) FILTER (now), 0) AS BIGINT)
FROM pages FULL JOIN articles USING (source_id, now)
GROUP BY source_id
ORDER BY source_id;
