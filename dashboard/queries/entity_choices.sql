-- The entities that most articles of a period name, and the chosen ones however few do.
WITH counted AS (
    SELECT entity_id, count(*) AS articles
    FROM entity_articles
    WHERE day BETWEEN CAST($first AS DATE) AND CAST($last AS DATE)
    GROUP BY entity_id
), shown AS (
    SELECT entity_id FROM (SELECT entity_id FROM counted ORDER BY articles DESC, entity_id LIMIT CAST($limit AS INTEGER))
    UNION
    SELECT unnest(CAST($entities AS BIGINT[]))
)
SELECT CAST(e.entity_id AS VARCHAR) AS value, e.name AS label, coalesce(counted.articles, 0) AS articles
FROM entities e JOIN shown USING (entity_id) LEFT JOIN counted USING (entity_id)
ORDER BY counted.articles DESC NULLS LAST, e.entity_id;
