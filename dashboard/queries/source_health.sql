-- How each source, or one, stood at the end of the last night that judged it: new articles, how many are usual, what is wrong and since when.
SELECT source_id, day, articles, usual, state, since, reason, next_step
FROM source_health
WHERE CAST($source_id AS VARCHAR) IS NULL OR source_id = CAST($source_id AS VARCHAR)
QUALIFY row_number() OVER (PARTITION BY source_id ORDER BY day DESC, run_id DESC) = 1
ORDER BY source_id;
