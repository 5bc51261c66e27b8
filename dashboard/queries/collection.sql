-- For each day between two days: was its news collected? `asked` counts the sources that its night asked, `out` those of them that could not
-- be read, `articles` what is dated on it. A day before the first night can have articles although no source was asked.
WITH days AS (
    SELECT CAST(unnest(generate_series(CAST($first AS DATE), CAST($last AS DATE), INTERVAL 1 DAY)) AS DATE) AS day
), night AS (
    SELECT news_day AS day, count(*) AS asked, count(*) FILTER (state = 'out') AS out
    FROM nights
    WHERE CAST($sources AS VARCHAR[]) IS NULL OR list_contains(CAST($sources AS VARCHAR[]), source_id)
    GROUP BY news_day
), dated AS (
    SELECT day, count(*) AS articles
    FROM article_days
    WHERE day BETWEEN CAST($first AS DATE) AND CAST($last AS DATE)
      AND (CAST($sources AS VARCHAR[]) IS NULL OR list_contains(CAST($sources AS VARCHAR[]), source_id))
    GROUP BY day
)
SELECT days.day, coalesce(asked, 0) AS asked, coalesce(out, 0) AS out, coalesce(articles, 0) AS articles
FROM days LEFT JOIN night USING (day) LEFT JOIN dated USING (day)
ORDER BY days.day;
