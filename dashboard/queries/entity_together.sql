-- Who is named together with an entity in a period, the closest first: see the macro.
SELECT CAST(t.entity_id AS VARCHAR) AS entity_id, e.name, e.type, t.together, t.stories, t.articles, t.npmi
FROM together(CAST($entity_id AS BIGINT), CAST($first AS DATE), CAST($last AS DATE)) t JOIN entities e USING (entity_id)
WHERE npmi > 0
ORDER BY npmi DESC, together DESC, t.entity_id
LIMIT CAST($limit AS INTEGER);
