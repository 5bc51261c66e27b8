-- What the corrections make of the names of every entity that they merge, split or hide: the entity of each, without them (machine_id) and
-- with them (entity_id; null: hidden). An entity is spoken of by the id of any of its names, so that a line holds when names fold otherwise.
--   split   the named names leave for an entity of their own (as_id); of two lines about one name the later wins
--   merge   all names of one entity go to another; of two lines about one entity the later wins; of lines that lead in a circle the first falls
--   hide    the entity is not shown; what was merged into it goes with it
CREATE VIEW resolved_names AS
WITH RECURSIVE live AS MATERIALIZED (
    SELECT * FROM corrections WHERE standing AND action IN ('merge', 'split', 'hide')
), split AS MATERIALIZED (
    SELECT name_id, arg_max(as_id, number) AS entity_id
    FROM (SELECT number, as_id, unnest(name_ids) AS name_id FROM live WHERE action = 'split' AND as_id IS NOT NULL)
    GROUP BY name_id
), asked AS MATERIALIZED (
    SELECT entity_id AS name_id FROM live UNION SELECT into_id FROM live UNION SELECT name_id FROM split
), found AS MATERIALIZED (
    SELECT name_id, entity_id FROM store.names WHERE name_id IN (FROM asked)
), spoken_of AS MATERIALIZED (
    SELECT name_id AS id, entity_id FROM found
    UNION SELECT entity_id, entity_id FROM split SEMI JOIN found USING (name_id)
), pairs AS MATERIALIZED (
    SELECT source.entity_id AS source, arg_max(target.entity_id, number) AS target, max(number) AS number
    FROM live JOIN spoken_of source ON source.id = live.entity_id JOIN spoken_of target ON target.id = live.into_id
    WHERE action = 'merge' AND source.entity_id <> target.entity_id
    GROUP BY source.entity_id
), walk AS (
    SELECT source, target, number AS earliest FROM pairs
    UNION
    SELECT walk.source, pairs.target, least(walk.earliest, pairs.number)
    FROM walk JOIN pairs ON pairs.source = walk.target WHERE walk.target <> walk.source
), kept AS MATERIALIZED (
    SELECT source, target
    FROM pairs ANTI JOIN walk ON walk.source = pairs.source AND walk.target = pairs.source AND walk.earliest = pairs.number
), climb AS (
    SELECT source, target FROM kept
    UNION ALL
    SELECT climb.source, kept.target FROM climb JOIN kept ON kept.source = climb.target
), merged AS MATERIALIZED (
    SELECT source, target FROM climb ANTI JOIN kept ON kept.source = climb.target
), hidden AS MATERIALIZED (
    SELECT DISTINCT spoken_of.entity_id FROM live JOIN spoken_of ON spoken_of.id = live.entity_id WHERE action = 'hide'
), touched AS MATERIALIZED (
    SELECT source AS entity_id FROM merged UNION SELECT target FROM merged UNION FROM hidden
    UNION SELECT found.entity_id FROM found SEMI JOIN split USING (name_id)
), moved AS MATERIALIZED (
    SELECT name_id, names.entity_id AS machine_id, coalesce(split.entity_id, names.entity_id) AS entity_id
    FROM store.names LEFT JOIN split USING (name_id)
    WHERE names.entity_id IN (FROM touched)
), ended AS (
    SELECT name_id, machine_id, coalesce(merged.target, moved.entity_id) AS entity_id
    FROM moved LEFT JOIN merged ON merged.source = moved.entity_id
)
SELECT name_id, machine_id, CASE WHEN hidden.entity_id IS NULL THEN ended.entity_id END AS entity_id
FROM ended LEFT JOIN hidden USING (entity_id);
