-- Who is named together with an entity in a period more than chance would have it, the closest first.
SELECT CAST(t.entity_id AS VARCHAR) AS entity_id, e.name, e.type, t.together, t.stories, t.npmi
FROM together(CAST($entity_id AS BIGINT), CAST($first AS DATE), CAST($last AS DATE)) t JOIN entities e USING (entity_id)
WHERE t.npmi > 0
ORDER BY t.npmi DESC, t.together DESC, t.entity_id
LIMIT CAST($limit AS INTEGER);
