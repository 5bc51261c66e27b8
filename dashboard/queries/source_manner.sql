-- How one source published in a period: hours from publication to first sight (the median of those seen within a week), its opt-outs, how many
-- are behind a paywall, the median of their words.
SELECT count(*) AS articles,
       median(date_diff('minute', published_at, first_seen_at) / 60) FILTER (date_diff('minute', published_at, first_seen_at) BETWEEN 0 AND 10080) AS delay_hours,
       coalesce(list_distinct(flatten(list(opt_out))), []) AS opt_outs, count(*) FILTER (paywalled) AS paywalled, median(word_count) AS words
FROM articles
WHERE source_id = CAST($source_id AS VARCHAR) AND day BETWEEN CAST($first AS DATE) AND CAST($last AS DATE);
