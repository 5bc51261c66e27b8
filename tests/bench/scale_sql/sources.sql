-- Sources, a night for each day, and every name there is.
INSERT INTO store.sources BY NAME SELECT 's' || i AS source_id, 'Source ' || i AS name, false AS paused, true AS listed FROM range(201) r(i);
INSERT INTO store.runs BY NAME
SELECT 'r' || i AS run_id, 'nightly' AS kind, CAST($first AS TIMESTAMPTZ) + to_days(CAST(i AS INTEGER)) + INTERVAL 2 HOUR AS started_at, started_at + INTERVAL 1430 MINUTE AS finished_at, 'ok' AS outcome, '1' AS product_version FROM range(1, $days + 1) r(i);
INSERT INTO store.run_tallies SELECT run_id, source_id, 25, 25, 0, 0, 0, 0, 25, 0 FROM store.runs, store.sources;
INSERT INTO store.run_listings SELECT run_id, source_id, 'u', 'feed', 'fetched', NULL, 25 FROM store.runs, store.sources;
INSERT INTO store.names BY NAME
SELECT CAST(hash(CAST(i AS INTEGER), 2) >> 1 AS BIGINT) AS name_id, name_id AS entity_id, 'Name ' || i AS name, 'name ' || i AS key, 'PER' AS type, 1 AS articles, CAST($first AS TIMESTAMPTZ) AS first_seen_at
FROM range($entities + 1) r(i);
INSERT INTO store.entities BY NAME SELECT entity_id, name, type FROM store.names;
INSERT INTO store.name_surfaces BY NAME SELECT name_id, name AS surface, name_id AS alone_id, 1 AS articles FROM store.names;
