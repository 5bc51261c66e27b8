-- The corrections of entities that stand, the newest first.
SELECT id, said_at, action, was, coalesce("to", name, type) AS "to"
FROM corrections
WHERE standing AND action <> 'undo'
ORDER BY number DESC;
