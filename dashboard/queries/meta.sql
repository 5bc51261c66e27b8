-- What this snapshot is: versions, run, time of making, time zone.
SELECT key, value
FROM meta
ORDER BY key;
