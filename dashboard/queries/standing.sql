-- How the sources of the last night did; no row before the first.
WITH latest AS (FROM nights WHERE day = (SELECT max(day) FROM nights))
SELECT count(*) AS asked, count(*) FILTER (state = 'quiet') AS quiet, count(*) FILTER (state = 'out') AS out
FROM latest
HAVING count(*) > 0;
