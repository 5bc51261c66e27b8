-- One row a source: what of it the filters leave, its last article, its state in the latest night it was asked, and where its URLs of the
-- period's nights ended: discovered = fetched + unchanged + skipped + failed + pending.
WITH chosen AS (
    SELECT source_id, count(*) AS articles, count(DISTINCT story_id) AS stories
    FROM selected(CAST($first AS DATE), CAST($last AS DATE), CAST($sources AS VARCHAR[]), CAST($languages AS VARCHAR[]),
              CAST($sections AS VARCHAR[]), CAST($words AS VARCHAR), CAST($run AS VARCHAR), CAST($entity AS BIGINT))
    GROUP BY source_id
), newest AS (
    SELECT source_id, max(day) AS last_article
    FROM article_counts
    GROUP BY source_id
), latest AS (
    SELECT source_id, arg_max(state, day) AS state, max(day) AS night
    FROM nights
    GROUP BY source_id
), sums AS (
    SELECT source_id, CAST(sum(discovered) AS BIGINT) AS discovered, CAST(sum(fetched) AS BIGINT) AS fetched,
           CAST(sum(unchanged) AS BIGINT) AS unchanged, CAST(sum(skipped) AS BIGINT) AS skipped,
           CAST(sum(failed) AS BIGINT) AS failed, CAST(sum(pending) AS BIGINT) AS pending
    FROM nights
    WHERE news_day BETWEEN CAST($first AS DATE) AND CAST($last AS DATE)
    GROUP BY source_id
)
SELECT s.source_id, s.name AS source, s.paused, s.listed, coalesce(c.articles, 0) AS articles, coalesce(c.stories, 0) AS stories,
       newest.last_article, latest.state, latest.night, coalesce(discovered, 0) AS discovered, coalesce(fetched, 0) AS fetched,
       coalesce(unchanged, 0) AS unchanged, coalesce(skipped, 0) AS skipped, coalesce(failed, 0) AS failed, coalesce(pending, 0) AS pending
FROM sources s LEFT JOIN chosen c USING (source_id) LEFT JOIN newest USING (source_id) LEFT JOIN latest USING (source_id)
     LEFT JOIN sums USING (source_id)
WHERE CAST($sources AS VARCHAR[]) IS NULL OR list_contains(CAST($sources AS VARCHAR[]), s.source_id)
ORDER BY articles DESC, lower(s.name), s.source_id;
