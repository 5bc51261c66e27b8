-- What an earlier backfill of these days left over: URLs pending, or failed for a reason that may pass. Newest first.
SELECT source_id, url
FROM store.urls
WHERE source_id IN (SELECT unnest($source_ids::VARCHAR[]))
  AND published BETWEEN $first::DATE AND $last::DATE
  AND (state = 'pending'
       OR (state = 'failed' AND failures < 4
           AND reason NOT IN ('HTTP 404', 'HTTP 410', 'HTTP 451') AND reason NOT LIKE 'not HTML%'))
ORDER BY published DESC, url;
