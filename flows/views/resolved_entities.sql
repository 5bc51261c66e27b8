-- What the corrections make of the name and type of an entity; of two lines about one entity the later wins.
CREATE VIEW resolved_entities AS
WITH live AS MATERIALIZED (
    SELECT * FROM corrections WHERE standing AND action IN ('rename', 'retype')
), spoken_of AS (
    SELECT name_id AS id, entity_id FROM store.names WHERE name_id IN (SELECT entity_id FROM live)
    UNION SELECT as_id, as_id FROM corrections WHERE standing AND action = 'split'
)
SELECT spoken_of.entity_id, arg_max(live.name, number) FILTER (action = 'rename') AS name,
       arg_max(live.type, number) FILTER (action = 'retype' AND live.type IN ('PER', 'ORG', 'LOC')) AS type
FROM live JOIN spoken_of ON spoken_of.id = live.entity_id
GROUP BY spoken_of.entity_id;
