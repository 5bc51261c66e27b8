-- What the folded entities are shown by (staged_entities); those that are no more are gone.
DELETE FROM store.entities
WHERE entity_id IN (SELECT entity_id FROM entities_to_fold) AND entity_id NOT IN (SELECT entity_id FROM staged_entities);

MERGE INTO store.entities AS kept
USING staged_entities AS new
ON kept.entity_id = new.entity_id
WHEN MATCHED AND (kept.name, kept.type) <> (new.name, new.type) THEN UPDATE SET name = new.name, type = new.type
WHEN NOT MATCHED THEN INSERT BY NAME;
