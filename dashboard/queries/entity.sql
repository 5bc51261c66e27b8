-- One entity; also by the id of a name that folds into it, so that an old link holds.
SELECT CAST(entity_id AS VARCHAR) AS entity_id, name, type, aliases, articles, first_day, last_day
FROM entities
WHERE entity_id IN (SELECT coalesce(max(entity_id), CAST($entity_id AS BIGINT)) FROM entity_names WHERE name_id = CAST($entity_id AS BIGINT));
