-- Entities whose names a correction changes, as `entities` has them but for new names and types. From the variable `corrected_facts`, as
-- `corrected_names` is.
CREATE VIEW corrected_facts AS
SELECT unnest(CAST(getvariable('corrected_facts') AS STRUCT(entity_id BIGINT, name VARCHAR, type VARCHAR, aliases VARCHAR[], articles BIGINT,
              mentions BIGINT, first_at TIMESTAMPTZ, last_at TIMESTAMPTZ)[]), recursive := true)
UNION ALL
SELECT entity_id, name, type, aliases, articles, mentions, first_at, last_at FROM store.corrected_facts WHERE getvariable('corrected_facts') IS NULL;
