-- How many articles name each of two entities, and how many would name the one that they become.
SELECT count(*) FILTER (one) AS one, count(*) FILTER (other) AS other, count(*) AS both
FROM (
    SELECT article_id, bool_or(entity_id = CAST($entity_id AS BIGINT)) AS one, bool_or(entity_id = CAST($into_id AS BIGINT)) AS other
    FROM entity_articles
    WHERE entity_id IN (CAST($entity_id AS BIGINT), CAST($into_id AS BIGINT))
    GROUP BY article_id
);
