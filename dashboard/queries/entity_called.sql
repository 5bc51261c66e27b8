-- The entities that are called so, in any case: by their name, or else by an alias.
SELECT CAST(entity_id AS VARCHAR) AS entity_id, name, type, aliases, articles, first_day, last_day
FROM entities
WHERE lower(name) = lower(CAST($name AS VARCHAR)) OR list_contains(list_transform(aliases, lambda alias: lower(alias)), lower(CAST($name AS VARCHAR)))
QUALIFY lower(name) = lower(CAST($name AS VARCHAR)) OR NOT bool_or(lower(name) = lower(CAST($name AS VARCHAR))) OVER ()
ORDER BY articles DESC, entities.entity_id;
