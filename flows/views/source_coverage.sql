-- For each source and each day between two days: was what it published on that day collected? One row a source and day.
-- `source_day` tells how the runs of a day went; this tells what is there of a day's news, however late it came.
--   articles  of that source and that day
--   usual     the median of the same weekday, four weeks before and four after
--   read      a night that can have seen the day's end, or the night after it, read one of the source's listings or pages
--   state     collected  about what is usual, or something of a source that was read
--             quiet      nothing, where nothing is no wonder: it was read, and is often silent that long
--             out        a quarter of the usual or less, and either no night read it, or so little for so long is unlikely to be chance:
--                        under 1 in 100 for the days in a row together (Chernoff's bound for a Poisson sum). A source that was read and
--                        silent against its habit is out as well: what the readers of other sources see grows by the same share
CREATE MACRO source_coverage(first_day, last_day) AS TABLE
WITH grid AS (
    SELECT source_id, CAST(unnest(generate_series(first_day - 28, last_day + 28, INTERVAL 1 DAY)) AS DATE) AS day
    FROM store.sources
), published AS (
    SELECT source_id, day, articles FROM article_counts WHERE day BETWEEN first_day - 28 AND last_day + 28
), nights AS (
    SELECT DISTINCT source_id, CAST(unnest([news_day - 1, news_day]) AS DATE) AS day
    FROM (
        SELECT source_id, CAST(min(started) OVER (PARTITION BY day) - INTERVAL 12 HOUR AS DATE) AS news_day
        FROM source_day JOIN (
            SELECT timezone((SELECT value FROM meta WHERE key = 'time_zone'), started_at) AS started FROM store.runs WHERE kind = 'nightly'
        ) ON day = CAST(started AS DATE)
        WHERE state <> 'out' AND day BETWEEN first_day AND last_day + 2
    )
), known AS (
    SELECT source_id, day, coalesce(articles, 0) AS articles, nights.day IS NOT NULL AS read,
           CASE WHEN day BETWEEN span.first_day AND span.last_day THEN coalesce(articles, 0) END AS news
    FROM grid LEFT JOIN published USING (source_id, day) LEFT JOIN nights USING (source_id, day), news_span span
), compared AS (    -- neighbours one by one: a third of the time of a median over a frame
    SELECT source_id, day, articles, read,
           coalesce(list_median([
               lag(news, 1) OVER weeks, lag(news, 2) OVER weeks, lag(news, 3) OVER weeks, lag(news, 4) OVER weeks,
               lead(news, 1) OVER weeks, lead(news, 2) OVER weeks, lead(news, 3) OVER weeks, lead(news, 4) OVER weeks
           ]), 0) AS usual
    FROM known
    WINDOW weeks AS (PARTITION BY source_id, dayofweek(day) ORDER BY day)
), rows_of_low AS (
    SELECT *, articles <= usual / 4 AS low,
           row_number() OVER (PARTITION BY source_id ORDER BY day) - row_number() OVER (PARTITION BY source_id, articles <= usual / 4 ORDER BY day) AS stretch
    FROM compared
), weighed AS (
    SELECT *, sum(usual) OVER stretches AS usual_then, sum(articles) OVER stretches AS articles_then
    FROM rows_of_low
    WINDOW stretches AS (PARTITION BY source_id, low, stretch)
)
SELECT source_id, day, articles, usual, read,
       CASE WHEN NOT low THEN 'collected'
            WHEN usual_then - articles_then - articles_then * ln(greatest(usual_then, 1) / greatest(articles_then, 1)) > ln(100) OR NOT read THEN 'out'
            WHEN articles > 0 THEN 'collected'
            ELSE 'quiet' END AS state
FROM weighed
WHERE day BETWEEN first_day AND last_day;
