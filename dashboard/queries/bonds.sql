-- Which of some entities are named together in a period, the closest first.
SELECT CAST(one AS VARCHAR) AS one, CAST(other AS VARCHAR) AS other, together, npmi
FROM bonds(CAST($entities AS BIGINT[]), CAST($first AS DATE), CAST($last AS DATE))
WHERE npmi > 0
ORDER BY npmi DESC, one, other;
