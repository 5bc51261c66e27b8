-- Articles and distinct stories by day and source. A table, made once for each snapshot.
CREATE TABLE article_counts AS
SELECT day, source_id, count(*) AS articles, count(DISTINCT story_id) AS stories
FROM article_days
GROUP BY day, source_id;
