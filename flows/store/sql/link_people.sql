-- The person links of the surnames that changed (staged_links) in place of those that they had. What is short for a name whose links are
-- others now is to be folded again too.
CREATE OR REPLACE TEMP TABLE linked_before AS
SELECT l.* FROM store.name_links l WHERE rule = 'person' AND name_id IN (SELECT name_id FROM unfolded_people);

CREATE OR REPLACE TEMP TABLE linked_otherwise AS
SELECT unnest([name_id, other_id]) AS name_id
FROM ((FROM linked_before EXCEPT FROM staged_links) UNION ALL (FROM staged_links EXCEPT FROM linked_before));

INSERT INTO store.unfolded SELECT DISTINCT alone_id, false FROM store.name_surfaces WHERE name_id IN (FROM linked_otherwise);

DELETE FROM store.name_links AS l USING linked_before AS b
WHERE l.rule = 'person' AND l.name_id = b.name_id AND l.other_id = b.other_id;
INSERT INTO store.name_links BY NAME SELECT * FROM staged_links;
