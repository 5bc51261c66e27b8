-- One page of the entities (of a type; null: of any) whose name or one of whose aliases has the words in it, most articles first, with how many there are in all.
WITH fitting AS (
    SELECT entity_id, articles, name
    FROM entities
    WHERE (CAST($type AS VARCHAR) IS NULL OR type = CAST($type AS VARCHAR))
      AND (CAST($search AS VARCHAR) IS NULL OR contains(lower(name), lower(CAST($search AS VARCHAR)))
           OR contains(lower(array_to_string(aliases, chr(10))), lower(CAST($search AS VARCHAR))))
), page AS (
    SELECT entity_id
    FROM fitting
    ORDER BY articles DESC, name, entity_id
    LIMIT CAST($limit AS INTEGER) OFFSET CAST($skip AS BIGINT)
)
SELECT CAST(e.entity_id AS VARCHAR) AS entity_id, name, type, aliases, articles, first_day, last_day, (SELECT count(*) FROM fitting) AS found
FROM entities e SEMI JOIN page USING (entity_id)
ORDER BY articles DESC, name, e.entity_id;
