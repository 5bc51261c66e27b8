-- The names that fold into each entity, corrections applied: a name is what one article calls it where it says most. `articles`: that have it.
CREATE VIEW entity_names AS
SELECT CASE WHEN c.name_id IS NULL THEN n.entity_id ELSE c.entity_id END AS entity_id, n.name_id, n.name, n.type, n.articles
FROM store.names n LEFT JOIN corrected_names c USING (name_id)
WHERE c.name_id IS NULL OR c.entity_id IS NOT NULL;
