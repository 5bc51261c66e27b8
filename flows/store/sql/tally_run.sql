-- The sums of one journal, by source: every source that the run asked has a row.
INSERT INTO store.run_tallies BY NAME
SELECT $run_id AS run_id, asked.source_id,
       count(seen.url_id) AS discovered,
       count(*) FILTER (seen.state = 'fetched') AS fetched,
       count(*) FILTER (seen.state = 'unchanged') AS unchanged,
       count(*) FILTER (seen.state = 'skipped') AS skipped,
       count(*) FILTER (seen.state = 'failed') AS failed,
       count(*) FILTER (seen.state = 'pending') AS pending,
       0 AS articles, 0 AS rejected
FROM (SELECT unnest($source_ids::VARCHAR[]) AS source_id UNION SELECT source_id FROM staged_urls) AS asked
LEFT JOIN staged_urls AS seen USING (source_id)
GROUP BY asked.source_id;
