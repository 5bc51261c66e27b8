-- One row: the days that the snapshot has news of.
--   first_day, last_day  of the articles; last_day is no later than the day that the last night brought in, which for a night that
--                        begins before noon is the day before
--   partial_from         the day on which the last night began, of which it cannot have seen all; the last day of the articles
--                        where there was no night
CREATE VIEW news_span AS
WITH night AS (
    SELECT max(timezone((SELECT value FROM meta WHERE key = 'time_zone'), started_at)) AS started FROM store.runs WHERE kind = 'nightly'
), news AS (
    SELECT min(day) AS first_day, max(day) AS last_day FROM store.articles
)
SELECT first_day, least(last_day, CAST(started - INTERVAL 12 HOUR AS DATE)) AS last_day, coalesce(CAST(started AS DATE), last_day) AS partial_from
FROM news, night;
