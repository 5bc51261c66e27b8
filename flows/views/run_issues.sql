-- What a person should look at, with the next step; source_id is null when it concerns the whole run.
CREATE VIEW run_issues AS
SELECT run_id, source_id, severity, reason, next_step
FROM store.run_issues;
