-- Entities that the user renamed or retyped; null: as it was. From the variable `corrected_entities`, as `corrected_names` is.
CREATE VIEW corrected_entities AS
SELECT unnest(CAST(getvariable('corrected_entities') AS STRUCT(entity_id BIGINT, name VARCHAR, type VARCHAR)[]), recursive := true)
UNION ALL
SELECT entity_id, name, type FROM store.corrected_entities WHERE getvariable('corrected_entities') IS NULL;
