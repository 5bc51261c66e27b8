-- The last days of each source, one row a source and day from its first night on: what `flows.health` judges. Days are in the desk's zone.
-- Articles that were long out when they were first seen (a backfill, an import, the first night) are not of the day.
WITH nights AS (
    SELECT run_id, CAST(timezone($zone, started_at) AS DATE) AS day
    FROM store.runs
    WHERE kind = 'nightly' AND CAST(timezone($zone, started_at) AS DATE) > CAST($last AS DATE) - CAST($days AS INTEGER)
), tallied AS (
    SELECT source_id, day, count(*) AS nights, sum(fetched + failed) AS asked, sum(pending) AS pending,
           count(*) FILTER (fetched + unchanged > 0 OR listed.read > 0) AS read
    FROM store.run_tallies JOIN nights USING (run_id) LEFT JOIN (
        SELECT run_id, source_id, count(*) FILTER (state <> 'failed') AS read
        FROM store.run_listings WHERE kind <> 'robots.txt' GROUP BY run_id, source_id
    ) AS listed USING (run_id, source_id)
    GROUP BY source_id, day
), ends AS (
    SELECT source_id, day, count(*) FILTER (state = 'skipped' AND reason = 'robots.txt') AS robots,
           count(*) FILTER (state = 'failed' AND status IN (401, 403, 429, 451)) AS refused
    FROM store.run_urls JOIN nights USING (run_id)
    GROUP BY source_id, day
), walls AS (
    SELECT source_id, day, count(*) AS captchas
    FROM store.pages JOIN nights USING (run_id)
    WHERE reason = 'captcha'
    GROUP BY source_id, day
), fresh AS (
    SELECT article_id, source_id, CAST(timezone($zone, first_seen_at) AS DATE) AS day, word_count, len(authors) = 0 AS nameless,
           published_at IS NULL AS undated, story_id, date_diff('minute', published_at, first_seen_at) / 60.0 AS delay,
           len(t.text) - len(replace(t.text, chr(10), '')) + 1 AS lines
    FROM store.articles JOIN store.article_texts t USING (article_id)
    WHERE first_seen_at > CAST($last AS DATE) - CAST($days AS INTEGER)
      AND coalesce(published_at, first_seen_at) > first_seen_at - INTERVAL 8 DAY
), cuts AS (
    SELECT article_id, count(*) AS cut FROM store.cut_blocks SEMI JOIN fresh USING (article_id) GROUP BY article_id
), brought AS (
    SELECT source_id, day, count(*) AS articles, median(word_count) AS words, median(lines) AS lines, median(delay) AS delay,
           avg(CAST(nameless AS INTEGER)) AS nameless, avg(CAST(undated AS INTEGER)) AS undated,
           median(coalesce(cut, 0) / (coalesce(cut, 0) + lines)) AS cut
    FROM fresh LEFT JOIN cuts USING (article_id)
    GROUP BY source_id, day
), alike AS (
    SELECT source_id, day, max(same) AS same
    FROM (SELECT source_id, day, count(*) AS same FROM fresh GROUP BY source_id, day, story_id)
    GROUP BY source_id, day
), ever AS (
    SELECT source_id, count(*) AS known, CAST(timezone($zone, max(first_seen_at)) AS DATE) AS last_article
    FROM store.articles
    GROUP BY source_id
), grid AS (
    SELECT source_id, CAST(unnest(generate_series(min(day), CAST($last AS DATE), INTERVAL 1 DAY)) AS DATE) AS day
    FROM tallied
    GROUP BY source_id
)
SELECT source_id, day, coalesce(nights, 0) AS nights, coalesce(read, 0) > 0 AS read, coalesce(articles, 0) AS articles,
       CAST(coalesce(asked, 0) AS BIGINT) AS asked, CAST(coalesce(pending, 0) AS BIGINT) AS pending, coalesce(robots, 0) AS robots,
       coalesce(refused, 0) AS refused, coalesce(captchas, 0) AS captchas, words, CAST(lines AS DOUBLE) AS lines,
       coalesce(nameless, 0) AS nameless, coalesce(undated, 0) AS undated, coalesce(cut, 0) AS cut, coalesce(same, 0) AS same, delay,
       coalesce(known, 0) AS known, last_article
FROM grid LEFT JOIN tallied USING (source_id, day) LEFT JOIN ends USING (source_id, day) LEFT JOIN walls USING (source_id, day)
     LEFT JOIN brought USING (source_id, day) LEFT JOIN alike USING (source_id, day) LEFT JOIN ever USING (source_id)
ORDER BY source_id, day;
