-- How many articles would go with some names of an entity, how many it would keep, and how many it has.
SELECT count(*) FILTER (leaves) AS one, count(*) FILTER (stays) AS other, count(*) AS both
FROM (
    SELECT article_id, bool_or(name_id IN (SELECT unnest(CAST($name_ids AS BIGINT[])))) AS leaves,
           bool_or(name_id NOT IN (SELECT unnest(CAST($name_ids AS BIGINT[])))) AS stays
    FROM article_names
    WHERE name_id IN (SELECT name_id FROM entity_names WHERE entity_id = CAST($entity_id AS BIGINT))
    GROUP BY article_id
);
