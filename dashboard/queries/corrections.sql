-- The corrections of entities that stand, the last first: the ids that each speaks of, what its entity was called then, and what it says.
WITH lines AS (
    SELECT generate_subscripts(lines, 1) AS number, unnest(lines) AS line
    FROM (SELECT CAST(getvariable('corrections') AS VARCHAR[]) AS lines)
)
SELECT id, said_at, action, CAST(entity_id AS VARCHAR) AS entity_id, CAST(into_id AS VARCHAR) AS into_id, CAST(as_id AS VARCHAR) AS as_id,
       line->>'was' AS was, coalesce(line->>'to', name, type) AS said
FROM corrections JOIN lines USING (number)
WHERE standing
ORDER BY number DESC;
