-- For each source the commonest reason of its failed URLs in one run.
SELECT source_id, reason, count(*) AS concerned
FROM store.run_urls
WHERE run_id = $run_id AND state = 'failed'
GROUP BY source_id, reason
QUALIFY row_number() OVER (PARTITION BY source_id ORDER BY concerned DESC, reason) = 1;
