-- What a person should look at in one run, the gravest first.
SELECT i.source_id, coalesce(s.name, i.source_id) AS source, i.severity, i.reason, i.next_step
FROM run_issues i LEFT JOIN sources s USING (source_id)
WHERE i.run_id = CAST($run_id AS VARCHAR)
ORDER BY i.severity = 'red' DESC, source NULLS FIRST, i.reason;
