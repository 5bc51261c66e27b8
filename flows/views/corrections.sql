-- What the user said of entities, one row a line of corrections.jsonl; `standing` is false once it was taken back.
-- The lines are those of the variable `corrections` (a list, which the dashboard sets to the file as it is now), else those of the file
-- when this snapshot was made. A line that is no JSON object, or whose id is taken, is left out.
-- `was` and `to` are the names that the entities were shown by when the line was written.
CREATE VIEW corrections AS
WITH given AS (
    SELECT generate_subscripts(lines, 1) AS number, unnest(lines) AS line
    FROM (SELECT coalesce(CAST(getvariable('corrections') AS VARCHAR[]), (SELECT list(line ORDER BY number) FROM store.correction_lines)) AS lines)
), told AS (
    SELECT number, line->>'id' AS id, line->>'at' AS said_at, line->>'subject' AS subject, line->>'action' AS action, line->>'of' AS of,
           TRY_CAST(line->>'entity' AS BIGINT) AS entity_id, TRY_CAST(line->>'into' AS BIGINT) AS into_id, TRY_CAST(line->>'as' AS BIGINT) AS as_id,
           [TRY_CAST(name_id AS BIGINT) FOR name_id IN string_split(line->>'names', ' ')] AS name_ids, line->>'name' AS name, line->>'type' AS type,
           line->>'was' AS was, line->>'to' AS "to"
    FROM (SELECT number, TRY_CAST(line AS JSON) AS line FROM given)
    WHERE json_type(line) = 'OBJECT' AND line->>'id' IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY id ORDER BY number) = 1
), undone AS (
    -- From the last undo to the first: one that was taken back itself takes nothing back.
    SELECT list_reduce(
        list_prepend(CAST([] AS VARCHAR[]), list([id, of] ORDER BY number DESC)),
        lambda gone, undo: CASE WHEN list_contains(gone, undo[1]) THEN gone ELSE list_append(gone, undo[2]) END
    ) AS ids
    FROM told WHERE action = 'undo' AND of IS NOT NULL
)
SELECT number, id, TRY_CAST(said_at AS TIMESTAMPTZ) AS said_at, action, entity_id, into_id, name_ids, as_id, name, type, was, "to",
       NOT list_contains(coalesce((SELECT ids FROM undone), []), id) AS standing
FROM told
WHERE subject = 'entity';
