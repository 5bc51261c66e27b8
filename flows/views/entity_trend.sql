-- How much an entity is in the news: for each day and entity the distinct articles, stories and publishers that name it.
-- Days without any are missing. A share needs the day's whole: the macro `trend` has it, and filters, weeks, months and gaps besides.
CREATE VIEW entity_trend AS
SELECT day, entity_id, count(*) AS articles, count(DISTINCT story_id) AS stories, count(DISTINCT family) AS publishers
FROM entity_articles JOIN article_days USING (article_id, day)
GROUP BY day, entity_id;
