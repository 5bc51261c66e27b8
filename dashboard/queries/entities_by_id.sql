-- Some entities by their own ids; those that are merged away or hidden are missing.
SELECT CAST(entity_id AS VARCHAR) AS entity_id, name, type, aliases, articles, first_day, last_day
FROM entities
WHERE entity_id IN (SELECT unnest(CAST($entities AS BIGINT[])))
ORDER BY entities.entity_id;
