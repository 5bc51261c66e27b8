-- source_day with the day of news that its night brings in: the one that ended less than twelve hours before the night began, since a night
-- at 02:00 reads what was published the day before, and one at 22:00 what was published that day.
CREATE TEMP VIEW nights AS
WITH starts AS (
    SELECT CAST(local AS DATE) AS day, min(CAST(local - INTERVAL 12 HOUR AS DATE)) AS news_day
    FROM (SELECT timezone((SELECT value FROM meta WHERE key = 'time_zone'), started_at) AS local FROM runs WHERE kind = 'nightly')
    GROUP BY CAST(local AS DATE)
)
SELECT source_day.*, starts.news_day
FROM source_day JOIN starts USING (day);
