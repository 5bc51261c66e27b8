-- Every name of each entity that a correction merges, splits or hides: its entity without corrections (machine_id) and with them (entity_id,
-- null when hidden). Names that are not here have the entity that the machine gave them.
-- From the variable `corrected_names`, which the dashboard sets, else as it was when this snapshot was made.
CREATE VIEW corrected_names AS
SELECT unnest(CAST(getvariable('corrected_names') AS STRUCT(name_id BIGINT, machine_id BIGINT, entity_id BIGINT)[]), recursive := true)
UNION ALL
SELECT name_id, machine_id, entity_id FROM store.corrected_names WHERE getvariable('corrected_names') IS NULL;
