-- Who and what one article names, place by place.
WITH named AS (
    SELECT field, start_char, end_char, entity_id FROM mentions WHERE article_id = CAST($article_id AS BIGINT)
)
SELECT n.field, n.start_char, n.end_char, CAST(n.entity_id AS VARCHAR) AS entity_id, e.name, e.type
FROM named n JOIN (FROM entities WHERE entity_id IN (SELECT entity_id FROM named)) e USING (entity_id)
ORDER BY n.field, n.start_char;
