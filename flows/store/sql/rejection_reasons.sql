-- For each source the commonest reason for which its pages of one run were rejected.
SELECT source_id, reason, count(*) AS concerned
FROM store.pages
WHERE run_id = $run_id AND reason IS NOT NULL
GROUP BY source_id, reason
QUALIFY row_number() OVER (PARTITION BY source_id ORDER BY concerned DESC, reason) = 1;
