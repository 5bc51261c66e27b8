-- What trends need to be quick: the day of each article, and the same day beside each entity that it names.
-- `day` is in the desk's time zone and was worked out from `dated_at`; a row whose `dated_at` is not that of the article as it now
-- stands has yet to be dated (see sql/date_articles.sql). New rows have neither.
-- With the day beside it, 35 days of 10 million rows are counted in 30 ms instead of 150: row groups of other days are not read.

ALTER TABLE store.articles ADD COLUMN day DATE;
ALTER TABLE store.articles ADD COLUMN dated_at TIMESTAMPTZ;
ALTER TABLE store.entity_articles ADD COLUMN day DATE;

-- The zone in which the days are; one row, none before the first time.
CREATE TABLE store.zone (
    time_zone VARCHAR NOT NULL
);
