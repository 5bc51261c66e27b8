-- The links that the unfolded names give (staged_links) in place of those that they gave, save for person links; then the entities that may
-- be others now: those of the unfolded names, and of whatever is linked to one of them.
DELETE FROM store.name_links WHERE rule <> 'person' AND name_id IN (SELECT name_id FROM unfolded_names);
INSERT INTO store.name_links BY NAME SELECT * FROM staged_links;

CREATE OR REPLACE TEMP TABLE entities_to_fold AS
WITH linked AS (
    SELECT other_id AS name_id FROM store.name_links WHERE name_id IN (SELECT name_id FROM unfolded_names)
    UNION SELECT name_id FROM store.name_links WHERE other_id IN (SELECT name_id FROM unfolded_names)
)
SELECT entity_id FROM unfolded_names UNION SELECT entity_id FROM store.names SEMI JOIN linked USING (name_id);
