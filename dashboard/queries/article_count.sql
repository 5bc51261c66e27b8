-- How many articles the filters leave, where stories and sources are not asked for: a quarter of the time of totals.sql.
SELECT count(*) AS articles
FROM selected(CAST($first AS DATE), CAST($last AS DATE), CAST($sources AS VARCHAR[]), CAST($languages AS VARCHAR[]),
              CAST($sections AS VARCHAR[]), CAST($words AS VARCHAR), CAST($run AS VARCHAR), CAST($entity AS BIGINT));
