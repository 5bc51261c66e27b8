-- The names that fold into one entity, the commonest first.
SELECT CAST(name_id AS VARCHAR) AS name_id, name, type, articles
FROM entity_names
WHERE entity_id = CAST($entity_id AS BIGINT)
ORDER BY articles DESC, entity_names.name_id;
