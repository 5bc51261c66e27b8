-- One row an entity that is not hidden: the name that it is shown by, its type (PER, ORG, LOC), how else articles name it (the commonest
-- first), how many articles do, how often, and the first and last of their days. Corrections applied.
CREATE VIEW entities AS
WITH facts AS (
    SELECT entity_id, name, type, aliases, articles, mentions, first_at, last_at
    FROM store.entity_facts ANTI JOIN (SELECT DISTINCT machine_id AS entity_id FROM corrected_names) USING (entity_id)
    UNION ALL
    SELECT entity_id, name, type, aliases, articles, mentions, first_at, last_at FROM corrected_facts
)
SELECT f.entity_id, coalesce(e.name, f.name) AS name, coalesce(e.type, f.type) AS type,
       CASE WHEN e.name IS NULL THEN f.aliases ELSE list_filter(list_prepend(f.name, f.aliases), lambda alias: alias <> e.name) END AS aliases,
       f.articles, f.mentions,
       CAST(timezone((SELECT value FROM meta WHERE key = 'time_zone'), f.first_at) AS DATE) AS first_day,
       CAST(timezone((SELECT value FROM meta WHERE key = 'time_zone'), f.last_at) AS DATE) AS last_day
FROM facts f LEFT JOIN corrected_entities e USING (entity_id);
