-- The loss at each stage: one row a run and source. discovered = fetched + unchanged + skipped + failed + pending.
CREATE VIEW run_sources AS
SELECT run_id, source_id, discovered, fetched, unchanged, skipped, failed, pending, articles, rejected
FROM store.run_tallies;
